"""Proving who sits there, before staff do what others may not do in their place; and back."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from domain.accounts.acts import Act
from domain.accounts.challenges import Purpose
from domain.accounts.means import kept_means
from domain.accounts.passkeys import passkey_of_staff, passkeys_of_staff
from domain.accounts.signing import (
    SignInFault,
    number_of,
    sign_in_by_passkey,
    sign_in_by_password,
)
from web.ceremonies import given, used
from web.contexts.signing import staff_confirm_page
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.passkeys import party_of, request_options
from web.proofs import staff_way_back
from web.staffing import at_of, own_account, typed_in
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_OPT = declares(Act.OWN_ACCOUNT)


@get("/staff/confirm", opt=_OPT)
async def ask(
    request: _Request,
    next: FromQuery[str] = "",  # noqa: A002 - its name in the address
    again: FromQuery[str] = "",
) -> Response[Any]:
    """Ask for a proof, or go on where there is a fresh one; `again` says what to do after it."""
    held, (account_id, _), staff = services(request), own_account(), visitor().staff
    if staff is not None and staff.proved(held.clock.now(), held.policies.limits.proof):
        return see_other(staff_way_back(request.app, next))
    return await _page(request, account_id, next, None, undone=again == "yes")


@post("/staff/confirm", opt=_OPT)
async def by_password(request: _Request) -> Response[Any]:
    """Take the password and the digits once more."""
    posted, held, (account_id, _) = await entries_of(request), services(request), own_account()
    back, at = one(posted, "next"), at_of(request, again=True)
    typed = await typed_in(request, await held.db.read(number_of, account_id), posted)
    ctx = held.context(visitor().actor)
    fault = await held.db.write(sign_in_by_password, ctx, typed, at)
    return await _proved(request, account_id, back, at.token, fault)


@post("/staff/confirm/begin", opt=_OPT, status_code=200)
async def begin(request: _Request) -> Response[Any]:
    """Give what this browser needs to let one of the account's passkeys answer."""
    held, (account_id, _) = services(request), own_account()
    known = await held.db.read(passkeys_of_staff, account_id)
    fresh = await given(request, Purpose.STAFF_CONFIRM)
    options = await request_options(party_of(held.settings), fresh, known)
    return Response(options, headers={"Cache-Control": "no-store"})


@post("/staff/confirm/passkey", opt=_OPT)
async def by_passkey(request: _Request) -> Response[Any]:
    """Take a passkey's answer."""
    posted, held, (account_id, _) = await entries_of(request), services(request), own_account()
    back, at = one(posted, "next"), at_of(request, again=True)
    found = await used(request, Purpose.STAFF_CONFIRM, passkey_of_staff)
    if found is None:
        return await _page(request, account_id, back, SignInFault.PASSKEY)
    ctx = held.context(visitor().actor)
    fault = await held.db.write(sign_in_by_passkey, ctx, found, at)
    return await _proved(request, account_id, back, at.token, fault)


async def _proved(
    request: _Request, account_id: UUID, back: str, token: str, fault: SignInFault | None
) -> Response[Any]:
    if fault is not None:
        return await _page(request, account_id, back, fault)
    visitor().keep_staff(token)
    return see_other(staff_way_back(request.app, back))


async def _page(
    request: _Request,
    account_id: UUID,
    back: str,
    fault: SignInFault | None,
    *,
    undone: bool = False,
) -> Response[Any]:
    held = services(request)
    kept = await held.db.read(kept_means, account_id)
    minutes = held.policies.limits.proof.minutes
    back = staff_way_back(request.app, back)
    context = staff_confirm_page(back, kept, minutes, fault, undone=undone)
    return page(request, "staff/confirm.html", context, 200 if fault is None else 422)


ROUTES = [ask, by_password, begin, by_passkey]
"""The question, and the two ways to answer it."""
