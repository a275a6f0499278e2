"""Taking an invitation: its letters, what it is for, and how one signs in from then on."""

from typing import Any

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.accounts.challenges import Purpose
from domain.accounts.joining import JoinFault, account_of, join, look_at
from domain.accounts.means import Means, NewPasskey
from domain.accounts.opening import new_number
from web.ceremonies import given, made, new_handle
from web.contexts.passkeys import read_keeper, staff_names
from web.contexts.signing import invited_page, join_page, new_means
from web.forms import entries_of, one
from web.guards import declares
from web.network import network_of
from web.pages import page, see_other
from web.passkeys import creation_options, party_of
from web.staffing import Unfit, at_of, new_password
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_OPT = declares(Act.SIGN_IN)


@get("/staff/join", opt=_OPT)
async def ask(request: _Request) -> Response[Any]:
    """Ask for the letters; a script fills them in from behind the address's #."""
    return page(request, "staff/join.html", join_page("", None))


@post("/staff/join", opt=_OPT)
async def look(request: _Request) -> Response[Any]:
    """Look at what the letters open."""
    return await _invited(request, one(await entries_of(request), "letters"), 200)


@post("/staff/join/begin", opt=_OPT, status_code=200)
async def begin(request: _Request) -> Response[Any]:
    """Give what this browser needs to make a passkey for an account."""
    held = services(request)
    fresh = await given(request, Purpose.STAFF_REGISTER, new_handle())
    names = staff_names(held.clock.now())
    options = await creation_options(party_of(held.settings), fresh, names, ())
    return Response(options, headers={"Cache-Control": "no-store"})


@post("/staff/join/passkey", opt=_OPT)
async def by_passkey(request: _Request) -> Response[Any]:
    """Take the invitation with the passkey that this browser made."""
    posted, found = await entries_of(request), await made(request, Purpose.STAFF_REGISTER)
    letters = one(posted, "letters")
    if found is None:
        return await _invited(request, letters, 422, passkey_failed=True)
    keeper = read_keeper(one(posted, "keeper"))
    return await _join(request, letters, NewPasskey(found.passkey, found.handle, keeper))


@post("/staff/join/password", opt=_OPT)
async def by_password(request: _Request) -> Response[Any]:
    """Take the invitation with a password and an app for digits."""
    posted, held = await entries_of(request), services(request)
    letters, ctx = one(posted, "letters"), services(request).context()
    account_id = await held.db.read(account_of, ctx, letters)
    if account_id is None:
        return await _invited(request, letters, 422)
    found = await new_password(request, posted, account_id)
    if isinstance(found, Unfit):
        return await _invited(request, letters, 422, found)
    return await _join(request, letters, found)


async def _join(request: _Request, letters: str, means: Means) -> Response[Any]:
    held, at = services(request), at_of(request)
    await held.db.write(join, held.context(), letters, means, new_number(), at)
    visitor().keep_staff(at.token)
    return see_other("/staff/account")


async def _invited(
    request: _Request,
    letters: str,
    status: int,
    unfit: Unfit | None = None,
    *,
    passkey_failed: bool = False,
) -> Response[Any]:
    """Show what an invitation is for; letters that open nothing are asked for again."""
    held, ctx = services(request), services(request).context()
    found = await held.db.write(look_at, ctx, letters, network_of(request, held.ring))
    account_id = await held.db.read(account_of, ctx, letters)
    if found is None or account_id is None:
        context = join_page(letters[:40], JoinFault.UNKNOWN)
        return page(request, "staff/join.html", context, 422)
    new = new_means(held.ring, account_id, unfit)
    shown = invited_page(found, letters, new, passkey_failed=passkey_failed)
    return page(request, "staff/joining.html", shown, status)


ROUTES = [ask, look, begin, by_passkey, by_password]
"""The letters, and the two ways to join."""
