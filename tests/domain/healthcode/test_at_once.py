"""What several phones do in the same moment, through the real door of each database.

PostgreSQL runs verbs side by side; SQLite one after the other: the outcome is the same.
"""

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import SQLModel, select

from domain.declaration.drafts import Draft, draft_named, keep_draft
from domain.declaration.records import DeclarationRecord
from domain.declaration.steps import Step
from domain.healthcode.apply import apply
from domain.healthcode.assessing import refresh
from domain.healthcode.show import pulse
from domain.household.browsers import open_holder
from domain.household.claim import claim, ties_of
from domain.household.claims import ClaimState
from domain.household.records import ClaimRecord
from domain.household.values import Known
from domain.kernel.actor import SYSTEM
from domain.kernel.colour import Colour
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError
from domain.kernel.tokens import new_token
from domain.people.records import PersonRecord
from domain.people.store import person_for_document
from domain.policy.context import Context
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from domain.storage.door import Database
from domain.storage.keys import KeyRing, Kind
from domain.storage.work import Work
from tests.domain.acts import NOON, POLICIES, RING, application
from tests.domain.healthcode.meeting import MeetingRing

ROUNDS = 12


def context(nonce: UUID | None = None, seconds: int = 0, ring: KeyRing = RING) -> Context:
    instant = NOON + timedelta(seconds=seconds)
    return Context(SYSTEM, instant, ring, POLICIES, nonce or event_id(instant))


def count(work: Work, record: type[SQLModel]) -> int:
    return work.session.exec(select(func.count()).select_from(record)).one()


async def holders(database: Database, many: int) -> list[UUID]:
    made = [random_id() for _ in range(many)]
    await asyncio.gather(
        *(database.write(open_holder, context(), new_token(), holder) for holder in made)
    )
    return made


def test_eight_taps_make_one_declaration(database: Database) -> None:
    async def scenario() -> None:
        for number in range(ROUNDS):
            (holder,) = await holders(database, 1)
            ctx = context(event_id(NOON))
            taps = [database.write(apply, ctx, holder, application(number)) for _ in range(8)]
            issued = await asyncio.gather(*taps)
            assert Counter(each.again for each in issued) == {True: 7, False: 1}
            assert len({each.person_id for each in issued}) == 1
        assert await database.read(count, DeclarationRecord) == ROUNDS
        assert await database.read(count, PersonRecord) == ROUNDS

    asyncio.run(scenario())


def test_of_two_strangers_with_one_document_one_waits(database: Database) -> None:
    async def scenario() -> None:
        identity = application().identity
        known = await database.write(
            person_for_document, context(), identity.document, identity.nationality
        )
        ring = MeetingRing(Kind.SEAL)
        phones = ("+8613900000001", "+8613900000002")
        asked = [
            database.write(apply, context(ring=ring), holder, application(phone=phone))
            for holder, phone in zip(await holders(database, 2), phones, strict=True)
        ]
        issued = await asyncio.gather(*asked)
        assert {each.person_id for each in issued} == {known}
        states = sorted(tie.state for tie in await database.read(ties_of, known))
        assert states == [ClaimState.PENDING, ClaimState.STANDING]

    asyncio.run(scenario())


def test_two_tabs_with_other_documents_declare_one_draft_once(database: Database) -> None:
    async def scenario() -> None:
        (holder,) = await holders(database, 1)
        ctx = context(event_id(NOON), ring=MeetingRing(Kind.DAY))
        await database.write(keep_draft, ctx, holder, Draft(ctx.nonce, Step.CHECK))
        tabs = [database.write(apply, ctx, holder, application(tab)) for tab in (0, 1)]
        answers = await asyncio.gather(*tabs, return_exceptions=True)
        assert sum(isinstance(answer, DomainError) for answer in answers) == 1
        assert await database.read(count, DeclarationRecord) == 1

    asyncio.run(scenario())


def test_a_draft_saved_while_it_is_declared_is_left_empty(database: Database) -> None:
    async def scenario() -> None:
        (holder,) = await holders(database, 1)
        ctx, ring = context(event_id(NOON)), MeetingRing(Kind.SEAL)
        draft = Draft(ctx.nonce, Step.CHECK, {"name": ("王小明",)})
        await database.write(keep_draft, ctx, holder, draft)
        slow = Context(SYSTEM, NOON, ring, POLICIES, ctx.nonce)
        kept = asyncio.create_task(database.write(keep_draft, slow, holder, draft))
        await asyncio.sleep(0)
        await database.write(apply, ctx, holder, application())
        await asyncio.to_thread(ring.come)
        await asyncio.gather(kept, return_exceptions=True)
        found = await database.read(draft_named, RING, holder, ctx.nonce)
        assert found is not None
        assert found.declared
        assert not found.entries

    asyncio.run(scenario())


def test_a_household_never_grows_past_its_limit(database: Database) -> None:
    most = POLICIES.limits.household_members.most

    async def scenario() -> None:
        (holder,) = await holders(database, 1)
        people = [random_id() for _ in range(most + 1)]
        for at, person in enumerate(people[2:]):
            await database.write(claim, context(), person, holder, "child", known(at))
        ctx = context(ring=MeetingRing(Kind.AUDIT))
        last = [
            database.write(claim, ctx, person, holder, "child", known(most + at))
            for at, person in enumerate(people[:2])
        ]
        answers = await asyncio.gather(*last, return_exceptions=True)
        assert sum(isinstance(answer, DomainError) for answer in answers) == 1
        assert await database.read(count, ClaimRecord) == most

    asyncio.run(scenario())


def known(number: int) -> Known:
    """Somebody's identity; each has a phone number of their own."""
    stated = application(number).identity
    return Known(
        stated.name,
        stated.gender,
        stated.born,
        stated.nationality,
        f"+86139000000{number:02d}",
        False,
        stated.document.kind,
        stated.document.number,
    )


def test_a_fact_recorded_while_a_code_is_assessed_is_never_missed(database: Database) -> None:
    async def scenario() -> None:
        for number in range(ROUNDS):
            (holder,) = await holders(database, 1)
            issued = await database.write(apply, context(), holder, application(number))
            person = issued.person_id
            fact = Fact(random_id(), person, FactKind.CONFIRMED, NOON.date(), NOON)
            late = context(seconds=1)
            work = [database.write(refresh, late, person, holder) for _ in range(6)]
            await asyncio.gather(*work[:3], database.write(record_fact, late, fact), *work[3:])
            assert await shown(database, person, holder) is Colour.RED

    asyncio.run(scenario())


async def shown(database: Database, person: UUID, holder: UUID) -> Colour:
    """Give the colour as the next poll does: assessed anew where it is stale."""
    ctx = context(seconds=2)
    found = await database.read(pulse, ctx, person, holder)
    assert found is not None
    if found.stale:
        await database.write(refresh, ctx, person, holder)
        found = await database.read(pulse, ctx, person, holder)
        assert found is not None
    return found.colour
