"""Signing in as staff, and out."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.accounts.challenges import Purpose
from domain.accounts.passkeys import passkey_of_staff
from domain.accounts.sessions import end_session
from domain.accounts.signing import (
    SignInFault,
    read_number,
    sign_in_by_passkey,
    sign_in_by_password,
)
from web.ceremonies import given, used
from web.contexts.signing import sign_in_page
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.passkeys import party_of, request_options
from web.proofs import staff_way_back
from web.staffing import at_of, typed_in
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_OPT = declares(Act.SIGN_IN)
_PAGE = "/staff/sign-in"


@get(_PAGE, opt=_OPT)
async def ask(request: _Request, next: FromQuery[str] = "") -> Response[Any]:  # noqa: A002 - its name in the address
    """Ask who it is, or go on where somebody is signed in."""
    if visitor().staff is not None:
        return see_other(staff_way_back(request.app, next))
    return _page(request, next, "", None)


@post(_PAGE, opt=_OPT)
async def by_password(request: _Request) -> Response[Any]:
    """Take number, password and digits."""
    posted, held = await entries_of(request), services(request)
    back, number, at = one(posted, "next"), read_number(one(posted, "number")), at_of(request)
    typed = await typed_in(request, number, posted)
    ctx = held.context(visitor().actor)
    fault = await held.db.write(sign_in_by_password, ctx, typed, at)
    return _signed_in(request, back, one(posted, "number"), at.token, fault)


@post("/staff/sign-in/begin", opt=_OPT, status_code=200)
async def begin(request: _Request) -> Response[Any]:
    """Give what this browser needs to let a passkey of staff answer: no name is asked for."""
    fresh = await given(request, Purpose.STAFF_SIGN_IN)
    options = await request_options(party_of(services(request).settings), fresh)
    return Response(options, headers={"Cache-Control": "no-store"})


@post("/staff/sign-in/passkey", opt=_OPT)
async def by_passkey(request: _Request) -> Response[Any]:
    """Take a passkey's answer."""
    back, at, held = one(await entries_of(request), "next"), at_of(request), services(request)
    found = await used(request, Purpose.STAFF_SIGN_IN, passkey_of_staff)
    if found is None:
        return _page(request, back, "", SignInFault.PASSKEY)
    ctx = held.context(visitor().actor)
    fault = await held.db.write(sign_in_by_passkey, ctx, found, at)
    return _signed_in(request, back, "", at.token, fault)


@post("/staff/sign-out", opt=declares(Act.OWN_ACCOUNT))
async def sign_out(request: _Request) -> Redirect:
    """End this browser's session."""
    await services(request).db.write(end_session, visitor().staff_token or "")
    visitor().forget_staff()
    return see_other(_PAGE)


def _signed_in(
    request: _Request, back: str, number: str, token: str, fault: SignInFault | None
) -> Response[Any]:
    if fault is not None:
        return _page(request, back, number, fault)
    visitor().keep_staff(token)
    return see_other(staff_way_back(request.app, back))


def _page(request: _Request, back: str, number: str, fault: SignInFault | None) -> Response[Any]:
    context = sign_in_page(staff_way_back(request.app, back), number[:40], fault)
    return page(request, "staff/sign-in.html", context, 200 if fault is None else 422)


ROUTES = [ask, by_password, begin, by_passkey, sign_out]
"""The question, the two ways to answer it, and out."""
