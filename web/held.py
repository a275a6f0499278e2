"""The codes that this browser has: read, and brought up to the present where they must be."""

from typing import Any
from uuid import UUID

from litestar import Request

from domain.healthcode.family import Listed, listed, present_family
from domain.healthcode.issuing import Held, held, held_on_phone
from domain.healthcode.present import present
from domain.healthcode.show import shown_on_phone
from domain.healthcode.together import group_of
from domain.healthcode.values import ShownCode
from domain.household.parted import parted_of
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


async def family_here(request: Request[Any, Any, Any], ctx: Context) -> tuple[ShownCode, ...]:
    """Give the codes of everybody on this phone as of this instant; nobody for a bare browser."""
    holder, db = visitor().holder, services(request).db
    if holder is None:
        return ()
    found = await db.read(shown_on_phone, ctx, holder.id)
    if any(code.stale or code.handle is None for code in found):
        await db.write(present_family, ctx, holder.id)
        found = await db.read(shown_on_phone, ctx, holder.id)
    return found


async def group_here(
    request: Request[Any, Any, Any], ctx: Context
) -> tuple[bytes, tuple[ShownCode, ...]] | None:
    """Give today's group and its codes as of this instant; None where there is none."""
    holder, db = visitor().holder, services(request).db
    chosen = None if holder is None else await db.read(group_of, ctx, holder.id)
    if chosen is None:
        return None
    everybody = await family_here(request, ctx)
    codes = tuple(code for code in everybody if code.member.person_id in chosen[1])
    return (chosen[0], codes) if codes else None


async def listed_here(request: Request[Any, Any, Any], ctx: Context) -> tuple[Listed, ...]:
    """Give the same with who else has each of them."""
    codes = await family_here(request, ctx)
    return await services(request).db.read(listed, ctx, codes)


async def parted_here(request: Request[Any, Any, Any], ctx: Context) -> tuple[str, ...]:
    """Give the masked names of whom others took off this phone, which has not taken note yet."""
    holder = visitor().holder
    if holder is None:
        return ()
    return await services(request).db.read(parted_of, ctx.ring, holder.id)


async def family_held(request: Request[Any, Any, Any], ctx: Context) -> tuple[Held, ...]:
    """Give everybody's code with the credential that a phone keeps of it."""
    holder, db = visitor().holder, services(request).db
    if holder is None:
        return ()
    found = await db.read(held_on_phone, ctx, holder.id)
    if any(each.lacks or each.code.stale or each.code.handle is None for each in found):
        await db.write(present_family, ctx, holder.id)
        found = await db.read(held_on_phone, ctx, holder.id)
    return found


def whose_here() -> tuple[UUID, UUID]:
    """Give the person that the browser shows and its holder; raises DomainError NOT_FOUND."""
    holder = visitor().holder
    if holder is None or holder.person_id is None:
        raise DomainError(Refusal.NOT_FOUND)
    return holder.person_id, holder.id
