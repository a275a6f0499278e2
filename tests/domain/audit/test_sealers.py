"""Several sealers at once, and sealers that die: each entry is sealed once, in a log that holds."""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import pytest
from sqlmodel import col, func, select

from domain.audit.damage import Flaw, Leaves, Strays
from domain.audit.inspect import inspect_leaves, inspect_strays
from domain.audit.note import Act, note
from domain.audit.records import AuditLeafRecord, AuditPendingRecord, AuditRecord
from domain.audit.seal import seal, sign_head
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import event_id, random_id
from domain.policy.context import Context
from domain.storage.door import Database
from domain.storage.work import Work
from tests.databases import Place, open_door
from tests.domain.acts import NOON, POLICIES, RING

CONTEXT = Context(Actor(Role.SYSTEM, random_id()), NOON, RING, POLICIES, event_id(NOON))
SPAWN = get_context("spawn")


def leave(work: Work, count: int) -> None:
    for _ in range(count):
        note(work, CONTEXT, Act.DECLARED, None, ("health",))


def leave_and_seal(place: Place, rounds: int) -> int:
    """In a process of its own: leave ten entries a round and seal whatever waits."""

    async def scenario() -> int:
        database = open_door(place)
        sealed = 0
        for _ in range(rounds):
            await database.write(leave, 10)
            sealed += await database.write(seal, CONTEXT, 13)
            await database.write(sign_head, CONTEXT)
        database.close()
        return sealed

    return asyncio.run(scenario())


def seal_and_die(place: Place, batches: int) -> None:
    """In a process of its own: die in the midst of a batch after so many whole ones."""

    def batch_unfinished(work: Work) -> None:
        seal(work, CONTEXT, 10)
        os._exit(9)

    async def scenario() -> None:
        database = open_door(place)
        for _ in range(batches):
            await database.write(seal, CONTEXT, 10)
        await database.write(batch_unfinished)

    asyncio.run(scenario())


def counts(work: Work) -> tuple[int, int, int]:
    """Give how many entries there are, how many wait and how many are sealed."""
    entries = select(func.count(col(AuditRecord.entry_id)))
    waiting = select(func.count(col(AuditPendingRecord.entry_id)))
    leaves = select(func.count(col(AuditLeafRecord.position)))
    one, two, three = (work.session.exec(each).one() for each in (entries, waiting, leaves))
    return one, two, three


async def finish(database: Database) -> None:
    """Seal the rest and find nothing wrong."""
    while await database.write(seal, CONTEXT):
        pass
    await database.write(sign_head, CONTEXT)
    found = await database.read(inspect_leaves, CONTEXT, Leaves(), 10_000)
    assert (found.found, found.over) == ((), True)
    assert (await database.read(inspect_strays, CONTEXT, Strays(), 10_000)).found == ()


def test_four_processes_sealing_at_once_seal_each_entry_once(place: Place) -> None:
    with ProcessPoolExecutor(4, mp_context=SPAWN) as pool:
        sealed = sum(pool.map(partial(leave_and_seal, place), [8] * 4))

    async def scenario() -> None:
        database = open_door(place)
        entries, waiting, leaves = await database.read(counts)
        assert (entries, leaves) == (320, sealed)
        assert waiting == 320 - sealed
        await finish(database)
        assert await database.read(counts) == (320, 0, 320)
        database.close()

    asyncio.run(scenario())


def test_a_sealer_that_dies_in_a_batch_leaves_it_to_the_next(place: Place) -> None:
    async def scenario() -> None:
        database = open_door(place)
        await database.write(leave, 45)
        dying = SPAWN.Process(target=seal_and_die, args=(place, 2))
        dying.start()
        dying.join(60)
        assert dying.exitcode == 9
        assert await database.read(counts) == (45, 25, 20)
        await finish(database)
        assert await database.read(counts) == (45, 0, 45)
        database.close()

    asyncio.run(scenario())


def test_a_batch_that_is_refused_seals_nothing(place: Place) -> None:
    def refused(work: Work) -> None:
        seal(work, CONTEXT)
        message = "after sealing"
        raise ValueError(message)

    async def scenario() -> None:
        database = open_door(place)
        await database.write(leave, 5)
        with pytest.raises(ValueError, match="after sealing"):
            await database.write(refused)
        assert await database.read(counts) == (5, 5, 0)
        await finish(database)
        database.close()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "change",
    ["role = 'x'", "fields = 'y'", "key_number = 9", "actor_id = NULL", "act = 'left'"],
)
def test_what_is_changed_behind_the_verbs_is_named(place: Place, change: str) -> None:
    def behind(work: Work) -> None:
        sealed = "SELECT entry_id FROM audit_leaf WHERE position IN (3, 7)"
        work.connection.exec_driver_sql(f"UPDATE audit SET {change} WHERE entry_id IN ({sealed})")

    async def scenario() -> None:
        database = open_door(place)
        await database.write(leave, 12)
        await finish(database)
        await database.write(behind)
        found = (await database.read(inspect_leaves, CONTEXT, Leaves())).found
        assert [each.position for each in found] == [3, 7]
        assert {each.flaw for each in found} == {Flaw.ENTRY_ALTERED}
        database.close()

    asyncio.run(scenario())
