"""The same call many times in the same moment, through the real door of each database (T26)."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func
from sqlmodel import select

from domain.admission.admit import admit
from domain.admission.decide import Temperature
from domain.admission.deliver import deliver
from domain.admission.records import AdmissionRecord, AlertRecord
from domain.admission.values import Call
from domain.kernel.actor import SYSTEM, Actor, Role
from domain.kernel.ids import event_id, random_id
from domain.policy.context import Context
from domain.storage.door import Database
from domain.storage.work import Work
from tests.domain.acts import NOON, POLICIES, RING
from tests.domain.admission.doors import PLACE
from tests.venues import open_door


def count(work: Work) -> tuple[int, int]:
    def of(record: type) -> int:
        return int(work.session.exec(select(func.count()).select_from(record)).one())

    return of(AdmissionRecord), of(AlertRecord)


async def replayed(database: Database, calls: int, times: int) -> tuple[int, int]:
    """Send so many calls so many times at once: by themselves, and all of them as deliveries."""
    plain = Context(SYSTEM, NOON, RING, POLICIES, random_id())
    door = await database.write(open_door, plain)
    entrance = door.entrance
    actor = Actor(
        Role.DOOR, random_id(), entrance.venue.division, None, entrance.venue.id, entrance.id
    )
    ctx = replace(plain, actor=actor)
    made = [Call(event_id(NOON), NOON, "", Temperature.HIGH_AGAIN) for _ in range(calls)]
    for at in range(0, calls, 20):
        some = made[at : at + 20]
        alone = (database.write(admit, ctx, each, PLACE) for each in some for _ in range(times))
        together = (database.write(deliver, ctx, tuple(some), PLACE) for _ in range(2))
        await asyncio.gather(*alone, *together)
    return await database.read(count)


def test_a_call_is_one_admission_however_many_workers_have_it(database: Database) -> None:
    assert asyncio.run(replayed(database, 40, 3)) == (40, 40)


@pytest.mark.prove
def test_five_hundred_calls_three_times_each(database: Database) -> None:
    assert asyncio.run(replayed(database, 500, 3)) == (500, 500)
