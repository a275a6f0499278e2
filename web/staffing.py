"""What forms of staff have in common: who signs in from where, and what was typed to do so."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request

from domain.accounts.means import MeansFault, NewPassword, open_secret
from domain.accounts.passwords import PasswordFault, password_fault, read_password
from domain.accounts.signing import At, Typed, begin_sign_in
from domain.accounts.totp import step_of
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from web.forms import Entries, one
from web.network import network_of
from web.passwords import hashed, matches
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Unfit:
    """What is wrong with a new password, or with the digits typed for it."""

    password: PasswordFault | None = None
    digits: MeansFault | None = None


def at_of(request: _Request, *, again: bool = False) -> At:
    """Give where a sign-in comes from, with a new token: what was held before never signs in."""
    network = network_of(request, services(request).ring)
    return At(network, new_token(), visitor().staff_token or "", again)


async def typed_in(request: _Request, number: str, posted: Entries) -> Typed:
    """Spend a try, and compare the typed password with the number's: nobody's takes as long."""
    held = services(request)
    network, password = network_of(request, held.ring), one(posted, "password")
    ctx = held.context(visitor().actor)
    kept = await held.db.write(begin_sign_in, ctx, number, network)
    return Typed(number, one(posted, "code"), kept, await matches(password, kept))


async def new_password(request: _Request, posted: Entries, account_id: UUID) -> NewPassword | Unfit:
    """Read a new password with the digits of a new app, and hash it where both are right."""
    held = services(request)
    password = read_password(one(posted, "password"))
    secret = open_secret(held.ring, one(posted, "sealed"), account_id)
    step = None
    if secret is not None:
        step = step_of(secret, one(posted, "code"), held.clock.now())
    fault = password_fault(password)
    if fault is not None or secret is None or step is None:
        return Unfit(fault, None if step is not None else MeansFault.DIGITS)
    return NewPassword(await hashed(password), secret, step)


def own_account() -> tuple[UUID, str]:
    """Give the signed-in account and its token; NOT_FOUND for a door phone, which has none."""
    found = visitor()
    if found.staff is None or found.staff.at_door or found.actor.id is None:
        raise DomainError(Refusal.NOT_FOUND)
    return found.actor.id, found.staff_token or ""
