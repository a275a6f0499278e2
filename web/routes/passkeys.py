"""Protecting a household with passkeys: what there is, one more, one less."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.accounts.challenges import Purpose
from domain.household.passkeys import add_passkey, passkeys_of, remove_passkey
from domain.kernel.problems import DomainError, Refusal
from web.ceremonies import given, made, new_handle
from web.contexts.passkeys import names, passkeys_page, read_keeper
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.passkeys import creation_options, party_of
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_PAGE = "/passkeys"
_OPT = declares(Act.OWN_HOUSEHOLD, proof=_PAGE)


@get(_PAGE, opt=_OPT)
async def passkeys(request: _Request) -> Response[Any]:
    """Show the household's passkeys, and the way to make one."""
    return await _page(request)


@post("/passkeys/begin", opt=_OPT, status_code=200)
async def begin(request: _Request) -> Response[Any]:
    """Give what this browser needs to make a passkey for this household."""
    held, (holder, _) = services(request), _whose()
    known = await held.db.read(passkeys_of, holder)
    fresh = await given(request, Purpose.REGISTER, known[0].handle if known else new_handle())
    called = names(held.clock.now())
    options = await creation_options(party_of(held.settings), fresh, called, known)
    return Response(options, headers={"Cache-Control": "no-store"})


@post(_PAGE, opt=_OPT)
async def add(request: _Request) -> Response[Any]:
    """Keep the passkey that this browser made."""
    keeper, held = read_keeper(one(await entries_of(request), "keeper")), services(request)
    found, whose = await made(request), _whose()
    if found is None:
        return await _page(request, wrong=True)
    ctx = held.context(visitor().actor)
    await held.db.write(add_passkey, ctx, *whose, found.passkey, found.handle, keeper)
    return see_other(_PAGE)


@post("/passkeys/remove", opt=_OPT)
async def remove(request: _Request) -> Redirect:
    """Remove one of the household's passkeys."""
    name, held = one(await entries_of(request), "passkey"), services(request)
    await held.db.write(remove_passkey, held.context(visitor().actor), *_whose(), name)
    return see_other(_PAGE)


async def _page(request: _Request, *, wrong: bool = False) -> Response[Any]:
    held = services(request)
    known = await held.db.read(passkeys_of, _whose()[0])
    context = passkeys_page(known, held.policies.limits.passkeys.most, wrong=wrong)
    return page(request, "household/passkeys.html", context, 422 if wrong else 200)


def _whose() -> tuple[UUID, UUID | None]:
    holder = visitor().holder
    if holder is None:
        raise DomainError(Refusal.NOT_FOUND)
    return holder.id, holder.person_id


ROUTES = [passkeys, begin, add, remove]
"""The page and what is done on it."""
