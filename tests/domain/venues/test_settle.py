"""The township's word: whose it is, once, and what follows from it."""

import pytest
from sqlmodel import select

from domain.healthcode.values import TooOften
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError, Refusal
from domain.policy.places import Sector
from domain.venues.ask import ask
from domain.venues.listing import Search, venues_in, waiting
from domain.venues.posters import mark_seen, note_printed, replace_poster
from domain.venues.records import VenueRecord
from domain.venues.run import add_gate, change_details, change_gate, change_persons, close_gate
from domain.venues.settle import Reason, Why, close, confirm, turn_down
from domain.venues.sheet import sheet_of
from domain.venues.store import entrance_by_letters, entrance_by_serial
from domain.venues.told import Gate
from domain.venues.values import VenueState
from tests.domain.acts import Books
from tests.domain.venues.told import (
    MAJIE,
    NANSHA,
    acting,
    asked_for,
    confirmed,
    manager,
    officer,
    told,
)

MAY = (
    officer(),
    officer(Role.COUNTY, "532528"),
    officer(Role.PREFECTURE, "5325"),
    officer(Role.PROVINCE, "53"),
)
MAY_NOT = (
    Actor(Role.ANYONE),
    Actor(Role.HOLDER, random_id()),
    officer(Role.TOWNSHIP, NANSHA),
    officer(Role.COUNTY, "532529"),
    officer(Role.PREFECTURE, "5326"),
    officer(Role.SECTOR, "532528", "markets"),
    officer(Role.VILLAGE, MAJIE),
    officer(Role.CLINIC, MAJIE),
    manager(random_id()),
)
WHY = Why(Reason.TWICE, "")


@pytest.mark.parametrize("who", MAY, ids=lambda each: each.role.value)
def test_the_territory_above_it_confirms(books: Books, who: Actor) -> None:
    venue = asked_for(books)
    confirm(books.work, acting(books, who), venue, Sector.COMMERCE)
    sheet = sheet_of(books.work, acting(books, who), venue)
    assert sheet.venue.state is VenueState.CONFIRMED
    assert sheet.venue.sector is Sector.COMMERCE
    assert all(each.poster for each in sheet.doorways)
    assert sheet.persons == told().persons


