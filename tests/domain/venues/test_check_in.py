"""What a check-in is: one a minute by person, entrance and direction; late taps once, in place."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, func, select

from domain.kernel.days import day_of
from domain.kernel.ids import event_id, random_id
from domain.storage.migrate import load_records
from domain.venues.check_in import Tap, register, visits_of
from domain.venues.presence import is_presence_number, presence_number
from domain.venues.records import CheckInRecord, LastVisitRecord
from domain.venues.visited import counts_of, visits_of_person
from domain.venues.visits import APART, CheckedIn, Direction, How, Tapped, instant_of_tap
from tests.domain.acts import NOON, RING, Books
from tests.venues import Door, open_door
from tests.visits import stored_at

HOLDER = random_id()


def tapped(
    books: Books,
    door: Door,
    *people: UUID,
    act: UUID | None = None,
    way: Direction = Direction.IN,
    late: Tapped | None = None,
) -> CheckedIn:
    """Register people at a door, by a form made now unless an older one is named."""
    ctx = books.context(HOLDER, act or event_id(books.instant))
    tap = Tap(door.serial, way, (), tapped=late)
    return register(books.work, visits_of(ctx, HOLDER, door.entrance, people, tap), door.entrance)


@pytest.fixture
def door(books: Books) -> Door:
    return open_door(books.work, books.context(), exits=True)


def test_scans_that_follow_within_a_minute_are_one(books: Books, door: Door) -> None:
    person, seen = random_id(), set()
    for _ in range(5):
        seen.add(tapped(books, door, person).check_in_id)
        books.pass_time(seconds=59)
    assert len(seen) == 1
    books.pass_time(seconds=2)
    assert tapped(books, door, person).check_in_id not in seen
    assert len(stored_at(books.work, door)) == 2


def test_the_way_out_and_another_entrance_are_others(books: Books, door: Door) -> None:
    person, other = random_id(), open_door(books.work, books.context())
    tapped(books, door, person)
    tapped(books, door, person, way=Direction.OUT)
    tapped(books, other, person)
    assert {row.direction for row in stored_at(books.work, door)} == {"in", "out"}
    assert len(stored_at(books.work, other)) == 1


def test_an_old_form_sent_again_is_the_check_in_that_it_was(books: Books, door: Door) -> None:
    person, act = random_id(), event_id(books.instant)
    first = tapped(books, door, person, act=act)
    books.pass_time(minutes=30)
    second = tapped(books, door, person)
    books.pass_time(minutes=30)
    again = tapped(books, door, person, act=act)
    assert (again.check_in_id, again.at) == (first.check_in_id, first.at)
    assert second.check_in_id != first.check_in_id
    assert len(stored_at(books.work, door)) == 2


def test_a_form_left_open_is_taken_once_when_it_is_sent(books: Books, door: Door) -> None:
    person, act = random_id(), event_id(books.instant)
    books.pass_time(minutes=5)
    tapped(books, door, person)
    books.pass_time(minutes=5)
    for _ in range(3):
        assert tapped(books, door, person, act=act).at == NOON + timedelta(minutes=10)
        books.pass_time(minutes=2)
    assert len(stored_at(books.work, door)) == 2


def test_late_taps_are_taken_once_at_their_own_instants_in_any_order(
    books: Books, door: Door
) -> None:
    person = random_id()
    at = [NOON + timedelta(minutes=minutes) for minutes in (40, 5, 20)]
    acts = [event_id(instant) for instant in at]
    books.pass_time(hours=3)
    for _ in range(2):
        for act, instant in zip(acts, at, strict=True):
            late = Tapped(instant, books.instant)
            assert tapped(books, door, person, act=act, late=late).at == instant
            books.pass_time(seconds=5)
    rows = stored_at(books.work, door)
    assert [row.at for row in rows] == sorted(at)
    assert {row.how for row in rows} == {"offline"}
    assert all(row.delivered_at > row.at for row in rows)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 400)), min_size=1, max_size=12))
def test_however_taps_come_none_is_doubled_or_lost(
    books: Books, door: Door, sent: list[tuple[int, int]]
) -> None:
    """Each tap is in one check-in at most a minute away; told again, nothing is added."""
    person = random_id()
    acts = {each: event_id(NOON + timedelta(seconds=each[1])) for each in sent}
    books.instant = NOON + timedelta(hours=1)
    stored = []
    for told in (sent, sent[::-1], sent):
        for each in told:
            late = Tapped(NOON + timedelta(seconds=each[1]), books.instant)
            joined = tapped(books, door, person, act=acts[each], late=late)
            assert abs(joined.at - late.at) <= APART
        rows = [row for row in stored_at(books.work, door) if row.person_id == person]
        stored.append(sorted(row.check_in_id for row in rows))
        assert {row.check_in_id for row in rows} <= set(acts.values())
    assert stored[0] == stored[1] == stored[2]
    assert len(set(stored[0])) == len(stored[0])


def test_a_phone_whose_clock_is_off_is_set_right_and_marked() -> None:
    now, minute = NOON, timedelta(minutes=1)
    assert instant_of_tap(Tapped(now - 30 * minute, now), now) == (now - 30 * minute, How.OFFLINE)
    fast = Tapped(now + 600 * minute, now + 630 * minute)
    assert instant_of_tap(fast, now) == (now - 30 * minute, How.CLOCKED)
    long_ago = Tapped(now - timedelta(days=8), now)
    assert instant_of_tap(long_ago, now) == (now, How.CLOCKED)
    ahead = Tapped(now + minute, now + minute)
    assert instant_of_tap(ahead, now) == (now, How.OFFLINE)


def test_a_tap_of_a_wrong_clock_is_one_too(books: Books, door: Door) -> None:
    person, act = random_id(), event_id(NOON + timedelta(days=400))
    late = Tapped(NOON - timedelta(days=90), NOON)
    for _ in range(3):
        tapped(books, door, person, act=act, late=late)
        books.pass_time(minutes=5)
        tapped(books, door, person)
        books.pass_time(minutes=5)
    assert sum(row.check_in_id == act for row in stored_at(books.work, door)) == 1


def test_forty_people_in_one_act(books: Books, door: Door) -> None:
    people = [random_id() for _ in range(70)]
    found = tapped(books, door, *people)
    assert found.people == tuple(people)
    assert len(stored_at(books.work, door)) == 70


def test_a_venue_learns_numbers_alone(books: Books, door: Door) -> None:
    for _ in range(3):
        tapped(books, door, random_id(), random_id())
        books.pass_time(minutes=25)
    tapped(books, door, random_id(), way=Direction.OUT)
    counted = counts_of(books.work, door.venue, day_of(NOON))
    told = {(each.direction, each.hour): each.count for each in counted}
    assert told == {(Direction.IN, 12): 6, (Direction.OUT, 13): 1}
    assert {each.entrance_id for each in counted} == {door.entrance.id}


def test_each_phone_sees_what_it_registered(books: Books, door: Door) -> None:
    person = random_id()
    tapped(books, door, person)
    (seen,) = visits_of_person(books.work, person, HOLDER)
    assert (seen.venue_zh, seen.entrance_zh) == (door.entrance.venue.zh, "东门")
    assert visits_of_person(books.work, person, random_id()) == ()
    assert visits_of_person(books.work, person, None) == (seen,)


def test_no_table_but_its_own_two_is_touched(books: Books, door: Door) -> None:
    """A check-in never changes a colour (product B6): whatever colours rest on stays as it was."""

    def counted() -> dict[str, int]:
        load_records()
        tables = SQLModel.metadata.tables
        return {
            name: books.work.connection.execute(
                select(func.count()).select_from(table)
            ).scalar_one()
            for name, table in tables.items()
        }

    before = counted()
    tapped(books, door, random_id())
    grown = {name for name, count in counted().items() if count != before[name]}
    assert grown == {CheckInRecord.__tablename__, LastVisitRecord.__tablename__}


def test_the_number_at_the_door_changes_with_the_day_and_the_door() -> None:
    doors, day = [random_id() for _ in range(20)], day_of(NOON)
    numbers = {presence_number(RING, door, day) for door in doors}
    assert all(len(number) == 4 and number.isdecimal() for number in numbers)
    assert len(numbers) > 15
    later = presence_number(RING, doors[0], day + timedelta(days=1))
    assert later != presence_number(RING, doors[0], day)
    own = presence_number(RING, doors[0], day)
    wide = "".join(chr(ord(digit) - ord("0") + ord("\uff10")) for digit in own)
    for typed in (own, f" {own[:2]}-{own[2:]} ", wide):
        assert is_presence_number(RING, doors[0], day, typed)
    for typed in ("", "12", own + own, "\u00b2", "x" * 4):
        assert not is_presence_number(RING, doors[0], day, typed)
