"""Inviting staff: into which role, the form, and the secret to hand over."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from domain.accounts.acts import Act
from domain.accounts.inviting import invitation_named
from domain.accounts.ranks import invites
from domain.kernel.actor import Role
from domain.kernel.problems import DomainError, Refusal
from web.contexts.people import choice_page, invite_page, secret_page
from web.forms import entries_of, one
from web.guards import declares
from web.inviting import invited
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_PAGE = "/staff/people/invite"
_OPT = declares(Act.INVITE, proof=_PAGE)


@get(_PAGE, opt=_OPT)
async def choose(request: _Request) -> Response[str]:
    """Offer the roles that one may invite into."""
    return page(request, "staff/invite.html", choice_page(visitor().actor))


@get("/staff/people/invite/{role:str}", opt=_OPT)
async def ask(
    request: _Request, role: FromPath[str], letters: FromQuery[str] = ""
) -> Response[str]:
    """Show the form of one role; `letters` of a poster name the venue that a manager is for."""
    typed = {"letters": letters} if letters else {}
    context = invite_page(visitor().actor, _role(role), typed, ())
    return page(request, "staff/inviting.html", context)


@post("/staff/people/invite/{role:str}", opt=_OPT)
async def invite(request: _Request, role: FromPath[str]) -> Response[Any]:
    """Make the invitation, or say what is wrong with the form."""
    into, posted = _role(role), await entries_of(request)
    typed = {name: one(posted, name) for name in posted}
    made = await invited(services(request), visitor().actor, into, typed)
    if isinstance(made, str):
        return see_other(f"/staff/people/invited/{made}")
    context = invite_page(visitor().actor, into, typed, made)
    return page(request, "staff/inviting.html", context, 422)


@get("/staff/people/invited/{name:str}", opt=declares(Act.INVITE, proof="/staff/people"))
async def secret(request: _Request, name: FromPath[str]) -> Response[str]:
    """Show an open invitation's link and letters, to hand over."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found, letters = await held.db.read(invitation_named, ctx, name)
    context = secret_page(found, letters, held.settings.origin)
    return page(request, "staff/invited.html", context)


def _role(named: str) -> Role:
    """Read a role of an address; one that the actor may not invite into is no page of theirs."""
    known = {each.value: each for each in invites(visitor().actor.role)}
    if named not in known:
        raise DomainError(Refusal.NOT_FOUND)
    return known[named]


ROUTES = [choose, ask, invite, secret]
"""The roles, the form, and the secret."""
