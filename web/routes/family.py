"""The family on one phone: everybody's page, one tap to show another, adding and taking off."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.declaration.begin import begin_for
from domain.healthcode.parting import remove_proxy, take_note_of_parting, take_off
from domain.household.members import switch
from domain.kernel.ids import event_id
from domain.kernel.problems import DomainError, Refusal
from web.contexts.family import family_page
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.held import listed_here, parted_here
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_PHONES = "/family/phones"


@get("/family", opt=declares(Act.OPEN_CODE))
async def family(request: _Request) -> Response[Any]:
    """Show everybody on this phone, or the way to a first code."""
    holder, ctx = visitor().holder, services(request).context(visitor().actor)
    found, parted = await listed_here(request, ctx), await parted_here(request, ctx)
    if holder is None or not (found or parted):
        return see_other("/declare")
    shown_here = family_page(found, ctx, holder.person_id, parted=parted)
    return page(request, "family/family.html", shown_here)


@post("/family/show", opt=declares(Act.OPEN_CODE))
async def show_(request: _Request) -> Redirect:
    """Show another of this phone's people from now on."""
    member = one(await entries_of(request), "member")
    ctx = services(request).context(visitor().actor)
    await services(request).db.write(switch, ctx, _holder(), member)
    return see_other("/code")


@post("/family/add", opt=declares(Act.DECLARE))
async def add(request: _Request) -> Redirect:
    """Begin to fill in for somebody, or go on with it; a full phone says so on its page."""
    holder, held = visitor().holder, services(request)
    if holder is None or holder.person_id is None:
        return see_other("/declare")
    ctx = held.context(visitor().actor, event_id(held.clock.now()))
    try:
        draft = await held.db.write(begin_for, ctx, holder.id)
    except DomainError as error:
        if error.code is not Refusal.HOUSEHOLD_FULL:
            raise
        return see_other("/family")
    return see_other(f"/declare/{draft.step}")


@post("/family/leave", opt=declares(Act.OPEN_CODE))
async def leave_one(request: _Request) -> Redirect:
    """Take one of this phone's people off it."""
    member = one(await entries_of(request), "member")
    ctx = services(request).context(visitor().actor)
    await services(request).db.write(take_off, ctx, _holder(), member)
    return see_other("/family")


@post("/family/parted", opt=declares(Act.OPEN_CODE))
async def known(request: _Request) -> Redirect:
    """Take note that this phone knows whom others took off it."""
    ctx = services(request).context(visitor().actor)
    await services(request).db.write(take_note_of_parting, ctx, _holder())
    return see_other("/code")


@get(_PHONES, opt=declares(Act.OPEN_CODE, proof=_PHONES))
async def phones(request: _Request) -> Response[Any]:
    """Show which other phones have these people, once it was shown who holds this one."""
    holder, ctx = visitor().holder, services(request).context(visitor().actor)
    found = await listed_here(request, ctx)
    if holder is None or not found:
        return see_other("/declare")
    return page(request, "family/phones.html", family_page(found, ctx, holder.person_id))


@post("/family/remove", opt=declares(Act.OPEN_CODE, proof=_PHONES))
async def remove(request: _Request) -> Redirect:
    """Take one of this phone's people off another phone, once it was shown who holds this one."""
    posted = await entries_of(request)
    ctx, other = services(request).context(visitor().actor), _other(posted)
    await services(request).db.write(remove_proxy, ctx, _holder(), one(posted, "member"), other)
    return see_other(_PHONES)


def _other(posted: Entries) -> UUID:
    try:
        return UUID(one(posted, "holder"))
    except ValueError:
        raise DomainError(Refusal.NOT_FOUND) from None


def _holder() -> UUID:
    holder = visitor().holder
    if holder is None:
        raise DomainError(Refusal.NOT_FOUND)
    return holder.id


ROUTES = [family, show_, add, leave_one, known, phones, remove]
