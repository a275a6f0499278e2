"""The online token in a shown QR: `handle 8 | step 4 | MAC 8` in base32, 32 upper-case characters.

The handle is a day's random name of one code; the MAC's secret is derived from it, so a phone can
be handed the secret and make the tokens itself. A step is 15 s of Unix time; a token is fresh in
its own step and one either side (45 s), and anything later is a picture of a code (trust.md T3).
"""

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.storage.keys import KeyRing, Kind

STEP_SECONDS = 15
TOKEN_CHARACTERS = 32
HANDLE_BYTES = 8
_STEP = struct.Struct(">I")
_MAC_BYTES = 8
_WINDOW = 1


class Freshness(StrEnum):
    """How a genuine token stands to the present."""

    LIVE = "live"
    STALE = "stale"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Token:
    """A genuine token: whose handle, of which step."""

    handle: bytes
    step: int


def step_at(instant: datetime) -> int:
    """Give the number of the 15-second step an instant lies in."""
    return int(instant.timestamp()) // STEP_SECONDS


def handle_secret(ring: KeyRing, handle: bytes) -> bytes:
    """Give the 32-byte secret with which this handle's tokens are made."""
    return hmac.digest(ring.derived(Kind.BROWSER, "token"), handle, hashlib.sha256)


def make_token(handle: bytes, secret: bytes, step: int) -> str:
    """Make the token of one step."""
    signed = handle + _STEP.pack(step)
    return base64.b32encode(signed + _mac(secret, signed)).decode()


def read_token(ring: KeyRing, typed: str) -> Token | None:
    """Read a token, or None for anything that we did not make."""
    text = typed.strip().upper()
    if len(text) != TOKEN_CHARACTERS:
        return None
    try:
        raw = base64.b32decode(text.encode("ascii"))
    except (UnicodeEncodeError, binascii.Error):
        return None
    signed, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    handle = signed[:HANDLE_BYTES]
    if not hmac.compare_digest(mac, _mac(handle_secret(ring, handle), signed)):
        return None
    return Token(handle, _STEP.unpack(signed[HANDLE_BYTES:])[0])


def freshness(step: int, instant: datetime) -> Freshness:
    """Tell whether a token's step is live at an instant."""
    late = step_at(instant) - step
    if late > _WINDOW:
        return Freshness.STALE
    return Freshness.AHEAD if late < -_WINDOW else Freshness.LIVE


def _mac(secret: bytes, signed: bytes) -> bytes:
    return hmac.digest(secret, signed, hashlib.sha256)[:_MAC_BYTES]
