"""One's own staff account: where one is in office, where one is signed in, and by what."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.accounts.challenges import Purpose
from domain.accounts.listing import end_other_sessions, sessions_of
from domain.accounts.means import NewPasskey, change_means, drop_means, kept_means
from domain.accounts.passkeys import passkeys_of_staff
from domain.accounts.store import account_by_id
from domain.kernel.problems import DomainError, Refusal
from domain.venues.shifts import own_door
from web.ceremonies import given, made, new_handle
from web.contexts.account import account_page, means_page, start_page
from web.contexts.passkeys import read_keeper, staff_names
from web.contexts.signing import new_means
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.passkeys import creation_options, party_of
from web.staffing import Unfit, new_password, own_account
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_MEANS = "/staff/account/sign-in"
_OPT = declares(Act.OWN_ACCOUNT)
_PROVED = declares(Act.OWN_ACCOUNT, proof=_MEANS)
_ALL = "all"


@get("/staff", opt=_OPT)
async def start(request: _Request) -> Response[Any]:
    """Show as what one is signed in, and what there is to do."""
    held = services(request)
    door = await held.db.read(own_door, held.context(visitor().actor))
    return page(request, "staff/staff.html", start_page(door))


@get("/staff/account", opt=_OPT)
async def account(request: _Request) -> Response[Any]:
    """Show the account, its staff number, and where it is signed in."""
    held, (account_id, token) = services(request), own_account()
    ctx = held.context(visitor().actor)
    own = await held.db.read(account_by_id, ctx, account_id)
    if own is None:
        raise DomainError(Refusal.NOT_FOUND)
    found = await held.db.read(sessions_of, ctx, token)
    kept = await held.db.read(kept_means, account_id)
    return page(request, "staff/account.html", account_page(own, found, kept))


@post("/staff/account/end", opt=_OPT)
async def end(request: _Request) -> Redirect:
    """Sign the account out on another device, or on all others."""
    named, (_, token) = one(await entries_of(request), "session"), own_account()
    held = services(request)
    ctx = held.context(visitor().actor)
    await held.db.write(end_other_sessions, ctx, token, None if named == _ALL else named)
    return see_other("/staff/account")


@get(_MEANS, opt=_PROVED)
async def means(request: _Request) -> Response[Any]:
    """Show what the account signs in with, and the ways to change it."""
    return await _page(request, 200)


@post("/staff/account/passkey/begin", opt=_PROVED, status_code=200)
async def begin(request: _Request) -> Response[Any]:
    """Give what this browser needs to make one more passkey for this account."""
    held, (account_id, _) = services(request), own_account()
    known = await held.db.read(passkeys_of_staff, account_id)
    handle = known[0].handle if known else new_handle()
    fresh = await given(request, Purpose.STAFF_REGISTER, handle)
    names = staff_names(held.clock.now())
    options = await creation_options(party_of(held.settings), fresh, names, known)
    return Response(options, headers={"Cache-Control": "no-store"})


@post("/staff/account/passkey", opt=_PROVED)
async def add(request: _Request) -> Response[Any]:
    """Keep the passkey that this browser made."""
    held, found = services(request), await made(request, Purpose.STAFF_REGISTER)
    keeper = read_keeper(one(await entries_of(request), "keeper"))
    own_account()
    if found is None:
        return await _page(request, 422, passkey_failed=True)
    fresh = NewPasskey(found.passkey, found.handle, keeper)
    await held.db.write(change_means, held.context(visitor().actor), fresh)
    return see_other(_MEANS)


@post("/staff/account/password", opt=_PROVED)
async def password(request: _Request) -> Response[Any]:
    """Set a password with an app for digits, in the place of the one before."""
    held, (account_id, _), posted = services(request), own_account(), await entries_of(request)
    found = await new_password(request, posted, account_id)
    if isinstance(found, Unfit):
        return await _page(request, 422, found)
    await held.db.write(change_means, held.context(visitor().actor), found)
    return see_other(_MEANS)


@post("/staff/account/remove", opt=_PROVED)
async def remove(request: _Request) -> Redirect:
    """Take a way to sign in away; the last one stays."""
    named, held = one(await entries_of(request), "means"), services(request)
    await held.db.write(drop_means, held.context(visitor().actor), named)
    return see_other(_MEANS)


async def _page(
    request: _Request, status: int, unfit: Unfit | None = None, *, passkey_failed: bool = False
) -> Response[Any]:
    held, (account_id, _) = services(request), own_account()
    kept = await held.db.read(kept_means, account_id)
    most = held.policies.limits.passkeys.most
    new = new_means(held.ring, account_id, unfit)
    context = means_page(kept, most, new, passkey_failed=passkey_failed)
    return page(request, "staff/means.html", context, status)


ROUTES = [start, account, end, means, begin, add, password, remove]
"""The start, the account, and what it signs in with."""
