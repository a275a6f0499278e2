"""Passkeys (WebAuthn level 3): who asks for them, and the way to the library that checks them.

The library loads a fifth of a second of cryptography, so `web/authenticators.py` is imported when
it is first needed, and runs off the loop.
"""

import asyncio
import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from domain.accounts.challenges import Challenge
from domain.accounts.credentials import MadePasskey, Passkey, UsedPasskey
from web.settings import Settings

MOST_CREDENTIAL = 1023
"""Bytes of a credential's id at most (WebAuthn, 7.1, step 25)."""
_USUAL_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Party:
    """Who asks: the host that passkeys are bound to for ever, and the one origin they answer to."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser posted for a challenge, and that challenge."""

    party: Party
    challenge: bytes
    text: str


def party_of(settings: Settings) -> Party:
    """Give the relying party that the settings make: PUBLIC_URL's host, or localhost."""
    parts = urlsplit(settings.origin.lower())
    usual = parts.port in {None, _USUAL_PORTS[parts.scheme]}
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    return Party(host, f"{parts.scheme}://{shown}" + ("" if usual else f":{parts.port}"))


async def creation_options(
    party: Party, given: Challenge, names: tuple[str, str], kept: Sequence[Passkey]
) -> dict[str, Any]:
    """Ask for a new passkey: kept by the device, unlocked by its owner, telling nothing of it.

    `names` are the service's and the passkey's, as the device shows them: nothing personal.
    """
    found: dict[str, Any] = await _apart("creation", party, given, names, kept)
    return found


async def request_options(
    party: Party, given: Challenge, allowed: Sequence[Passkey] = ()
) -> dict[str, Any]:
    """Ask for an answer by a passkey: any of ours that the device keeps, or one of `allowed`."""
    found: dict[str, Any] = await _apart("request", party, given, allowed)
    return found


async def read_made(answer: Answer) -> MadePasskey | None:
    """Check the answer to `creation_options`; None for anything wrong with it."""
    found: MadePasskey | None = await _apart("made", answer)
    return found


async def read_used(answer: Answer, passkey: Passkey) -> UsedPasskey | None:
    """Check the answer of a passkey, all but its count; None for anything wrong with it."""
    found: UsedPasskey | None = await _apart("used", answer, passkey)
    return found


def credential_in(text: str) -> bytes | None:
    """Give the credential id that an answer names, None where it names none."""
    try:
        named = json.loads(text)["id"]
        raw = base64.b64decode(named + "=" * (-len(named) % 4), b"-_", validate=True)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, binascii.Error):
        return None
    return raw if 0 < len(raw) <= MOST_CREDENTIAL else None


async def _apart(name: str, *values: object) -> Any:
    """Run a function of web/authenticators.py in a thread, which loads it the first time."""

    def run() -> Any:
        return getattr(import_module("web.authenticators"), name)(*values)

    return await asyncio.to_thread(run)
