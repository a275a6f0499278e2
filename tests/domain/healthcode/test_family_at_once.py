"""What a family does in the same moment, through the real door of each database."""

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID

from sqlmodel import func, select

from domain.declaration.records import DeclarationRecord
from domain.declaration.values import Application
from domain.healthcode.apply import apply
from domain.healthcode.parting import take_off
from domain.healthcode.renewing import Renewed, renew_together
from domain.healthcode.together import show_together
from domain.household.browsers import holder_by_token, open_holder
from domain.household.members import people_of
from domain.kernel.actor import SYSTEM
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.storage.door import Database
from domain.storage.work import Work
from tests.domain.acts import NOON, POLICIES, RING, application
from tests.domain.families import named, of_child, of_elder
from tests.domain.healthcode.test_renewing import everybody

TAPS = 8


def context(nonce: UUID | None = None, days: int = 0) -> Context:
    instant = NOON + timedelta(days=days)
    return Context(SYSTEM, instant, RING, POLICIES, nonce or event_id(instant))


def declarations(work: Work) -> int:
    return work.session.exec(select(func.count()).select_from(DeclarationRecord)).one()


async def family_of(database: Database, *stated: Application) -> tuple[UUID, str, list[UUID]]:
    holder, token = random_id(), new_token()
    await database.write(open_holder, context(), token, holder)
    issued = [await database.write(apply, context(), holder, each) for each in stated]
    return holder, token, [each.person_id for each in issued]


def test_eight_taps_renew_each_of_a_family_once(database: Database) -> None:
    async def scenario() -> None:
        holder, _, people = await family_of(database, application(), of_child(), of_elder())
        ctx, form = context(days=13), everybody(holder, *people)
        taps = [database.write(renew_together, ctx, holder, form) for _ in range(TAPS)]
        assert await asyncio.gather(*taps) == [Renewed(3, None)] * TAPS
        assert await database.read(declarations) == 6

    asyncio.run(scenario())


def test_two_phones_of_one_family_renew_it_side_by_side(database: Database) -> None:
    """Each takes the people in one order, whatever the order of its ticks."""

    async def scenario() -> None:
        stated = (of_child(2), of_child(3), of_child(4))
        mother, _, people = await family_of(database, *stated)
        father, _, same = await family_of(database, *reversed(stated))
        assert set(people) == set(same)
        acts = [(mother, people), (father, same)] * 4
        forms = [(holder, everybody(holder, *each)) for holder, each in acts]
        sent = [database.write(renew_together, context(days=13), *each) for each in forms]
        assert await asyncio.gather(*sent) == [Renewed(3, None)] * len(acts)

    asyncio.run(scenario())


def test_of_eight_who_are_added_at_once_ten_are_never_passed(database: Database) -> None:
    async def scenario() -> None:
        holder, token, _ = await family_of(database, *(of_child(at) for at in range(8)))
        added = [
            database.write(apply, context(), holder, of_child(at)) for at in range(20, 20 + TAPS)
        ]
        answers = await asyncio.gather(*added, return_exceptions=True)
        refused = [each.code for each in answers if isinstance(each, DomainError)]
        assert Counter(refused) == {Refusal.HOUSEHOLD_FULL: TAPS - 2}
        known = await database.read(holder_by_token, token)
        assert known is not None
        assert known.members == len(await database.read(people_of, holder)) == 10

    asyncio.run(scenario())


def test_taken_off_and_shown_together_at_once_leaves_both_whole(database: Database) -> None:
    async def scenario() -> None:
        stated = [of_child(at) for at in range(4)]
        holder, token, people = await family_of(database, *stated)
        names = [named(each, holder) for each in people]
        gone = [database.write(take_off, context(), holder, name) for name in names[:2]]
        chosen = [database.write(show_together, context(), holder, names[2:]) for _ in range(4)]
        await asyncio.gather(*gone, *chosen)
        known = await database.read(holder_by_token, token)
        assert known is not None
        assert (known.members, known.person_id) in {(2, people[2]), (2, people[3])}

    asyncio.run(scenario())
