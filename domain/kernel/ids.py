"""Ids: random 128 bits for people, holders and venues; UUIDv7 for events (RFC 9562, 5.7)."""

import secrets
from datetime import UTC, datetime
from uuid import UUID


def random_id() -> UUID:
    """Make an id that tells nothing: 128 random bits, for people, holders and venues."""
    return UUID(bytes=secrets.token_bytes(16))


def event_id(instant: datetime) -> UUID:
    """Make a UUIDv7 for an event at an instant: sorts by time, 74 bits of chance."""
    milliseconds = int(instant.timestamp() * 1000) & (2**48 - 1)
    chance = secrets.randbits(74)
    high, low = chance >> 62, chance & (2**62 - 1)
    return UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low)


def first_event_id(instant: datetime) -> UUID:
    """Give the smallest id an event of this millisecond can have, to bound a search by time."""
    milliseconds = int(instant.timestamp() * 1000) & (2**48 - 1)
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62)


def instant_of(event: UUID) -> datetime:
    """Give the millisecond in which an event's UUIDv7 was made."""
    return datetime.fromtimestamp((event.int >> 80) / 1000, UTC)
