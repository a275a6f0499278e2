"""Surroundings for verbs under measurement, and the row that a driver alone would insert."""

import secrets
from datetime import timedelta
from uuid import UUID

from domain.kernel.actor import SYSTEM
from domain.kernel.clock import SystemClock
from domain.kernel.ids import event_id, random_id
from domain.policy.context import Context
from domain.policy.policies import load_policies
from domain.storage.keys import Kind, MemoryKeyRing

SUBJECT = random_id()
_CLOCK = SystemClock()
_POLICIES = load_policies()
_TODAY = _CLOCK.now().date()
_RING = MemoryKeyRing(
    {(kind, 1): secrets.token_bytes(32) for kind in Kind if kind is not Kind.DAY}
    | {
        (Kind.DAY, (_TODAY + timedelta(days=day)).toordinal()): secrets.token_bytes(32)
        for day in range(-1, 3)
    }
)
_COLUMNS = 8
Row = tuple[UUID | bytes, str, str, None, str, bytes, str, bytes]


def surroundings() -> Context:
    """Give the surroundings of one act, now."""
    return Context(SYSTEM, _CLOCK.now(), _RING, _POLICIES, random_id())


def bare_insert(rows: int, place: str) -> str:
    """Give the statement that inserts so many audit rows; `place` is the driver's placeholder."""
    values = "(" + ", ".join([place] * _COLUMNS) + ")"
    return f"INSERT INTO audit VALUES {', '.join([values] * rows)} ON CONFLICT DO NOTHING"  # noqa: S608 - our own


def bare_row(*, raw: bool) -> Row:
    """Give one row as `note` writes it; ids as raw bytes on SQLite."""
    instant = _CLOCK.now()
    key = event_id(instant)
    at = instant.replace(tzinfo=None).isoformat(" ") if raw else instant.isoformat()
    sixteen, mac = secrets.token_bytes(16), secrets.token_bytes(32)
    return (key.bytes if raw else key, at, "system", None, "declared", sixteen, "", mac)
