"""A venue's shifts: its manager offers one for an entrance, shows its QR, ends it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.accounts.shifts import end_shift
from domain.kernel.problems import DomainError, Refusal
from domain.venues.shifts import offer, offered, roster
from web.contexts.shifts import offer_page, shifts_page
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_PAGE = "/staff/shifts"
_OPT = declares(Act.RUN_VENUE)


@get(_PAGE, opt=_OPT)
async def shifts(request: _Request) -> Response[str]:
    """List the doors, and the shifts that run or are offered."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found = await held.db.read(roster, ctx)
    return page(request, "staff/shifts.html", shifts_page(found, ctx.instant))


@post(_PAGE, opt=_OPT)
async def make(request: _Request) -> Redirect:
    """Offer a shift at an entrance, and show its QR."""
    entrance = _named(one(await entries_of(request), "entrance"))
    held = services(request)
    name = await held.db.write(offer, held.context(visitor().actor), entrance)
    return see_other(f"{_PAGE}/{name}")


@get("/staff/shifts/{name:str}", opt=_OPT)
async def shift(request: _Request, name: FromPath[str]) -> Response[str]:
    """Show an offered shift's QR and letters, or that a phone has taken it."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found = await held.db.read(offered, ctx, name)
    context = offer_page(found, held.settings.origin, ctx.instant)
    return page(request, "staff/shift.html", context)


@post("/staff/shifts/end", opt=_OPT)
async def end(request: _Request) -> Redirect:
    """End a shift: its phone is signed out at its next request."""
    named, held = one(await entries_of(request), "shift"), services(request)
    ctx = held.context(visitor().actor)
    if ctx.actor.venue is None:
        raise DomainError(Refusal.NOT_FOUND)
    await held.db.write(end_shift, ctx, ctx.actor.venue, named)
    return see_other(_PAGE)


def _named(typed: str) -> UUID:
    try:
        return UUID(hex=typed)
    except ValueError:
        raise DomainError(Refusal.NOT_FOUND) from None


ROUTES = [shifts, make, shift, end]
"""The list, one shift, and its end."""
