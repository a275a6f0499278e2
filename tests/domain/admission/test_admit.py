"""One person at one door: the verdict, and what is kept and told of it."""

from uuid import UUID

import pytest
from sqlmodel import col, update

from domain.admission.decide import Temperature
from domain.admission.records import AlertRecord
from domain.kernel.colour import Colour
from domain.kernel.ids import event_id
from domain.kernel.problems import DomainError, Refusal
from domain.policy.doors import DoorAct
from domain.policy.places import VenueKind
from domain.venues.records import EntranceRecord
from tests.domain.acts import Books, in_contact
from tests.domain.admission.doors import code_of, group, person, post, rows

HIGH, AGAIN, MEASURED = Temperature.HIGH, Temperature.HIGH_AGAIN, Temperature.MEASURED


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
