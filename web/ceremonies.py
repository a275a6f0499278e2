"""A ceremony of WebAuthn with one browser: a challenge it is given, the answer it posts to it."""

import secrets
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
from domain.accounts.credentials import MadePasskey, UsedPasskey
from domain.household.passkeys import passkey_of
from web.forms import entries_of, one
from web.passkeys import Answer, credential_in, party_of, read_made, read_used
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that this browser made, and the user handle that it was made with."""

    passkey: MadePasskey
    handle: bytes


async def given(request: _Request, purpose: Purpose, handle: bytes = b"") -> Challenge:
    """Give this browser a new challenge, kept for minutes; the one before it is void."""
    fresh = Challenge(secrets.token_bytes(CHALLENGE_BYTES), handle)
    held = services(request)
    await held.db.write(put_challenge, held.context(visitor().actor), _secret(), purpose, fresh)
    return fresh


def new_handle() -> bytes:
    """Make a user handle: 32 random bytes that tell nothing of anybody (WebAuthn, 14.6.1)."""
    return secrets.token_bytes(HANDLE_BYTES)


async def made(request: _Request) -> Made | None:
    """Read what this browser made; None for anything wrong with it, a late answer too."""
    taken, answer = await _answered(request, Purpose.REGISTER)
    found = None if answer is None else await read_made(answer)
    return None if found is None or taken is None else Made(found, taken.handle)


async def used(request: _Request, purpose: Purpose) -> UsedPasskey | None:
    """Read a passkey's answer, all but its count; None for anything wrong with it."""
    _, answer = await _answered(request, purpose)
    named = None if answer is None else credential_in(answer.text)
    if answer is None or named is None:
        return None
    held = services(request)
    known = await held.db.read(passkey_of, held.ring, named)
    return None if known is None else await read_used(answer, known)


async def _answered(request: _Request, purpose: Purpose) -> tuple[Challenge | None, Answer | None]:
    """Take this browser's challenge, gone before anything is looked at, and what it posted."""
    held = services(request)
    ctx = held.context(visitor().actor)
    taken = await held.db.write(take_challenge, ctx, _secret(), purpose)
    text = one(await entries_of(request), "credential")
    if taken is None:
        return None, None
    return taken, Answer(party_of(held.settings), taken.challenge, text)


def _secret() -> str:
    """Give what a challenge is bound to: the browser's token, or before there is one its form's."""
    found = visitor()
    return found.token or found.pre or ""
