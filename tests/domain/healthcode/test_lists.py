"""Status lists: what is listed, with which colour, and that an absence never makes one better."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from domain.credential.status import list_of, read_list_envelope
from domain.healthcode.indexes import index_of, withdraw_all
from domain.healthcode.lists import (
    colour_now,
    entries_after,
    keep_list,
    list_of_shard,
    renew_stale,
    signed_list,
)
from domain.healthcode.shards import shards
from domain.kernel.colour import Colour
from domain.kernel.ids import event_id, random_id
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from domain.storage.door import Database
from tests.domain.acts import NOON, Books, in_contact
from tests.domain.healthcode.test_indexes import context, declared

HOME, NUMBER = "5325", 9


def listed(books: Books) -> dict[int, Colour]:
    """Bring every code up to date and give the entries, as the job does."""
    last = renew_stale(books.work, books.context())
    while last is not None:
        last = renew_stale(books.work, books.context(), last)
    found: dict[int, Colour] = {}
    after: int | None = -1
    while after is not None:
        some, after = entries_after(books.work, books.context(), HOME, after)
        found |= some
    return found


def number(books: Books, person: UUID, holder: UUID) -> int:
    index = index_of(books.work, person, holder)
    assert index is not None
    return index.number


def ill(books: Books, person: UUID) -> Fact:
    day = books.instant.date()
    fact = Fact(event_id(books.instant), person, FactKind.CONFIRMED, day, books.instant)
    return record_fact(books.work, books.context(), fact)


def test_a_green_as_it_was_signed_is_not_listed_and_a_red_is(books: Books) -> None:
    declared(books)
    red = number(books, *declared(books, number=2, health=in_contact()))
    assert listed(books) == {red: Colour.RED}


def test_a_fact_reaches_the_list_though_nobody_looks(books: Books) -> None:
    whose = declared(books)
    index = number(books, *whose)
    ill(books, whose[0])
    assert listed(books) == {index: Colour.RED}
    assert colour_now(books.work, books.context(), NUMBER, index) is Colour.RED


def test_a_lifted_red_is_listed_green(books: Books) -> None:
    whose = declared(books)
    index = number(books, *whose)
    fact = ill(books, whose[0])
    listed(books)
    books.pass_time(hours=1)
    day = books.instant.date()
    gone = Fact(random_id(), whose[0], FactKind.EXCLUDED, day, books.instant, of=fact.id)
    record_fact(books.work, books.context(), gone)
    assert listed(books) == {index: Colour.GREEN}


def test_what_a_newer_declaration_took_the_place_of_is_grey(books: Books) -> None:
    person, holder = declared(books)
    first = number(books, person, holder)
    books.pass_time(hours=1)
    declared(books, holder)
    assert listed(books) == {first: Colour.GREY}
    assert colour_now(books.work, books.context(), NUMBER, first) is Colour.GREY


def test_no_newer_declaration_and_no_leaving_hides_a_risk(books: Books) -> None:
    person, holder = declared(books, health=in_contact())
    first = number(books, person, holder)
    books.pass_time(hours=1)
    declared(books, holder)
    second = number(books, person, holder)
    assert listed(books) == {first: Colour.RED, second: Colour.RED}
    withdraw_all(books.work, books.context(), holder)
    assert listed(books) == {first: Colour.RED, second: Colour.RED}


def test_who_leaves_is_grey(books: Books) -> None:
    person, holder = declared(books)
    index = number(books, person, holder)
    withdraw_all(books.work, books.context(), holder)
    assert listed(books) == {index: Colour.GREY}


def test_an_expired_green_leaves_the_list_alone_and_a_risk_stays(books: Books) -> None:
    declared(books)
    red, holder = declared(books, number=2)
    index = number(books, red, holder)
    books.pass_time(days=15)
    ill(books, red)
    assert listed(books) == {index: Colour.RED}


def test_an_index_of_nobody_has_no_colour(books: Books) -> None:
    assert colour_now(books.work, books.context(), NUMBER, 5) is None


@pytest.mark.parametrize("wanted", [-1, 16, 999_999_999_999])
def test_there_are_sixteen_lists_and_no_others(books: Books, wanted: int) -> None:
    assert list_of_shard(books.work, wanted) is None


def test_the_newest_list_is_kept_and_an_older_never_takes_its_place(database: Database) -> None:
    async def scenario() -> None:
        ctx = context()
        new = signed_list(ctx, shards()[3], NOON, {7: Colour.RED})
        old = signed_list(ctx, shards()[3], NOON - timedelta(hours=1), {})
        for made in (old, new, old):
            await database.write(keep_list, made)
        kept = await database.read(list_of_shard, 3)
        assert kept == signed_list(ctx, shards()[3], NOON, {7: Colour.RED}).signed
        read = list_of(read_list_envelope(kept or b""))
        assert read.colour_of(7) is Colour.RED
        assert read.label.as_of == int((NOON - timedelta(minutes=3)).timestamp())
        assert (read.label.shard, read.label.day) == (3, 18_359)
        assert await database.read(list_of_shard, 4) is None

    asyncio.run(scenario())
