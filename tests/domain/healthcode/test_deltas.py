"""A shard's signed lists from pass to pass: the day's base, the delta on it, and when it ends."""

import asyncio
from datetime import timedelta

import pytest

from domain.credential.status import Shard, list_of, read_list_envelope
from domain.healthcode.lists import (
    LEAST_WORTH,
    ShardLists,
    keep_lists,
    lists_of_shard,
    signed_lists,
)
from domain.healthcode.shards import shards
from domain.kernel.colour import Colour
from domain.storage.door import Database
from tests.domain.acts import NOON
from tests.domain.healthcode.test_indexes import context

SHARD = 3
HOUR = timedelta(hours=1)


def made(hours: int, entries: dict[int, Colour], held: ShardLists | None = None) -> ShardLists:
    at = context(hours * 3600)
    return signed_lists(at, shards()[SHARD], at.instant, entries, held)


def known(lists: ShardLists) -> Shard:
    base = list_of(read_list_envelope(lists.base))
    delta = list_of(read_list_envelope(lists.delta or b""))
    assert delta.label.base == base.digest
    assert (delta.label.day, delta.label.shard) == (base.label.day, SHARD)
    assert delta.label.sequence == lists.sequence
    return Shard(base, delta)


def test_a_base_comes_with_an_empty_delta_of_the_same_moment() -> None:
    first = made(0, {7: Colour.RED})
    shard = known(first)
    assert shard.delta is not None
    assert len(shard.delta.indexes) == 0
    assert shard.as_of == shard.base.label.as_of == int((NOON - timedelta(minutes=3)).timestamp())
    assert shard.base.label.day == 18_359
    assert shard.colour_of(7) is Colour.RED


def test_each_pass_of_a_day_makes_a_delta_on_its_base() -> None:
    first = made(0, {7: Colour.RED, 8: Colour.GREY})
    second = made(1, {7: Colour.RED, 9: Colour.YELLOW}, first)
    third = made(2, {7: Colour.YELLOW}, second)
    assert first.base == second.base == third.base
    assert (first.sequence, second.sequence, third.sequence) == (1, 2, 3)
    assert known(second).as_of - known(first).as_of == 3600
    assert [known(second).colour_of(at) for at in (7, 8, 9)] == ["red", "green", "yellow"]
    assert [known(third).colour_of(at) for at in (7, 8, 9)] == ["yellow", "green", None]


def test_the_next_day_begins_with_a_base_of_its_own() -> None:
    first = made(0, {7: Colour.RED})
    last = made(11, {8: Colour.RED}, first)
    assert last.base == first.base
    next_day = made(13, {8: Colour.RED}, last)
    assert next_day.sequence == 1
    assert known(next_day).colour_of(7) is None
    assert known(next_day).base.label.day == known(last).base.label.day + 1


def test_a_delta_that_is_not_worth_it_makes_a_base() -> None:
    first = made(0, {})
    few = made(1, dict.fromkeys(range(0, 36_000, 9), Colour.RED), first)
    assert few.base == first.base
    assert len(few.delta or b"") <= LEAST_WORTH < len(few.delta or b"") * 2
    many = made(2, dict.fromkeys(range(0, 900_000, 9), Colour.RED), few)
    assert many.base != first.base
    assert many.sequence == 1
    assert known(many).colour_of(9) is Colour.RED


@pytest.mark.parametrize("base", [b"", b"\xd2\x84", b"?" * 300])
def test_a_damaged_base_is_made_anew(base: bytes) -> None:
    held = ShardLists(shards()[SHARD], NOON - HOUR, base, None, 4)
    assert known(made(0, {7: Colour.RED}, held)).base.colour_of(7) is Colour.RED


def test_the_newest_lists_are_kept_and_older_never_take_their_place(database: Database) -> None:
    async def scenario() -> None:
        old, new = made(-1, {}), made(0, {7: Colour.RED})
        for each in (old, new, old):
            await database.write(keep_lists, each)
        assert await database.read(lists_of_shard, SHARD) == new
        later = made(1, {}, new)
        await database.write(keep_lists, later)
        assert await database.read(lists_of_shard, SHARD) == later
        assert await database.read(lists_of_shard, SHARD + 1) is None

    asyncio.run(scenario())
