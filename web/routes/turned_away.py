"""Green but turned away: the holder tells the township (product F3)."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.admission.turned_away import last_door, turned_away
from domain.kernel.ids import event_id
from domain.kernel.problems import DomainError, Refusal
from web.contexts.turned_away import turned_away_page
from web.forms import entries_of, one
from web.guards import declares
from web.held import whose_here
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_PATH = "/code/turned-away"


@get(_PATH, opt=declares(Act.REPORT_DOOR))
async def form(request: _Request, sent: FromQuery[str] = "") -> Response[str]:
    """Ask where and what; or say that it was sent."""
    held = services(request)
    ctx = held.context(visitor().actor)
    door = await held.db.read(last_door, ctx, *whose_here())
    shown = turned_away_page(door, str(event_id(ctx.instant)), sent=sent == "1")
    return page(request, "code/turned-away.html", shown)


@post(_PATH, opt=declares(Act.REPORT_DOOR))
async def sent(request: _Request) -> Redirect:
    """Send it."""
    held, posted = services(request), await entries_of(request)
    ctx = held.context(visitor().actor, _id(one(posted, "act")))
    there = one(posted, "where") == "there"
    await held.db.write(turned_away, ctx, *whose_here(), one(posted, "words"), there)
    return see_other(f"{_PATH}?sent=1")


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise DomainError(Refusal.NOT_FOUND) from None


ROUTES = [form, sent]
"""The form and its sending."""
