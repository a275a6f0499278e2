"""The same admission again: measured, seen, refused or delivered later, and still one."""

from datetime import timedelta

from domain.admission.decide import Temperature
from domain.admission.records import AdmissionRecord, AlertRecord, ObstructionRecord
from domain.admission.rows import reading_in
from domain.admission.values import Reason
from domain.household.claim import member_of
from domain.household.claims import ClaimState
from domain.kernel.actor import Role
from domain.kernel.colour import Colour
from domain.kernel.ids import event_id
from domain.retention.erasing import erase
from tests.domain.acts import RING, Books, in_contact
from tests.domain.admission.doors import Person, code_of, person, post, rows

HIGH, AGAIN, MEASURED = Temperature.HIGH, Temperature.HIGH_AGAIN, Temperature.MEASURED


def state_of(books: Books, who: Person) -> ClaimState:
    member = member_of(books.work, RING, who.person, who.holder)
    assert member is not None
    return member.state


def test_the_same_id_again_is_the_same_admission(books: Books) -> None:
    door, who = post(books), person(books, in_contact())
    call = door.call(code_of(books, who))
    first = door.send(call)
    for _ in range(3):
        assert door.send(call) == first
    assert len(rows(books)) == len(rows(books, AlertRecord)) == 1


def test_what_is_measured_later_goes_to_the_same_admission(books: Books) -> None:
    door, who = post(books), person(books)
    id_ = event_id(books.instant)
    assert door.scan(code_of(books, who), id=id_, temperature=HIGH, reading=37.6).key == "rest"
    books.pass_time(minutes=10)
    old = code_of(books, who, late=40)
    assert door.scan(old, id=id_, temperature=MEASURED, reading=36.8).key == "let_in"
    (row,) = rows(books)
    assert row.temperature == "measured"
    assert reading_in(RING, row.admission_id, row.reading) == 36.8
    assert door.scan(old, id=id_).key == "let_in", "a first message that comes late undoes nothing"


def test_a_slip_of_the_finger_takes_the_alert_back(books: Books) -> None:
    door, who = post(books), person(books)
    call = door.call(code_of(books, who), temperature=AGAIN)
    door.send(call)
    door.scan(code_of(books, who), id=call.id, temperature=MEASURED)
    (alert,) = rows(books, AlertRecord)
    assert alert.withdrawn_at == books.instant


def test_a_door_touches_no_other_venues_alert_by_its_id(books: Books) -> None:
    first, second = post(books), post(books)
    ill, well = person(books, in_contact()), person(books)
    call = first.call(code_of(books, ill))
    first.send(call)
    for _ in range(2):
        second.scan(code_of(books, well), id=call.id, refused=Reason.FULL)
    (alert,) = rows(books, AlertRecord)
    assert (alert.venue_id, alert.person_id) == (first.door.venue, ill.person)
    assert alert.withdrawn_at is None


def test_an_old_picture_is_no_worse_than_paper(books: Books) -> None:
    door, who = post(books), person(books)
    old, id_ = code_of(books, who, late=9), event_id(books.instant)
    first = door.scan(old, id=id_)
    assert (first.key, first.colour, first.name) == ("open_live", None, "")
    second = door.scan(old, id=id_, paper=True)
    assert (second.key, second.name, second.colour) == ("check_document", "王*明", Colour.GREEN)
    assert state_of(books, who) is ClaimState.STANDING
    third = door.scan(old, id=id_, seen=True)
    assert (third.key, third.colour) == ("let_in", Colour.GREEN)
    assert state_of(books, who) is ClaimState.VERIFIED
    (row,) = rows(books)
    assert (row.answer, row.seen, row.person_id) == ("paper", True, who.person)


def test_a_claim_that_waits_counts_once_the_door_has_seen_the_document(books: Books) -> None:
    mine = person(books, number=7)
    other = person(books, number=7, number_called="+8613900000777")
    assert mine.person == other.person
    assert state_of(books, other) is ClaimState.PENDING
    door = post(books)
    call = door.call(code_of(books, other))
    waiting = door.send(call)
    assert (waiting.key, waiting.colour) == ("see_document", Colour.GREY)
    told = door.scan(code_of(books, other), id=call.id, seen=True)
    assert (told.key, told.colour) == ("let_in", Colour.GREEN)
    assert state_of(books, other) is ClaimState.VERIFIED


def test_a_gate_has_no_eyes(books: Books) -> None:
    door, who = post(books), person(books)
    door.role = Role.PARTNER
    door.scan(code_of(books, who), seen=True)
    assert state_of(books, who) is ClaimState.STANDING


def test_refusing_a_green_says_why_and_reaches_the_township(books: Books) -> None:
    door, who = post(books), person(books)
    call = door.call(code_of(books, who))
    door.send(call)
    for _ in range(2):
        door.scan(code_of(books, who), id=call.id, refused=Reason.FROM_ELSEWHERE)
    (row,), (report,) = rows(books), rows(books, ObstructionRecord)
    assert row.refused == report.reason == "from_elsewhere"
    assert (report.division, report.source, report.person_id) == ("532528213", "door", who.person)


def test_a_delivery_is_taken_once_as_of_its_own_time(books: Books) -> None:
    door, who = post(books), person(books)
    signed_at = books.instant
    calls = [door.call("", id=event_id(signed_at), told="no_code") for _ in range(3)]
    calls += [door.call(code_of(books, who), told="stop")]
    books.pass_time(hours=3)
    first = door.deliver(*calls)
    assert [each.otherwise for each in first] == [False, False, False, True]
    assert first[-1].key == "let_in"
    assert door.deliver(*calls) == first
    found: list[AdmissionRecord] = rows(books)
    assert len(found) == 4
    assert {each.at for each in found} == {signed_at}
    assert {each.taken_at for each in found} == {books.instant}
    (alert,) = rows(books, AlertRecord)
    assert (alert.key, alert.made_at) == ("stop", books.instant)


def test_a_clock_that_is_wrong_tells_no_time(books: Books) -> None:
    door, who = post(books), person(books)
    door.scan(code_of(books, who), at=books.instant + timedelta(hours=1))
    door.deliver(door.call("", at=books.instant - timedelta(days=9)))
    assert {each.at for each in rows(books)} == {books.instant}


def test_what_is_deleted_of_a_person_takes_the_doors_along(books: Books) -> None:
    door, who, ill = post(books), person(books), person(books)
    door.scan(code_of(books, who))
    door.scan(code_of(books, ill), temperature=AGAIN)
    for each in (who, ill):
        erase(books.work, books.context(each.holder), each.person, each.holder)
    (row,), (alert,) = rows(books), rows(books, AlertRecord)
    assert (row.person_id, row.temperature) == (ill.person, "high_again"), "its day is not over"
    assert alert.person_id is None
