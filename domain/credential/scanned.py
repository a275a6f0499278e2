"""What a camera, a hand scanner or a finger gave, read into one of the forms that a code has.

`YN1:` and base45 (RFC 9285) stand before a credential, alone or in a live presentation: the
credential, the 15-second step, and the device's signature over `HCP1`, the credential's SHA-256 and
the step. A base45 text never ends in a blank (its last digit is at most 32), so blanks around what
was typed may go.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

import base45

from domain.credential.cbor import MalformedError, decode, encode
from domain.credential.claims import MOST_BYTES, Credential, claims_of
from domain.credential.curve import SIGNATURE_BYTES
from domain.credential.envelope import Envelope, Kind, read_envelope
from domain.credential.fields import number

PREFIX = "YN1:"
MOST_TEXT = 600
"""The longest signed text that is decoded, prefix included."""
STEP_SECONDS = 15
_PARTS = 3
_ARRAY_OF_THREE = 0x83
_MOST_STEP = 2**32 - 1
_BLANK = " \t\r\n"
_ALPHABET = re.compile(r"[0-9A-Z $%*+\-./:]*")
_ADDRESS = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://([0-9A-Za-z.\-:\[\]]+)/[Cc]/([2-7A-Za-z]{32})")


class Unread(StrEnum):
    """Why a text is no code that can be looked into."""

    NOT_OURS = "not_ours"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Online:
    """The token of an online code of ours: the server knows the rest."""

    token: str


@dataclass(frozen=True, slots=True)
class Live:
    """A device's word that it holds the credential now: its step, and the signature of it."""

    step: int
    signature: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A credential as read, nothing checked yet; `live` is None for a bare one and for paper."""

    envelope: Envelope
    credential: Credential
    live: Live | None = None

    @property
    def device_signs(self) -> bool:
        """Tell whether the device's signature is that of the key in the credential."""
        if self.live is None or self.credential.device is None:
            return False
        signed = to_be_signed(self.envelope.whole, self.live.step)
        return self.credential.device.checks(self.live.signature, signed)


def to_be_signed(credential: bytes, step: int) -> bytes:
    """Give what a device signs for one step: 40 bytes."""
    return b"HCP1" + hashlib.sha256(credential).digest() + step.to_bytes(4)


def live_text(credential: bytes, step: int, signature: bytes) -> str:
    """Give the text of a live code's QR."""
    return bare_text(encode([credential, step, signature]))


def bare_text(credential: bytes) -> str:
    """Give the text of a credential by itself: a printed card's QR."""
    digits: bytes = base45.b45encode(credential)
    return PREFIX + digits.decode()


def read_scanned(text: str, host: str) -> Online | Signed | Unread:
    """Read any text; `host` is our own host and port, as online codes name it."""
    text = text.strip(_BLANK)
    if not text.startswith(PREFIX):
        found = _ADDRESS.fullmatch(text)
        if found is None or found[1].lower() != host.lower():
            return Unread.NOT_OURS
        return Online(found[2].upper())
    try:
        return _signed(_bytes_of(text))
    except MalformedError:
        return Unread.DAMAGED


def _bytes_of(text: str) -> bytes:
    digits = text[len(PREFIX) :]
    if len(text) > MOST_TEXT or _ALPHABET.fullmatch(digits) is None:
        raise MalformedError
    try:
        raw: bytes = base45.b45decode(digits)
    except ValueError:
        raise MalformedError from None
    return raw


def _signed(raw: bytes) -> Signed:
    if not raw or raw[0] != _ARRAY_OF_THREE:
        envelope = read_envelope(raw, Kind.CREDENTIAL, MOST_BYTES)
        return Signed(envelope, claims_of(envelope))
    parts = decode(raw)
    if not isinstance(parts, list) or len(parts) != _PARTS:
        raise MalformedError
    whole, step, signature = parts[0], number(parts[1], 0, _MOST_STEP), parts[2]
    if not isinstance(whole, bytes) or not isinstance(signature, bytes):
        raise MalformedError
    envelope = read_envelope(whole, Kind.CREDENTIAL, MOST_BYTES)
    credential = claims_of(envelope)
    if credential.device is None or len(signature) != SIGNATURE_BYTES:
        raise MalformedError
    return Signed(envelope, credential, Live(step, signature))
