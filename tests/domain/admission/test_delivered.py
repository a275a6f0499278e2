"""What comes late from a door is judged as of its own time, and changes nothing into the past."""

from sqlmodel import col, select

from domain.admission.decide import Temperature
from domain.healthcode.records import CodeRecord
from tests.domain.acts import Books
from tests.domain.admission.doors import code_of, person, post


def test_a_fever_after_a_delivered_scan_had_warned_nobody_at_it(books: Books) -> None:
    door, who = post(books), person(books)
    late = door.call(code_of(books, who), told="let_in")
    books.pass_time(hours=1)
    door.scan(code_of(books, who), temperature=Temperature.HIGH_AGAIN)
    books.pass_time(hours=1)
    (told,) = door.deliver(late)
    assert (told.key, told.otherwise) == ("let_in", False)


def test_a_document_seen_without_a_network_leaves_the_code_as_of_now(books: Books) -> None:
    door, who = post(books), person(books)
    call = door.call(code_of(books, who), seen=True, told="let_in")
    books.pass_time(hours=3)
    door.deliver(call)
    kept = select(CodeRecord.assessed_at).where(col(CodeRecord.person_id) == who.person)
    assert books.session.exec(kept).one() == books.instant
