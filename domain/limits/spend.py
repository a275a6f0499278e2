"""Spending one of a limited number: one upsert, counted and read back in the same statement."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, column, text

from domain.storage.types import InstantType
from domain.storage.work import Work

# One statement on both engines: two processes can never both read "one left".
_SPEND = text(
    "INSERT INTO counter (name, subject, since, spent) VALUES (:name, :subject, :since, 1) "
    "ON CONFLICT (name, subject, since) DO UPDATE SET spent = counter.spent + 1 RETURNING spent"
).bindparams(bindparam("since", type_=InstantType())).columns(column("spent"))


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` in each window of `window`."""

    name: str
    most: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Spent:
    """Whether this one was within the limit, and the seconds until the window ends."""

    allowed: bool
    retry_after: int


def spend(work: Work, instant: datetime, limit: Limit, subject: bytes) -> Spent:
    """Spend one; the attempt counts whether or not it is allowed.

    Run it in a write of its own: a refusal that rolled back its own counter would not count.
    """
    seconds = int(limit.window.total_seconds())
    began = int(instant.timestamp()) // seconds * seconds
    since = datetime.fromtimestamp(began, UTC)
    at = {"name": limit.name, "subject": subject[:16], "since": since}
    row = work.connection.execute(_SPEND, at)
    return Spent(row.scalar_one() <= limit.most, began + seconds - int(instant.timestamp()))
