"""At the door of every route: the form is this browser's own, and `may()` permits the act.

Some routes also want a fresh proof of who holds the phone (architecture: step-up).
"""

import contextlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException

from domain.accounts.acts import STAFF_ACTS, Act
from domain.accounts.may import may, require
from domain.accounts.sessions import note_staff, staff_by_token
from domain.accounts.values import Staff
from domain.admission.gates import gate_by_key
from domain.household.browsers import holder_by_token, note_seen, settle
from domain.household.proof import is_fresh
from domain.kernel.actor import ANYONE, Actor, Role
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError, Refusal
from web.csrf import StaleFormError
from web.forms import is_form, read_entries
from web.jobs import have_todays_key
from web.own_form import holds_token, is_from_here
from web.proofs import (
    GateNeededError,
    ProofNeededError,
    StaffNeededError,
    StaffProofNeededError,
    back_to,
)
from web.uploads import upload_of
from web.visitor import Visitor, visitor
from web.wiring import Services, services

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_BY_STAFF = STAFF_ACTS | {Act.SIGN_IN}
_SEEN_AGAIN = timedelta(minutes=1)

Connection = ASGIConnection[Any, Any, Any, Any]


def declares(act: Act, proof: str | None = None, *, of_nobody: bool = False) -> dict[str, Any]:
    """Give a route's `opt`: the act that whoever calls it must be permitted.

    `proof` names the page of a route that wants a fresh proof: where one is led back to. With
    `of_nobody` a browser that is nobody's needs none: the route says that nothing is there.
    """
    return {"act": act} if proof is None else {"act": act, "proof": proof, "of_nobody": of_nobody}


async def permitted(request: Request[Any, Any, Any]) -> None:
    """Refuse a forged form, resolve the caller and ask; a route that declares no act is closed.

    It stands before every route as the application's `before_request`, which no route may set
    for itself (tests/shape/test_routes.py): Litestar copies a handler for each of its guards.
    """
    act = request.route_handler.opt.get("act")
    if act is Act.USE_GATE:
        await _as_gate(request)
        return
    if request.method not in _SAFE:
        await _own_form(request)
        await have_todays_key(services(request))
    if not isinstance(act, Act):
        raise DomainError(Refusal.NOT_PERMITTED)
    if act in _BY_STAFF:
        await _as_staff(request, act)
        return
    require(await recognise(request, visitor()), act)
    page = request.route_handler.opt.get("proof")
    nobody = visitor().holder is None and request.route_handler.opt.get("of_nobody", False)
    if page is not None and not nobody:
        _proved(request, page)


async def _as_gate(request: Request[Any, Any, Any]) -> None:
    """Let a gate in by its bearer key (RFC 6750), and by that alone.

    No cookie is looked at, so no other site can make a browser send what would be taken: this is
    why a gate's request needs no form's token. A browser adds no key of its own accord.
    """
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    held = services(request)
    found = await held.db.read(gate_by_key, key) if scheme.lower() == "bearer" else None
    if found is None:
        raise GateNeededError
    await have_todays_key(held)
    visitor().actor = found
    require(found, Act.USE_GATE)


async def _as_staff(request: Request[Any, Any, Any], act: Act) -> None:
    """Let those in whose staff session permits the act; what it does not is no page of theirs.

    Whoever has no session is led to sign in.
    """
    found = await recognise_staff(request, visitor())
    if found is None and act in STAFF_ACTS:
        raise StaffNeededError(request.method, request.url.path)
    if not may(visitor().actor, act):
        raise DomainError(Refusal.NOT_FOUND)
    page = request.route_handler.opt.get("proof")
    held = services(request)
    if page is None or found is None:
        return
    if not found.proved(held.clock.now(), held.policies.limits.proof):
        back = back_to(page, request.method, request.url.path)
        raise StaffProofNeededError(back, undone=request.method not in _SAFE)


async def recognise_staff(connection: Connection, found: Visitor) -> Staff | None:
    """Give who is signed in as staff at this browser, noting once a minute that they are there.

    A door phone stays signed in however long nobody comes.
    """
    if found.staff_token is None:
        return None
    held = services(connection)
    ctx, token = held.context(), found.staff_token
    found.staff = await held.db.read(staff_by_token, ctx, token)
    if found.staff is None:
        return None
    found.actor = found.staff.actor
    stands = found.staff.at_door or ctx.instant - found.staff.seen_at < _SEEN_AGAIN
    if not stands:
        with contextlib.suppress(DomainError):
            await held.db.write(note_staff, ctx, token)
    return found.staff


def _proved(request: Request[Any, Any, Any], page: str) -> None:
    """Refuse a browser whose proof is not fresh: it is led to give one, and back."""
    held = services(request)
    if not is_fresh(visitor().holder, held.clock.now(), held.policies.limits.proof):
        back = back_to(page, request.method, request.url.path)
        raise ProofNeededError(back, undone=request.method not in _SAFE)


async def recognise(connection: Connection, found: Visitor) -> Actor:
    """Give the actor behind the browser's token, ANYONE where there is none or it is not known."""
    if found.token is None:
        return ANYONE
    found.holder = await services(connection).db.read(holder_by_token, found.token)
    if found.holder is not None:
        await _note_coming(services(connection), found)
        found.actor = Actor(Role.HOLDER, found.holder.id)
    return found.actor


async def _note_coming(held: Services, found: Visitor) -> None:
    """Note a browser's first coming of a day, or under a new token.

    Where the disk refuses, another time will do.
    """
    today = day_of(held.clock.now())
    assert found.token is not None  # noqa: S101 - a holder is known by it
    assert found.holder is not None  # noqa: S101 - the same
    with contextlib.suppress(DomainError):
        if found.holder.seen != today:
            await held.db.write(note_seen, found.token, today)
        if found.holder.renewed:
            await held.db.write(settle, found.token)


async def _own_form(request: Request[Any, Any, Any]) -> None:
    """Take a form only from our own pages in this browser: fetch metadata, origin and token."""

    def told(name: str) -> str:
        return request.headers.get(name, "")

    if not is_from_here(told):
        raise StaleFormError
    entries, found = await _entries(request), visitor()
    if not holds_token(told, entries, found.csrf_key, found.secrets_held()):
        raise StaleFormError(entries)


async def _entries(request: Request[Any, Any, Any]) -> Mapping[str, list[str]]:
    """Read a form's entries; a body of another type is no form of ours, and its token not taken.

    Only where a route says that a file is sent are they read from the parts of its body.
    """
    if is_form(request):
        return read_entries(await request.body())
    if request.route_handler.opt.get("upload"):
        with contextlib.suppress(HTTPException):  # parts that cannot be read hold no token
            return (await upload_of(request)).entries
    return {}


def actor() -> Actor:
    """Give the actor of the request in hand, as its guard found them."""
    return visitor().actor
