"""Many made-up people who declare at a service, through the product's own verbs."""

import asyncio
from collections.abc import Iterator
from uuid import UUID

from domain.healthcode.apply import apply
from domain.household.browsers import open_holder
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from tests.domain.acts import application
from web.settings import Settings
from web.wiring import Services, open_services


async def declare_one(services: Services, number: int) -> UUID:
    """Declare one plain healthy person; give the id of the acknowledged declaration."""
    holder = random_id()
    ctx = services.context()
    await services.db.write(open_holder, ctx, new_token(), holder)
    ctx = services.context(nonce=event_id(ctx.instant))
    phone = f"+86139{number:08d}"
    await services.db.write(apply, ctx, holder, application(number, phone=phone))
    return ctx.nonce


def batched(numbers: range, size: int = 500) -> Iterator[range]:
    """Give the numbers in parts: the writer's queue refuses more than it holds."""
    for at in range(0, len(numbers), size):
        yield numbers[at : at + size]


def declare_many(settings: Settings, count: int, first: int = 1) -> None:
    """Declare so many people at a service that is prepared and not running."""

    async def all_of_them() -> None:
        services = open_services(settings)
        try:
            for some in batched(range(first, first + count)):
                await asyncio.gather(*(declare_one(services, number) for number in some))
        finally:
            services.close()

    asyncio.run(all_of_them())
