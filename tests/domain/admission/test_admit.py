"""One person at one door: the verdict, what is kept of it, and the same id again."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, update

from domain.admission.decide import Temperature
from domain.admission.records import AdmissionRecord, AlertRecord, ObstructionRecord
from domain.admission.rows import reading_in
from domain.admission.values import Reason
from domain.household.claim import member_of
from domain.household.claims import ClaimState
from domain.kernel.actor import Role
from domain.kernel.colour import Colour
from domain.kernel.ids import event_id
from domain.kernel.problems import DomainError, Refusal
from domain.policy.doors import DoorAct
from domain.policy.places import VenueKind
from domain.venues.records import EntranceRecord
from tests.domain.acts import RING, Books, in_contact
from tests.domain.admission.doors import Person, code_of, group, person, post, rows

HIGH, AGAIN, MEASURED = Temperature.HIGH, Temperature.HIGH_AGAIN, Temperature.MEASURED


def state_of(books: Books, who: Person) -> ClaimState:
    member = member_of(books.work, RING, who.person, who.holder)
    assert member is not None
    return member.state


def test_a_green_is_let_in_and_the_row_says_who_where_and_when(books: Books) -> None:
    door, who = post(books), person(books)
    told = door.scan(code_of(books, who))
    assert (told.key, told.act, told.colour) == ("let_in", DoorAct.LET_IN, Colour.GREEN)
    assert (told.name, len(told.tail)) == ("王*明", 2)
    (row,) = rows(books)
    assert (row.person_id, row.holder_id) == (who.person, who.holder)
    assert (row.venue_id, row.entrance_id) == (door.door.venue, door.door.entrance.id)
    assert (row.at, row.taken_at, row.delivered_at) == (books.instant, books.instant, None)
    assert (row.role, row.by_id, row.how) == ("door", door.shift, "code")
    assert rows(books, AlertRecord) == []


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (VenueKind.FARMERS_MARKET, "stop"),
        (VenueKind.COACH, "no_boarding"),
        (VenueKind.MEDICAL_INSTITUTION, "fever_entrance"),
        (VenueKind.CHECKPOINT, "hold"),
        (VenueKind.COMPOUND, "report"),
    ],
)
def test_a_red_is_told_to_the_command_in_the_same_act(
    books: Books, kind: VenueKind, key: str
) -> None:
    door, who = post(books, kind), person(books, in_contact())
    told = door.scan(code_of(books, who))
    assert (told.key, told.colour) == (key, Colour.RED)
    (alert,) = rows(books, AlertRecord)
    assert (alert.division, alert.kind, alert.key) == ("532528213", "red", key)
    assert "王".encode() not in alert.sealed


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


def test_a_second_fever_is_referred_told_and_remembered_for_a_day(books: Books) -> None:
    door, who = post(books), person(books)
    id_ = event_id(books.instant)
    door.scan(code_of(books, who), id=id_, temperature=HIGH)
    books.pass_time(minutes=11)
    told = door.scan(code_of(books, who), id=id_, temperature=AGAIN)
    assert (told.key, told.act) == ("refer", DoorAct.REFER)
    (alert,) = rows(books, AlertRecord)
    assert (alert.kind, alert.key) == ("fever", "refer")
    near, far = post(books, division="532528100"), post(books, division="532501001")
    books.pass_time(hours=5)
    assert near.scan(code_of(books, who)).key == "measure_first"
    assert near.scan(code_of(books, who), temperature=MEASURED).key == "let_in"
    assert far.scan(code_of(books, who)).key == "let_in", "another county measures as it does"


def test_the_day_of_measuring_first_ends(books: Books) -> None:
    door, who = post(books), person(books)
    door.scan(code_of(books, who), temperature=AGAIN)
    books.pass_time(hours=14)
    assert door.scan(code_of(books, who)).key == "measure_first"
    books.pass_time(hours=10)
    assert door.scan(code_of(books, who)).key == "let_in"


@pytest.mark.parametrize(
    ("minutes", "key"), [(5, "rest"), (10, "refer"), (119, "refer"), (121, "rest")]
)
def test_a_high_reading_after_a_rest_is_the_second_whoever_measures(
    books: Books, minutes: int, key: str
) -> None:
    door, who = post(books), person(books)
    door.scan(code_of(books, who), temperature=HIGH)
    books.pass_time(minutes=minutes)
    assert door.scan(code_of(books, who), temperature=HIGH).key == key


def test_a_slip_of_the_finger_takes_the_alert_back(books: Books) -> None:
    door, who = post(books), person(books)
    call = door.call(code_of(books, who), temperature=AGAIN)
    door.send(call)
    door.scan(code_of(books, who), id=call.id, temperature=MEASURED)
    (alert,) = rows(books, AlertRecord)
    assert alert.withdrawn_at == books.instant


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


def test_what_is_no_code_is_told_and_not_kept(books: Books) -> None:
    door, who = post(books), person(books)
    poster = f"HTTPS://CODE.EXAMPLE:8443{door.door.path}"
    assert door.scan(poster).key == "poster"
    assert door.scan("hello").key == "not_ours"
    assert door.scan("YN1:6BF").key == "damaged"
    assert rows(books) == []
    call = door.call("hello")
    door.send(call)
    assert door.scan(code_of(books, who), id=call.id).key == "let_in"


def test_a_fever_without_a_code_is_kept_of_nobody(books: Books) -> None:
    door = post(books)
    assert door.scan("", temperature=AGAIN).key == "refer"
    (row,), (alert,) = rows(books), rows(books, AlertRecord)
    assert (row.person_id, row.answer, alert.person_id) == (None, "no_code", None)


def test_nobody_is_stopped_from_leaving(books: Books) -> None:
    door, who = post(books), person(books, in_contact())
    told = door.scan(code_of(books, who), leaving=True, temperature=AGAIN)
    assert told.act is DoorAct.LET_OUT
    assert rows(books, AlertRecord) == []


def test_refusing_a_green_says_why_and_reaches_the_township(books: Books) -> None:
    door, who = post(books), person(books)
    call = door.call(code_of(books, who))
    door.send(call)
    for _ in range(2):
        door.scan(code_of(books, who), id=call.id, refused=Reason.FROM_ELSEWHERE)
    (row,), (report,) = rows(books), rows(books, ObstructionRecord)
    assert row.refused == report.reason == "from_elsewhere"
    assert (report.division, report.source, report.person_id) == ("532528213", "door", who.person)


def test_a_closed_door_admits_nobody(books: Books) -> None:
    door, who = post(books), person(books)
    ended = update(EntranceRecord).where(col(EntranceRecord.venue_id) == door.door.venue)
    books.session.exec(ended.values(ended_at=books.instant))
    with pytest.raises(DomainError) as refused:
        door.scan(code_of(books, who))
    assert refused.value.code is Refusal.NOT_FOUND


def test_one_person_scanned_over_and_over_by_one_shift_is_looked_at(books: Books) -> None:
    door, who = post(books), person(books)
    for _ in range(20):
        door.scan(code_of(books, who))
        books.pass_time(seconds=20)
    assert rows(books, AlertRecord) == []
    for _ in range(3):
        door.scan(code_of(books, who))
    (alert,) = rows(books, AlertRecord)
    assert alert.kind == "often"


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


def test_a_group_is_kept_for_each_of_them_under_one_id(books: Books) -> None:
    door, (people, text) = post(books), group(books)
    call = door.call(text)
    told = door.send(call)
    assert told == door.send(call)
    assert (told.key, told.name.count(" ")) == ("let_in", 1)
    found = rows(books)
    assert {each.person_id for each in found} == set(people)
    assert len({each.admission_id for each in found}) == len(people) == 2
    assert {UUID(int=each.admission_id.int >> 3) for each in found} == {UUID(int=call.id.int >> 3)}
