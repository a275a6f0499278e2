"""One entry's bytes: what its MAC covers, and what its leaf in the tree is made of.

Every column is in them, absent ones marked apart from empty ones and each with its length, so
that no two different rows have the same bytes.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.audit.tree import leaf_hash
from domain.storage.keys import KeyMissingError, KeyRing, Kind

FIRST_FORM = 0
"""The key number of entries from before they carried one: another form of bytes, under key 1."""
_BYTES = b"yn-audit-entry/1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as it is kept: who, in which role, did what about whom, by field names."""

    entry_id: UUID
    at: datetime
    role: str
    actor_id: UUID | None
    act: str
    subject: bytes | None
    fields: str
    key_number: int
    mac: bytes = b""


def mac_of(ring: KeyRing, entry: Entry) -> bytes:
    """Give the MAC over all columns of an entry; raises KeyMissingError."""
    if entry.key_number == FIRST_FORM:
        key, text = ring.derived(Kind.AUDIT, "entry", 1), _first_form(entry)
    else:
        key, text = ring.derived(Kind.AUDIT, "entry", entry.key_number), _canonical(entry)
    return hmac.digest(key, text, hashlib.sha256)


def is_genuine(ring: KeyRing, entry: Entry) -> bool:
    """Tell whether a verb of ours left this entry, just as it stands."""
    try:
        return hmac.compare_digest(mac_of(ring, entry), entry.mac)
    except KeyMissingError:
        return False


def leaf_of_entry(entry: Entry) -> bytes:
    """Give the hash of the entry's leaf: all its columns and its MAC.

    The MAC in it keeps the hash, which outlives the entry, from being guessed back to its text.
    """
    return leaf_hash(_canonical(entry) + entry.mac)


def leaf_of_unreadable(entry_id: UUID) -> bytes:
    """Give the leaf of an entry that was already damaged when its turn to be sealed came."""
    return leaf_hash(b"yn-audit-unreadable/1" + entry_id.bytes)


def joined(form: bytes, parts: Iterable[bytes | None]) -> bytes:
    """Put parts together so that no others give the same bytes."""
    return form + b"".join(
        b"\x00" if part is None else b"\x01" + len(part).to_bytes(4) + part for part in parts
    )


def _canonical(entry: Entry) -> bytes:
    return joined(
        _BYTES,
        (
            entry.entry_id.bytes,
            ((entry.at - _EPOCH) // _MICROSECOND).to_bytes(8, signed=True),
            entry.role.encode(),
            None if entry.actor_id is None else entry.actor_id.bytes,
            entry.act.encode(),
            entry.subject,
            entry.fields.encode(),
            entry.key_number.to_bytes(8, signed=True),
        ),
    )


def _first_form(entry: Entry) -> bytes:
    subject = "" if entry.subject is None else entry.subject.hex()
    parts = (
        str(entry.entry_id),
        str(entry.at),
        entry.role,
        str(entry.actor_id),
        entry.act,
        subject,
        entry.fields,
    )
    return "\x1f".join(parts).encode()
