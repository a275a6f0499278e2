"""Made-up people for a measurement: holders with codes, and holders with a draft to submit."""

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from domain.declaration.drafts import Draft, keep_draft
from domain.declaration.prefill import (
    entries_of_health,
    entries_of_identity,
    entries_of_journey,
    entries_of_stay,
)
from domain.declaration.steps import Step
from domain.declaration.terms import Terms
from domain.declaration.values import (
    Answer,
    Application,
    Health,
    Identity,
    Journey,
    Occupation,
    Relationship,
    Stay,
)
from domain.healthcode.apply import apply
from domain.household.browsers import open_holder
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.people.documents import Document, DocumentKind
from domain.people.gender import Gender
from web.settings import Settings
from web.wiring import Services, open_services


@dataclass(frozen=True, slots=True)
class Phone:
    """One browser of the load: its cookie's token, and the holder it belongs to."""

    token: str
    holder: UUID


def application(number: int) -> Application:
    """Make the application of one plain healthy resident; numbers never collide."""
    return Application(
        identity=Identity(
            phone=f"+86139{number:08d}",
            helper_phone=False,
            name="测试人",
            document=Document(DocumentKind.PASSPORT, f"TEST{number:08d}"),
            gender=Gender.FEMALE,
            born=date(1980, 1, 1),
            nationality="VN",
        ),
        journey=Journey(outside=False),
        stay=Stay("532528101", "南沙镇测试路1号", Occupation.FARMING),
        health=Health(Answer.NO, None, Answer.NO, "", None, frozenset()),
        relationship=Relationship.SELF,
    )


def phones_with_codes(settings: Settings, count: int) -> list[Phone]:
    """Store so many people with a code each, through the product's own verbs."""
    return asyncio.run(_phones_with_codes(settings, count))


async def _phones_with_codes(settings: Settings, count: int) -> list[Phone]:
    services = open_services(settings)
    today = services.clock.now().date()
    services.ring.make_days(today + timedelta(days=ahead) for ahead in range(-1, 3))
    try:
        made = [_phone(services, number) for number in range(count)]
        return list(await asyncio.gather(*made))
    finally:
        services.close()


async def _phone(services: Services, number: int) -> Phone:
    token, holder = new_token(), random_id()
    ctx = services.context()
    await services.db.write(open_holder, ctx, token, holder)
    ctx = services.context(nonce=event_id(ctx.instant))
    await services.db.write(apply, ctx, holder, application(number))
    return Phone(token, holder)


def phones_with_drafts(settings: Settings, count: int, first: int = 0) -> list[tuple[Phone, UUID]]:
    """Store so many phones with a whole draft each, ready to be submitted; numbers from `first`."""
    return asyncio.run(_phones_with_drafts(settings, count, first))


async def _phones_with_drafts(
    settings: Settings, count: int, first: int
) -> list[tuple[Phone, UUID]]:
    services = open_services(settings)
    try:
        made = [phone_with_draft(services, first + number) for number in range(count)]
        return list(await asyncio.gather(*made))
    finally:
        services.close()


async def phone_with_draft(services: Services, number: int) -> tuple[Phone, UUID]:
    """Store one phone with a whole draft of its own person; give both."""
    token, holder = new_token(), random_id()
    ctx = services.context()
    await services.db.write(open_holder, ctx, token, holder)
    stated = application(1_000_000 + number)
    entries = {
        **entries_of_identity(stated.identity, stated.relationship),
        **entries_of_journey(stated.journey),
        **entries_of_stay(stated.stay),
        **entries_of_health(stated.health, Terms(ctx.instant)),
    }
    draft = Draft(event_id(ctx.instant), Step.CHECK, entries)
    await services.db.write(keep_draft, ctx, holder, draft)
    return Phone(token, holder), draft.id
