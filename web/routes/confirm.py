"""Proving who holds the phone, before what shows or changes more than the code; and back."""

from dataclasses import replace
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from domain.accounts.acts import Act
from domain.accounts.challenges import Purpose
from domain.household.passkeys import passkeys_of
from domain.household.proof import ProofFault, is_fresh
from domain.household.proving import (
    prove_by_code,
    prove_by_document,
    prove_by_passkey,
    send_proof_code,
)
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.notices.codes import Asker, CodeFault, new_code
from web.ceremonies import given, used
from web.contexts.confirm import asked, confirm_page
from web.forms import entries_of, one
from web.guards import declares
from web.network import network_of
from web.pages import page, see_other
from web.passkeys import party_of, request_options
from web.proofs import way_back
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@get("/confirm", opt=declares(Act.OWN_HOUSEHOLD))
async def ask(
    request: _Request,
    next: FromQuery[str] = "",  # noqa: A002 - its name in the address
    again: FromQuery[str] = "",
) -> Response[Any]:
    """Ask for a proof, or go on where there is a fresh one; `again` says what to do after it."""
    held = services(request)
    if is_fresh(visitor().holder, held.clock.now(), held.policies.limits.proof):
        return see_other(way_back(request.app, next))
    return await _page(request, next, None, undone=again == "yes")


@post("/confirm", opt=declares(Act.OWN_HOUSEHOLD))
async def by_document(request: _Request) -> Response[Any]:
    """Take the document number typed again."""
    posted, (holder, token), fresh = await entries_of(request), _whose(), new_token()
    held, typed = services(request), one(posted, "number")
    ctx = held.context(visitor().actor)
    fault = await held.db.write(prove_by_document, ctx, holder, token, fresh, typed)
    return await _proved(request, one(posted, "next"), fresh, fault)


@post("/confirm/send", opt=declares(Act.OWN_HOUSEHOLD))
async def send(request: _Request) -> Response[Any]:
    """Send digits to the number of who declared for themselves on this phone."""
    held, whose, back = services(request), _whose(), one(await entries_of(request), "next")
    asker = Asker(network_of(request, held.ring), visitor().language)
    await held.db.write(send_proof_code, held.context(visitor().actor), *whose, asker, new_code())
    return see_other(f"/confirm?next={way_back(request.app, back)}")


@post("/confirm/code", opt=declares(Act.OWN_HOUSEHOLD))
async def by_code(request: _Request) -> Response[Any]:
    """Take the digits that were sent."""
    posted, (holder, token), fresh = await entries_of(request), _whose(), new_token()
    held, typed = services(request), one(posted, "code")
    ctx = held.context(visitor().actor)
    fault = await held.db.write(prove_by_code, ctx, holder, token, fresh, typed)
    return await _proved(request, one(posted, "next"), fresh, fault)


@post("/confirm/begin", opt=declares(Act.OWN_HOUSEHOLD), status_code=200)
async def begin(request: _Request) -> Response[Any]:
    """Give what this browser needs to let one of the household's passkeys answer."""
    known = await services(request).db.read(passkeys_of, _whose()[0])
    fresh = await given(request, Purpose.CONFIRM)
    options = await request_options(party_of(services(request).settings), fresh, known)
    return Response(options, headers={"Cache-Control": "no-store"})


@post("/confirm/passkey", opt=declares(Act.OWN_HOUSEHOLD))
async def by_passkey(request: _Request) -> Response[Any]:
    """Take a passkey's answer."""
    (holder, token), fresh, back = _whose(), new_token(), one(await entries_of(request), "next")
    found, held = await used(request, Purpose.CONFIRM), services(request)
    if found is None:
        return await _page(request, back, ProofFault.PASSKEY)
    ctx = held.context(visitor().actor)
    fault = await held.db.write(prove_by_passkey, ctx, holder, token, fresh, found)
    return await _proved(request, back, fresh, fault)


async def _proved(
    request: _Request, back: str, fresh: str, fault: ProofFault | CodeFault | None
) -> Response[Any]:
    if fault is not None:
        return await _page(request, back, fault)
    visitor().keep_browser(fresh)
    return see_other(way_back(request.app, back))


async def _page(
    request: _Request, back: str, fault: ProofFault | CodeFault | None, *, undone: bool = False
) -> Response[Any]:
    """Show the page; whoever has no code has nothing to prove, and begins at the start."""
    holder, held = visitor().holder, services(request)
    ctx = held.context(visitor().actor)
    whose = None if holder is None else _whose()
    found = None if whose is None else await held.db.read(asked, ctx, *whose)
    if found is None:
        return see_other("/")
    back = way_back(request.app, back)
    told = confirm_page(found, ctx, back, fault, demo=held.settings.demo)
    context = replace(told, undone=undone)
    return page(request, "household/confirm.html", context, 200 if fault is None else 422)


def _whose() -> tuple[Any, str]:
    found = visitor()
    if found.holder is None or found.token is None:
        raise DomainError(Refusal.NOT_FOUND)
    return found.holder.id, found.token


ROUTES = [ask, by_document, send, by_code, begin, by_passkey]
"""The question, and the ways to answer it: the number, digits, a passkey; two make them ready."""
