"""Having left Yunnan: a page that asks for the day, the act, and the way to take it back."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.declaration.depart import declared_on, depart, stay_on
from domain.kernel.ids import event_id
from domain.kernel.problems import Problem
from web.contexts.departure import left_page
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.held import whose_here
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@get("/declare/left", opt=declares(Act.DECLARE))
async def ask(request: _Request) -> Response[Any]:
    """Ask for the last day in Yunnan, today unless chosen otherwise."""
    holder = visitor().holder
    if holder is None or holder.person_id is None:
        return see_other("/declare")
    return await _page(request, {})


@post("/declare/left", opt=declares(Act.DECLARE))
async def left(request: _Request) -> Response[Any]:
    """Take it that somebody has left Yunnan, or say what is wrong with the day."""
    posted = await entries_of(request)
    ctx = services(request).context(visitor().actor, _named(request, posted))
    found = await services(request).db.write(depart, ctx, *whose_here(), posted)
    return await _page(request, posted, found) if found else see_other("/code")


@post("/declare/stayed", opt=declares(Act.DECLARE))
async def stayed(request: _Request) -> Redirect:
    """Take back that somebody has left Yunnan."""
    named = _named(request, await entries_of(request))
    ctx = services(request).context(visitor().actor, named)
    await services(request).db.write(stay_on, ctx, *whose_here())
    return see_other("/code")


async def _page(
    request: _Request, posted: Entries, problems: tuple[Problem, ...] = ()
) -> Response[str]:
    held, act = services(request), _named(request, posted)
    ctx = held.context(visitor().actor, act)
    since = await held.db.read(declared_on, ctx, *whose_here())
    context = left_page(ctx, since, posted, problems)
    return page(request, "declare/left.html", context, 422 if problems else 200)


def _named(request: _Request, posted: Entries) -> UUID:
    """Give the act that a form is; a garbled one, or none yet, is another."""
    try:
        return UUID(one(posted, "act"))
    except ValueError:
        return event_id(services(request).clock.now())


ROUTES = [ask, left, stayed]
