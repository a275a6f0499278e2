"""Signed heads: one line that vouches for the whole log as it stood (RFC 9162, 4.10, as text).

    yn-audit-1 NUMBER SIZE INSTANT KEY ROOT SIGNATURE

The Ed25519 signature (RFC 8032) covers the line before its last space. Root and signature are
base64; KEY is the number of the audit key whose seed signs. Whoever holds the public key and the
lines can tell a log that was rolled back or rewritten, without our ring.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from domain.audit.tree import HASH_BYTES
from domain.storage.keys import KeyMissingError, KeyRing, Kind

_FORM = "yn-audit-1"
_INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class Head:
    """The log at an instant: how many leaves, their root; heads count from 0 without a gap."""

    number: int
    size: int
    at: datetime
    root: bytes
    key_number: int
    signature: bytes = b""

    @property
    def signed_text(self) -> str:
        """Give what the signature covers."""
        at, root = self.at.astimezone(UTC).strftime(_INSTANT), _base64(self.root)
        return f"{_FORM} {self.number} {self.size} {at} {self.key_number} {root}"

    @property
    def line(self) -> str:
        """Give the head as the line that is kept and sent."""
        return f"{self.signed_text} {_base64(self.signature)}"


def sign(ring: KeyRing, number: int, size: int, at: datetime, root: bytes) -> Head:
    """Sign a head under the current audit key."""
    key = ring.current(Kind.AUDIT).number
    head = Head(number, size, at, root, key)
    signature = _private(_seed(ring, key)).sign(head.signed_text.encode())
    return Head(number, size, at, root, key, signature)


def public_key(ring: KeyRing, number: int | None = None) -> bytes:
    """Give the 32 bytes with which others check our heads; raises KeyMissingError."""
    return _private(_seed(ring, number)).public_key().public_bytes_raw()


def is_signed_by(head: Head, public: bytes) -> bool:
    """Check a head's signature with nothing but the public key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(head.signature, head.signed_text.encode())
    except InvalidSignature:
        return False
    return True


def is_ours(ring: KeyRing, head: Head) -> bool:
    """Tell whether the ring's own key of that number signed this head."""
    try:
        return is_signed_by(head, public_key(ring, head.key_number))
    except KeyMissingError:
        return False


def read_head(line: str) -> Head | None:
    """Read a head's line; None where it is not one, written in the one form there is."""
    try:
        form, number, size, at, key, root, signature = line.split(" ")
        head = Head(
            int(number),
            int(size),
            datetime.strptime(at, _INSTANT).replace(tzinfo=UTC),
            base64.b64decode(root, validate=True),
            int(key),
            base64.b64decode(signature, validate=True),
        )
    except (ValueError, binascii.Error):
        return None
    written = form == _FORM and len(head.root) == HASH_BYTES and head.line == line
    return head if written else None


def _seed(ring: KeyRing, number: int | None) -> bytes:
    return ring.derived(Kind.AUDIT, "head", number)


@lru_cache(maxsize=16)
def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()
