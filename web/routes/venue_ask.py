"""Asking for a venue: one form, for anybody, and the number under which one asks after it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.declaration.entries import Entries
from domain.declaration.terms import Terms
from domain.healthcode.values import TooOften
from domain.kernel.ids import event_id
from domain.policy.context import Context
from domain.venues.ask import ask
from domain.venues.read import MOST_GATES, read_asked
from domain.venues.told import Asked
from web.contexts.venue_asking import AskedPage, ask_page
from web.csrf import StaleFormError
from web.errors import stale
from web.forms import entries_of, one
from web.guards import declares
from web.network import network_of
from web.pages import page
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_FORM = "venues/ask.html"


@get("/venues/ask", opt=declares(Act.ASK_FOR_VENUE))
async def form(request: _Request) -> Response[str]:
    """Show the empty form."""
    return page(request, _FORM, ask_page(_context(request, {}), _home(request), {}))


def _kept(request: _Request, error: StaleFormError) -> Response[str]:
    """Show the form as it was sent, where its page was open for too long: nothing is lost."""
    if not error.entries:
        return stale(request, error)
    ctx = _context(request, error.entries)
    context = ask_page(ctx, _home(request), error.entries, unsent=True)
    return page(request, _FORM, context, 403)


@post("/venues/ask", opt=declares(Act.ASK_FOR_VENUE), exception_handlers={StaleFormError: _kept})
async def send(request: _Request) -> Response[str]:
    """Take a venue that is asked for; the same form twice is one."""
    held, posted = services(request), await entries_of(request)
    ctx, home = _context(request, posted), _home(request)
    if act := one(posted, "stay"):
        return page(request, _FORM, ask_page(ctx, home, _changed(posted, act, home)))
    read = read_asked(posted, Terms(ctx.instant), ctx.policies.venues)
    if not isinstance(read, Asked):
        return page(request, _FORM, ask_page(ctx, home, posted, read), 422)
    found = await held.db.write(ask, ctx, read, network_of(request, held.ring))
    if isinstance(found, TooOften):
        return _too_often(request, ctx, posted, found.retry_after)
    return page(request, "venues/asked.html", AskedPage(found.number, found.division))


def _too_often(request: _Request, ctx: Context, posted: Entries, wait: int) -> Response[str]:
    answer = page(request, _FORM, ask_page(ctx, _home(request), posted, wait=wait), 429)
    answer.headers["Retry-After"] = str(wait)
    return answer


def _changed(posted: Entries, act: str, home: str) -> Entries:
    """Give the entries after a button besides "send": another county, one more entrance."""
    if act == "elsewhere":
        kept = {name: posted[name] for name in posted if name not in {"county", "township"}}
        return {**kept, "prefecture": (home[:4],)}
    if act == "add":
        rows = (f"gate_{row}_zh" for row in range(1, MOST_GATES + 1))
        free = next((row for row in rows if row not in posted), None)
        return posted if free is None else {**posted, free: ("",)}
    return posted


def _home(request: _Request) -> str:
    return services(request).settings.home_division


def _context(request: _Request, posted: Entries) -> Context:
    """Give the surroundings of the act that the form is; a garbled one, or none yet, is another."""
    held = services(request)
    try:
        named = UUID(one({name: list(values) for name, values in posted.items()}, "act"))
    except ValueError:
        named = event_id(held.clock.now())
    return held.context(visitor().actor, named)


ROUTES = [form, send]
"""The form, and its answer."""
