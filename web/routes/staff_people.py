"""Whom an office answers for: seen, invited anew, ended; and its open invitations."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.accounts.inviting import end_invitation, invitations_by, invite_anew
from domain.accounts.people import end_account, people_of
from domain.kernel.problems import DomainError, Refusal
from web.contexts.people import people_page
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_PAGE = "/staff/people"
_OPT = declares(Act.INVITE, proof=_PAGE)


@get(_PAGE, opt=declares(Act.INVITE))
async def people(request: _Request) -> Response[str]:
    """List them, with what their units lack."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found = await held.db.read(people_of, ctx)
    invited = await held.db.read(invitations_by, ctx)
    return page(request, "staff/people.html", people_page(ctx.actor, found, invited))


@post("/staff/people/end", opt=_OPT)
async def end(request: _Request) -> Redirect:
    """End an account at once."""
    account = _named(one(await entries_of(request), "account"))
    held = services(request)
    await held.db.write(end_account, held.context(visitor().actor), account)
    return see_other(_PAGE)


@post("/staff/people/anew", opt=_OPT)
async def anew(request: _Request) -> Redirect:
    """Invite somebody into their own account again, who cannot sign in any more."""
    account = _named(one(await entries_of(request), "account"))
    held = services(request)
    name = await held.db.write(invite_anew, held.context(visitor().actor), account)
    return see_other(f"/staff/people/invited/{name}")


@post("/staff/people/take-back", opt=_OPT)
async def take_back(request: _Request) -> Redirect:
    """Take an open invitation back."""
    named, held = one(await entries_of(request), "invitation"), services(request)
    await held.db.write(end_invitation, held.context(visitor().actor), named)
    return see_other(_PAGE)


def _named(typed: str) -> UUID:
    try:
        return UUID(hex=typed)
    except ValueError:
        raise DomainError(Refusal.NOT_FOUND) from None


ROUTES = [people, end, anew, take_back]
"""The list, and what is done about one of it."""
