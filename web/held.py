"""The code that this browser shows, and its credential: read, presented where it must be."""

from typing import Any
from uuid import UUID

from litestar import Request

from domain.healthcode.issuing import Held, held
from domain.healthcode.present import present
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from web.visitor import visitor
from web.wiring import services


async def held_here(request: Request[Any, Any, Any], ctx: Context, *, paper: bool = False) -> Held:
    """Give it as of this instant; raises DomainError NOT_FOUND where the browser shows nobody."""
    whose, db = whose_here(), services(request).db
    found = await db.read(held, ctx, *whose, paper=paper)
    if found is not None and (found.lacks or found.code.stale or found.code.handle is None):
        await db.write(present, ctx, *whose, paper=paper)
        found = await db.read(held, ctx, *whose, paper=paper)
    if found is None:
        raise DomainError(Refusal.NOT_FOUND)
    return found


def whose_here() -> tuple[UUID, UUID]:
    """Give the person that the browser shows and its holder; raises DomainError NOT_FOUND."""
    holder = visitor().holder
    if holder is None or holder.person_id is None:
        raise DomainError(Refusal.NOT_FOUND)
    return holder.person_id, holder.id
