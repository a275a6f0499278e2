"""Looking somebody up at a door: what one form does twice, and about whom it leaves a trace."""

from domain.admission.decide import Temperature
from domain.admission.door_lookup import DoorAsked, look_up_at_door
from domain.admission.records import AdmissionRecord
from domain.admission.values import Admitted, Call
from domain.healthcode.records import LookupRecord
from domain.kernel.ids import event_id
from tests.domain.acts import Books, application
from tests.domain.admission.doors import Person, Post, person, post, rows


def ask(door: Post, call: Call, number: int) -> Admitted:
    identity = application(number).identity
    found = look_up_at_door(door.books.work, door.ctx, DoorAsked(identity.document, "VN"), call)
    assert isinstance(found, Admitted)
    return found


def verified(books: Books, number: int, name: str) -> Person:
    return person(books, number=number, name=name)


def test_one_form_about_two_people_leaves_two_traces(books: Books) -> None:
    door = post(books)
    first, second = verified(books, 41, "王小明"), verified(books, 42, "李小红")
    call = door.call("", id=event_id(books.instant), seen=True)
    assert ask(door, call, 41).name != ask(door, call, 42).name
    people = {first.person, second.person}
    assert {each.person_id for each in rows(books)} == people
    assert {each.person_id for each in rows(books, LookupRecord)} == people


def test_one_form_about_one_person_is_one_admission_brought_up_to_date(books: Books) -> None:
    door = post(books)
    verified(books, 43, "王小明")
    call = door.call("", id=event_id(books.instant), seen=True)
    for _ in range(2):
        ask(door, call, 43)
    assert len(rows(books, LookupRecord)) == len(rows(books)) == 1
    hot = door.call("", id=call.id, seen=True, temperature=Temperature.HIGH)
    ask(door, hot, 43)
    (row,) = rows(books, AdmissionRecord)
    assert row.temperature == "high"
