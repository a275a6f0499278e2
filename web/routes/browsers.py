"""The phones and browsers that show this household's codes, and ending those not at hand."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.healthcode.leaving import end_others
from domain.household.listing import browsers_of
from domain.kernel.problems import DomainError, Refusal
from web.contexts.passkeys import browsers_page
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_PAGE = "/browsers"
_OPT = declares(Act.OWN_HOUSEHOLD, proof=_PAGE)
_ALL = "all"


@get(_PAGE, opt=_OPT)
async def browsers(request: _Request) -> Response[str]:
    """List them by the days on which they came."""
    held, (holder, _, token) = services(request), _whose()
    found = await held.db.read(browsers_of, held.ring, holder, token)
    return page(request, "household/browsers.html", browsers_page(found))


@post("/browsers/end", opt=_OPT)
async def end(request: _Request) -> Redirect:
    """Take the codes off another browser, or off all others."""
    named, held = one(await entries_of(request), "browser"), services(request)
    ctx = held.context(visitor().actor)
    await held.db.write(end_others, ctx, *_whose(), None if named == _ALL else named)
    return see_other(_PAGE)


def _whose() -> tuple[UUID, UUID | None, str]:
    found = visitor()
    if found.holder is None or found.token is None:
        raise DomainError(Refusal.NOT_FOUND)
    return found.holder.id, found.holder.person_id, found.token


ROUTES = [browsers, end]
"""The page and the act."""
