"""Sealing of personal fields and the keyed indexes that find them again.

Envelope: version 1 | suite 1 | kind 1 | key number 4 | nonce 12 | AES-256-GCM text and tag 16.
The associated data names table, column, row and person, so a sealed cell moved to another row or
person opens nowhere (trust.md T14).
"""

import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.storage.keys import Key, KeyRing, Kind

_HEAD = struct.Struct(">BBBI")
_VERSION, _AES_256_GCM = 1, 1
_NONCE = 12
_KINDS = {Kind.SEAL: 1, Kind.DAY: 2}
_BY_NUMBER = {number: kind for kind, number in _KINDS.items()}


class SealBrokenError(Exception):
    """The sealed cell was altered, moved, or is of an unknown version."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a sealed value stands: its table, column, row key and person."""

    table: str
    column: str
    row: bytes
    person: UUID

    def name(self) -> bytes:
        """Give the associated data."""
        return b"|".join((self.table.encode(), self.column.encode(), self.row, self.person.bytes))


def seal(key: Key, value: bytes, cell: Cell) -> bytes:
    """Seal a value under a seal or day key for one cell."""
    head = _HEAD.pack(_VERSION, _AES_256_GCM, _KINDS[key.kind], key.number)
    nonce = secrets.token_bytes(_NONCE)
    return head + nonce + _cipher(key.secret).encrypt(nonce, value, head + cell.name())


def unseal(ring: KeyRing, sealed: bytes, cell: Cell) -> bytes:
    """Open a sealed value; raises SealBrokenError, or KeyMissingError where the key is gone."""
    try:
        version, suite, kind, number = _HEAD.unpack_from(sealed)
        known = _BY_NUMBER[kind]
    except (struct.error, KeyError):
        raise SealBrokenError(cell.table, cell.column) from None
    if (version, suite) != (_VERSION, _AES_256_GCM):
        raise SealBrokenError(cell.table, cell.column)
    key = ring.numbered(known, number)
    head, rest = sealed[: _HEAD.size], sealed[_HEAD.size :]
    try:
        return _cipher(key.secret).decrypt(rest[:_NONCE], rest[_NONCE:], head + cell.name())
    except (InvalidTag, ValueError):
        raise SealBrokenError(cell.table, cell.column) from None


def keyed_index(ring: KeyRing, field: str, value: str) -> bytes:
    """Give the 16-byte keyed index by which an exact value of a field is found (trust.md T2)."""
    key = ring.derived(Kind.INDEX, field)
    return hmac.digest(key, value.encode(), hashlib.sha256)[:16]


@lru_cache(maxsize=512)
def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(secret)
