"""How long check-ins are kept, who of a person's phones sees them, and that deleting takes them."""

from datetime import timedelta
from uuid import UUID

from domain.kernel.ids import event_id
from domain.mydata.held import held_about
from domain.retention.erasing import erase
from domain.retention.purge import purge
from domain.venues.check_in import Tap, register, visits_of
from domain.venues.records import LastVisitRecord
from domain.venues.visits import Direction
from tests.domain.acts import Books
from tests.domain.mydata.people import declared, kept, phone
from tests.venues import Door, open_door
from tests.visits import stored_at


def visited(books: Books, door: Door, holder: UUID, person: UUID) -> None:
    ctx = books.context(holder, event_id(books.instant))
    tap = Tap(door.serial, Direction.IN, ())
    register(books.work, visits_of(ctx, holder, door.entrance, (person,), tap), door.entrance)


def test_a_person_sees_their_own_for_28_days(books: Books) -> None:
    mine, door = phone(books), open_door(books.work, books.context())
    person = declared(books, mine)
    visited(books, door, mine, person)
    held = held_about(books.work, books.context(mine), person, mine)
    assert held is not None
    ((seen, until),) = held.visits
    assert seen.venue_zh == door.entrance.venue.zh
    assert until == seen.at + timedelta(days=28)
    books.instant = until
    purge(books.work, books.context())
    assert len(stored_at(books.work, door)) == 1
    books.pass_time(seconds=1)
    purge(books.work, books.context())
    assert stored_at(books.work, door) == []
    assert not kept(books, LastVisitRecord)


def test_another_browser_with_both_numbers_learns_of_none(books: Books) -> None:
    """Whoever knows a document and its number has a standing claim (trust T1)."""
    mine, door = phone(books), open_door(books.work, books.context())
    person = declared(books, mine)
    visited(books, door, mine, person)
    other = phone(books)
    assert declared(books, other) == person
    held = held_about(books.work, books.context(other), person, other)
    assert held is not None
    assert held.member.state.stands
    assert held.visits == ()


def test_deleting_takes_them(books: Books) -> None:
    mine, door = phone(books), open_door(books.work, books.context())
    person = declared(books, mine)
    visited(books, door, mine, person)
    erase(books.work, books.context(mine), person, mine)
    assert stored_at(books.work, door) == []
    assert not kept(books, LastVisitRecord)


def test_deleting_on_one_phone_leaves_what_another_registered(books: Books) -> None:
    mine, other, door = phone(books), phone(books), open_door(books.work, books.context())
    person = declared(books, mine)
    assert declared(books, other) == person
    visited(books, door, mine, person)
    books.pass_time(hours=1)
    visited(books, door, other, person)
    erase(books.work, books.context(mine), person, mine)
    assert [row.holder_id for row in stored_at(books.work, door)] == [other]
