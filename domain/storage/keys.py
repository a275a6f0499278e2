"""The key ring: every secret by kind and number, in a file outside the data folder.

Kinds (architecture: Keys): seal, with one key a day for health and travel answers and visits, so
that dropping a day's key destroys that day in every backup; index, browser, audit, credential,
push, backup. A KMS takes the file's place behind the same `KeyRing` port.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What a key is for; a key of one kind never serves another."""

    SEAL = "seal"
    DAY = "day"
    INDEX = "index"
    BROWSER = "browser"
    AUDIT = "audit"
    BACKUP = "backup"
    CREDENTIAL = "credential"
    PUSH = "push"


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """One secret of 32 bytes.

    A day's key is numbered by the day's ordinal, a credential key by the Unix second in which it
    begins to sign: a later one is the next, made and published before it is used.
    """

    kind: Kind
    number: int
    secret: bytes


class KeyMissingError(Exception):
    """The ring has no such key: never made, or destroyed on purpose."""


class KeyRing(Protocol):
    """Where verbs find keys. Reads are from memory; making and dropping are the jobs' work."""

    def current(self, kind: Kind) -> Key:
        """Give the key to write with."""
        ...

    def numbered(self, kind: Kind, number: int) -> Key:
        """Give the key an envelope names; raises KeyMissingError."""
        ...

    def of_day(self, day: date) -> Key:
        """Give a day's sealing key; raises KeyMissingError."""
        ...

    def held(self, kind: Kind) -> tuple[Key, ...]:
        """Give every key of a kind there is, by number."""
        ...

    def derived(self, kind: Kind, purpose: str, number: int | None = None) -> bytes:
        """Give 32 bytes for one purpose, derived from the kind's current or numbered key."""
        ...


class MemoryKeyRing:
    """A ring held in memory: what the file ring reads into, and what tests make."""

    def __init__(self, keys: Mapping[tuple[Kind, int], bytes]) -> None:
        """Hold keys by kind and number; the highest number of a kind is its current one."""
        self._keys = {at: Key(at[0], at[1], secret) for at, secret in keys.items()}
        self._current = {kind: self._keys[kind, number] for kind, number in sorted(keys)}
        self._derived: dict[tuple[Kind, str, int], bytes] = {}

    def current(self, kind: Kind) -> Key:
        """Give the key to write with."""
        try:
            return self._current[kind]
        except KeyError:
            raise KeyMissingError(kind) from None

    def numbered(self, kind: Kind, number: int) -> Key:
        """Give the key an envelope names; raises KeyMissingError."""
        try:
            return self._keys[kind, number]
        except KeyError:
            raise KeyMissingError(kind, number) from None

    def of_day(self, day: date) -> Key:
        """Give a day's sealing key; raises KeyMissingError."""
        return self.numbered(Kind.DAY, day.toordinal())

    def held(self, kind: Kind) -> tuple[Key, ...]:
        """Give every key of a kind there is, by number."""
        return tuple(self._keys[at] for at in sorted(self._keys) if at[0] is kind)

    def derived(self, kind: Kind, purpose: str, number: int | None = None) -> bytes:
        """Give 32 bytes for one purpose, derived from the kind's current or numbered key."""
        key = self.current(kind) if number is None else self.numbered(kind, number)
        at = (kind, purpose, key.number)
        if at not in self._derived:
            self._derived[at] = hmac.digest(key.secret, purpose.encode(), hashlib.sha256)
        return self._derived[at]