@pytest.mark.parametrize("who", MAY_NOT, ids=lambda each: f"{each.role.value} {each.division}")
def test_nobody_else_does_or_sees_it(books: Books, who: Actor) -> None:
    venue, ctx = asked_for(books), acting(books, who)
    for act in (
        lambda: confirm(books.work, ctx, venue, Sector.MARKETS),
        lambda: turn_down(books.work, ctx, venue, WHY),
        lambda: close(books.work, ctx, venue),
        lambda: sheet_of(books.work, ctx, venue),
        lambda: note_printed(books.work, ctx, venue),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.code is Refusal.NOT_FOUND


def test_it_is_settled_once(books: Books) -> None:
    venue, ctx = asked_for(books), acting(books, officer())
    turn_down(books.work, ctx, venue, WHY)
    for act in (
        lambda: confirm(books.work, ctx, venue, Sector.MARKETS),
        lambda: turn_down(books.work, ctx, venue, WHY),
        lambda: close(books.work, ctx, venue),
        lambda: add_gate(books.work, ctx, venue, Gate("南门")),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.code is Refusal.CONFLICT


def test_the_same_form_twice_is_one_venue(books: Books) -> None:
    nonce, network = event_id(books.instant), b"n" * 16
    first = ask(books.work, acting(books, nonce=nonce), told(), network)
    assert ask(books.work, acting(books, nonce=nonce), told(zh="另一个"), network) == first
    assert len(books.session.exec(select(VenueRecord)).all()) == 1


def test_one_network_asks_for_so_many_and_no_more(books: Books) -> None:
    most = acting(books).policies.limits.venues_asked.most
    for _ in range(most):
        assert not isinstance(ask(books.work, acting(books), told(), b"n" * 16), TooOften)
    assert isinstance(ask(books.work, acting(books), told(), b"n" * 16), TooOften)
    assert not isinstance(ask(books.work, acting(books), told(), b"m" * 16), TooOften)


def test_what_is_told_of_people_is_sealed(books: Books) -> None:
    asked_for(books)
    sealed = books.session.exec(select(VenueRecord.sealed)).one()
    for secret in ("马大姐", "13900000001", "李二哥"):
        assert secret.encode() not in sealed


def test_a_void_poster_finds_nothing_and_its_place_has_another(books: Books) -> None:
    venue = confirmed(books)
    ctx = acting(books, manager(venue))
    doorway = sheet_of(books.work, ctx, venue).doorways[0]
    old = doorway.poster
    assert old
    for _ in range(2):  # a double tap
        replace_poster(books.work, ctx, venue, doorway.entrance.id, old.letters)
    assert entrance_by_serial(books.work, old.serial) is None
    assert entrance_by_letters(books.work, old.letters) is None
    new = sheet_of(books.work, ctx, venue).doorways[0].poster
    assert new
    assert entrance_by_serial(books.work, new.serial) == doorway.entrance


def test_an_inspector_of_the_area_marks_a_poster_seen(books: Books) -> None:
    venue = confirmed(books)
    ctx = acting(books, manager(venue))
    poster = sheet_of(books.work, ctx, venue).doorways[0].poster
    assert poster
    for other in (officer(Role.SECTOR, "532528", "health"), officer(Role.TOWNSHIP, NANSHA)):
        with pytest.raises(DomainError):
            mark_seen(books.work, acting(books, other), poster.serial)
    mark_seen(books.work, acting(books, officer(Role.SECTOR, "532528", "markets")), poster.serial)
    seen = sheet_of(books.work, ctx, venue).doorways[0].poster
    assert seen
    assert seen.seen_at == books.instant


def test_a_manager_runs_their_own_and_no_other(books: Books) -> None:
    venue, other = confirmed(books), confirmed(books, zh="别的市场")
    ctx = acting(books, manager(venue))
    added = add_gate(books.work, ctx, venue, Gate("南门", "South gate", exits=True))
    assert add_gate(books.work, ctx, venue, Gate("南门")) == added
    change_gate(books.work, ctx, venue, added, Gate("南大门", presence=True, staffed=False))
    with pytest.raises(DomainError, match="conflict"):
        change_gate(books.work, ctx, venue, added, Gate("东门"))
    change_details(books.work, ctx, venue, told(zh="新名字").details)
    change_persons(books.work, ctx, venue, told(person="王小明").persons)
    sheet = sheet_of(books.work, ctx, venue)
    assert sheet.venue.zh == "新名字"
    assert sheet.persons
    assert sheet.persons.person == "王小明"
    door = next(each for each in sheet.doorways if each.entrance.id == added)
    assert (door.entrance.zh, door.entrance.presence, door.entrance.exits) == (
        "南大门",
        True,
        False,
    )
    assert door.poster
    close_gate(books.work, ctx, venue, added)
    assert entrance_by_serial(books.work, door.poster.serial) is None
    for act in (
        lambda: add_gate(books.work, ctx, other, Gate("南门")),
        lambda: change_details(books.work, ctx, other, told().details),
        lambda: close_gate(books.work, ctx, other, added),
        lambda: sheet_of(books.work, ctx, other),
    ):
        with pytest.raises(DomainError, match="not_found"):
            act()


def test_a_closed_venue_lets_nobody_in(books: Books) -> None:
    venue = confirmed(books)
    ctx = acting(books, officer())
    poster = sheet_of(books.work, ctx, venue).doorways[0].poster
    assert poster
    close(books.work, ctx, venue)
    assert entrance_by_serial(books.work, poster.serial) is None
    with pytest.raises(DomainError, match="conflict"):
        note_printed(books.work, ctx, venue)


def test_lists_hold_the_jurisdictions_venues_alone(books: Books) -> None:
    first = asked_for(books, zh="先来的市场")
    books.pass_time(minutes=1)
    asked_for(books, zh="后来的市场")
    there = confirmed(books, township=NANSHA, zh="南沙市场", kind="school", en="Nansha School")
    county, town = acting(books, officer(Role.COUNTY, "532528")), acting(books, officer())
    assert [row.venue.zh for row in waiting(books.work, county)] == ["先来的市场", "后来的市场"]
    assert waiting(books.work, acting(books, officer(division=NANSHA))) == ()

    def found(ctx: object = county, **search: object) -> list[str]:
        rows = venues_in(books.work, ctx, Search(**search)).rows  # type: ignore[arg-type] # by name
        return [row.venue.zh for row in rows]

    assert found(town) == ["先来的市场", "后来的市场"] or len(found(town)) == 2
    assert found(text="nansha") == ["南沙市场"]
    assert found(text="%") == []
    assert found(text=waiting(books.work, county)[0].number) == ["先来的市场"]
    assert found(place=NANSHA) == ["南沙市场"]
    assert found(sector=Sector.EDUCATION) == ["南沙市场"]
    assert found(state=VenueState.CONFIRMED) == ["南沙市场"]
    assert found(unposted=True) == ["南沙市场"]
    note_printed(books.work, county, there)
    assert found(unposted=True) == []
    with pytest.raises(DomainError, match="not_permitted"):
        waiting(books.work, acting(books, manager(first)))
