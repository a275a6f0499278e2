"""Renewing several people of one phone on one page."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.healthcode.renewing import Renewed, renew_together, renewables
from domain.kernel.ids import event_id
from domain.kernel.problems import Problem
from web.contexts.renew import renew_page
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.held import family_here
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@get("/family/renew", opt=declares(Act.DECLARE))
async def ask(request: _Request) -> Response[Any]:
    """Ask who comes along, and of each how they are."""
    return await _page(request, event_id(services(request).clock.now()), {})


@post("/family/renew", opt=declares(Act.DECLARE))
async def renew(request: _Request) -> Response[Any]:
    """Take everybody's declaration, once, or say what is wrong with everything still there."""
    posted, holder, held = await entries_of(request), visitor().holder, services(request)
    act = _named(posted) or event_id(held.clock.now())
    if holder is None:
        return see_other("/declare")
    ctx = held.context(visitor().actor, act)
    found = await held.db.write(renew_together, ctx, holder.id, posted)
    if not isinstance(found, Renewed):
        return await _page(request, act, posted, found, 422)
    return see_other("/family" if found.draft is None else f"/declare/{found.draft.step}")


async def _page(
    request: _Request,
    act: UUID,
    posted: Entries,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response[Any]:
    holder, held = visitor().holder, services(request)
    ctx = held.context(visitor().actor)
    codes = await family_here(request, ctx)
    if holder is None or not codes:
        return see_other("/declare")
    known = await held.db.read(renewables, ctx, holder.id)
    shown = renew_page(act, known, codes, ctx, posted, problems)
    return page(request, "family/renew.html", shown, status)


def _named(posted: Entries) -> UUID | None:
    """Give the act that a form belongs to; a garbled one counts as none."""
    try:
        return UUID(one(posted, "act"))
    except ValueError:
        return None


ROUTES = [ask, renew]
