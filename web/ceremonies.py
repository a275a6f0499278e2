"""A ceremony of WebAuthn with one browser: a challenge it is given, the answer it posts to it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar import Request

from domain.accounts.challenges import (
    CHALLENGE_BYTES,
    HANDLE_BYTES,
    Challenge,
    Purpose,
    put_challenge,
    take_challenge,
)
from domain.accounts.credentials import MadePasskey, Passkey, UsedPasskey
from domain.household.passkeys import passkey_of
from domain.storage.keys import KeyRing
from domain.storage.work import Work
from web.forms import entries_of, one
from web.passkeys import Answer, credential_in, party_of, read_made, read_used
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
Find = Callable[[Work, KeyRing, bytes], Passkey | None]
_OF_STAFF = frozenset({Purpose.STAFF_REGISTER, Purpose.STAFF_SIGN_IN, Purpose.STAFF_CONFIRM})


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that this browser made, and the user handle that it was made with."""

    passkey: MadePasskey
    handle: bytes


async def given(request: _Request, purpose: Purpose, handle: bytes = b"") -> Challenge:
    """Give this browser a new challenge, kept for minutes; the one before it is void."""
    fresh = Challenge(secrets.token_bytes(CHALLENGE_BYTES), handle)
    held = services(request)
    ctx, secret = held.context(visitor().actor), _secret(purpose)
    await held.db.write(put_challenge, ctx, secret, purpose, fresh)
    return fresh


def new_handle() -> bytes:
    """Make a user handle: 32 random bytes that tell nothing of anybody (WebAuthn, 14.6.1)."""
    return secrets.token_bytes(HANDLE_BYTES)


async def made(request: _Request, purpose: Purpose = Purpose.REGISTER) -> Made | None:
    """Read what this browser made; None for anything wrong with it, a late answer too."""
    taken, answer = await _answered(request, purpose)
    found = None if answer is None else await read_made(answer)
    return None if found is None or taken is None else Made(found, taken.handle)


async def used(request: _Request, purpose: Purpose, find: Find = passkey_of) -> UsedPasskey | None:
    """Read a passkey's answer, all but its count; None for anything wrong with it.

    `find` is where it is kept: the households' passkeys, or those of staff.
    """
    _, answer = await _answered(request, purpose)
    named = None if answer is None else credential_in(answer.text)
    if answer is None or named is None:
        return None
    held = services(request)
    known = await held.db.read(find, held.ring, named)
    return None if known is None else await read_used(answer, known)


async def _answered(request: _Request, purpose: Purpose) -> tuple[Challenge | None, Answer | None]:
    """Take this browser's challenge, gone before anything is looked at, and what it posted."""
    held = services(request)
    ctx = held.context(visitor().actor)
    taken = await held.db.write(take_challenge, ctx, _secret(purpose), purpose)
    text = one(await entries_of(request), "credential")
    if taken is None:
        return None, None
    return taken, Answer(party_of(held.settings), taken.challenge, text)


def _secret(purpose: Purpose) -> str:
    """Give what a challenge is bound to: the browser's token, or before there is one its form's."""
    found = visitor()
    staff = (found.staff_token or "") if purpose in _OF_STAFF else ""
    return staff or found.token or found.pre or ""
