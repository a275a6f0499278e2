"""One-time is one time, however many come at once, on both engines."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pyotp

from domain.accounts.inviting import put_invitation
from domain.accounts.inviting import secret_of as invitation_secret
from domain.accounts.joining import join
from domain.accounts.means import NewPassword
from domain.accounts.opening import new_number
from domain.accounts.shifts import ShiftFault, offer_shift, take_shift
from domain.accounts.shifts import secret_of as shift_secret
from domain.accounts.signing import (
    At,
    SignInFault,
    Typed,
    begin_sign_in,
    sign_in_by_password,
)
from domain.accounts.values import Called, Place
from domain.kernel.actor import SYSTEM, Actor, Role
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.storage.door import Database
from tests.domain.acts import NOON, POLICIES, RING

MANY = 12
PLACE = Place(Role.COUNTY, "532528", unit="县疾控中心")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - a made-up one
NETWORK = b"n" * 16


def context(actor: Actor = SYSTEM, nonce: UUID | None = None) -> Context:
    return Context(actor, NOON, RING, POLICIES, nonce or random_id())


def at_once(calls: Callable[[], Coroutine[Any, Any, Any]]) -> list[Any]:
    """Do the same thing many times at once; give each answer, a refusal as its code."""

    async def one() -> Any:
        try:
            return await calls()
        except DomainError as error:
            return error.code

    async def scenario() -> list[Any]:
        return await asyncio.gather(*(one() for _ in range(MANY)))

    return asyncio.run(scenario())


def invited(database: Database) -> str:
    ctx = context()
    asyncio.run(database.write(put_invitation, ctx, PLACE, Called("岩温"), random_id()))
    return invitation_secret(RING, ctx.nonce)


def joined(database: Database) -> str:
    letters, number = invited(database), new_number()
    means = NewPassword("argon2's text", SECRET, 0)
    place = At(NETWORK, new_token())
    asyncio.run(database.write(join, context(), letters, means, number, place))
    return number


def test_one_takes_an_invitation(database: Database) -> None:
    letters = invited(database)

    async def take() -> None:
        means = NewPassword("argon2's text", SECRET, 0)
        place = At(NETWORK, new_token())
        await database.write(join, context(), letters, means, new_number(), place)

    found = at_once(take)
    assert found.count(None) == 1
    assert found.count(Refusal.GONE) == MANY - 1


def test_one_phone_takes_a_shift(database: Database) -> None:
    manager = context(Actor(Role.VENUE, random_id(), "532528213", None, random_id()))
    venue = manager.actor.venue
    assert venue
    asyncio.run(database.write(offer_shift, manager, venue, "532528213", random_id()))
    letters = shift_secret(RING, manager.nonce)

    async def take() -> ShiftFault | None:
        return await database.write(take_shift, context(), letters, new_token(), NETWORK)

    found = at_once(take)
    assert found.count(None) == 1
    assert found.count(ShiftFault.UNKNOWN) == MANY - 1


def test_the_same_digits_sign_in_once(database: Database) -> None:
    number = joined(database)
    digits = pyotp.TOTP(SECRET).at(NOON)

    async def sign_in() -> SignInFault | None:
        typed = Typed(number, digits, "argon2's text", matched=True)
        place = At(NETWORK, new_token())
        return await database.write(sign_in_by_password, context(), typed, place)

    found = at_once(sign_in)
    assert found.count(None) == 1
    assert found.count(SignInFault.WRONG) == MANY - 1
    ahead = replace(context(), instant=NOON + timedelta(minutes=2))
    later = pyotp.TOTP(SECRET).at(ahead.instant)
    typed = Typed(number, later, "argon2's text", matched=True)
    again = database.write(sign_in_by_password, ahead, typed, At(NETWORK, new_token()))
    assert asyncio.run(_awaited(again)) is None


def test_exactly_five_tries_of_a_number(database: Database) -> None:
    """Another network each: it is the number that is counted, whether or not there is one."""
    for number in (joined(database), "123456780"):

        async def begin(number: str = number) -> str:
            network = random_id().bytes
            return await database.write(begin_sign_in, context(), number, network)

        found = at_once(begin)
        assert found.count(Refusal.TOO_MANY) == MANY - POLICIES.limits.staff_tries.most


async def _awaited(call: Coroutine[Any, Any, Any]) -> Any:
    return await call
