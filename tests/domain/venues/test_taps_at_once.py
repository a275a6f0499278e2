"""Taps in the same moment, through the real door of each database: each is there once."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.healthcode.apply import apply
from domain.household.browsers import open_holder
from domain.household.members import name_on_phone
from domain.kernel.actor import SYSTEM
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.storage.door import Database
from domain.venues.check_in import Tap, check_in
from domain.venues.partitions import drop_partitions, make_partitions
from domain.venues.tapping import tap_of_browser
from domain.venues.visits import CheckedIn, Direction
from tests.databases import Place
from tests.databases import open_door as open_database
from tests.domain.acts import NOON, POLICIES, RING, application
from tests.tallies import Tally
from tests.venues import Door, open_door
from tests.visits import stored_at


def context(nonce: UUID | None = None, **later: float) -> Context:
    instant = NOON + timedelta(**later)
    return Context(SYSTEM, instant, RING, POLICIES, nonce or event_id(instant))


async def phone(database: Database, number: int) -> tuple[str, UUID, str]:
    """Declare on a new phone; give its token, its holder and the name of whom it shows."""
    token, holder = new_token(), random_id()
    await database.write(open_holder, context(), token, holder)
    issued = await database.write(apply, context(event_id(NOON)), holder, application(number))
    return token, holder, name_on_phone(RING, issued.person_id, holder)


async def counted(database: Database, door: Door) -> int:
    return len(await database.read(stored_at, door))


def test_200_ids_sent_8_times_at_once_are_200_check_ins(database: Database, tally: Tally) -> None:
    async def scenario() -> None:
        phones = [await phone(database, number) for number in range(20)]
        doors = [await database.write(open_door, context()) for _ in range(10)]
        sent = [
            (context(event_id(NOON)), token, Tap(door.serial, Direction.IN, (name,)))
            for token, _, name in phones
            for door in doors
        ]
        taps = [database.write(tap_of_browser, *each) for each in sent for _ in range(8)]
        done = await asyncio.gather(*taps)
        assert all(isinstance(each, CheckedIn) for each in done)
        assert sum([await counted(database, door) for door in doors]) == 200
        tally("T26", check_ins=200, sent=len(taps))

    asyncio.run(scenario())


def test_two_phones_two_workers_and_two_taps_make_one(place: Place, database: Database) -> None:
    """The same person on two phones, through two processes' doors, by both ways, all at once."""

    async def scenario() -> None:
        beside = open_database(place)
        try:
            for number in range(6):
                one, two = await phone(database, number), await phone(database, number)
                door = await database.write(open_door, context())
                taps: list[Coroutine[Any, Any, Any]] = []
                for token, holder, name in (one, two):
                    tap = Tap(door.serial, Direction.IN, (name,))
                    for db in (database, beside):
                        taps += [db.write(tap_of_browser, context(), token, tap)]
                        taps += [db.write(check_in, context(), holder, tap)]
                done = await asyncio.gather(*taps)
                assert len({each.check_in_id for each in done}) == 1
                assert await counted(database, door) == 1
        finally:
            beside.close()

    asyncio.run(scenario())


def test_what_is_no_plain_tap_writes_nothing(database: Database) -> None:
    async def scenario() -> None:
        token, _, name = await phone(database, 1)
        open_one = await database.write(open_door, context())
        asks = await database.write(open_door, context(), presence=True)
        plain = Tap(open_one.serial, Direction.IN, (name,))
        others = [
            (token, Tap(asks.serial, Direction.IN, (name,))),
            (token, Tap(b"0" * 10, Direction.IN, (name,))),
            (token, Tap(open_one.serial, Direction.IN, ("0" * 32,))),
            (token, Tap(open_one.serial, Direction.IN, ())),
            (new_token(), plain),
        ]
        taps = [database.write(tap_of_browser, context(), *each) for each in others]
        next_day = database.write(tap_of_browser, context(days=1), token, plain)
        assert await asyncio.gather(*taps, next_day) == [None] * 6
        assert await counted(database, open_one) == await counted(database, asks) == 0
        assert await database.write(tap_of_browser, context(), token, plain) is not None

    asyncio.run(scenario())


def test_days_are_parted_ahead_and_dropped_when_outlived(database: Database, place: Place) -> None:
    async def scenario() -> None:
        made = await database.write(make_partitions, context())
        assert made == (22 if isinstance(place, str) else 0)
        assert await database.write(make_partitions, context()) == 0
        token, _, name = await phone(database, 1)
        door = await database.write(open_door, context())
        tap = Tap(door.serial, Direction.IN, (name,))
        await database.write(tap_of_browser, context(), token, tap)
        assert await database.write(make_partitions, context(days=40)) == made
        assert await database.write(drop_partitions, context(days=20)) == 0
        assert await counted(database, door) == 1
        gone = await database.write(drop_partitions, context(days=29))
        assert gone == (8 if isinstance(place, str) else 0)
        if isinstance(place, str):
            assert await counted(database, door) == 0

    asyncio.run(scenario())


def test_where_no_day_was_made_none_is_refused(database: Database) -> None:
    async def scenario() -> None:
        token, _, name = await phone(database, 1)
        door = await database.write(open_door, context())
        tap = Tap(door.serial, Direction.IN, (name,))
        assert await database.write(tap_of_browser, context(), token, tap) is not None
        assert await database.write(make_partitions, context()) in {0, 21}
        assert await counted(database, door) == 1

    asyncio.run(scenario())


def test_a_call_that_fails_fails_alone(database: Database) -> None:
    async def scenario() -> None:
        token, _, name = await phone(database, 1)
        door = await database.write(open_door, context())
        good = Tap(door.serial, Direction.IN, (name,))
        calls = [good, "nonsense", good, "nonsense"]
        taps = [database.write(tap_of_browser, context(), token, each) for each in calls]  # type: ignore[arg-type] # wrong on purpose
        done = await asyncio.gather(*taps, return_exceptions=True)
        assert [isinstance(each, CheckedIn) for each in done] == [True, False, True, False]
        assert await counted(database, door) == 1

    asyncio.run(scenario())
