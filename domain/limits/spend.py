"""Spending one of a limited number: one upsert, counted and read back in the same statement."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, column, text

from domain.kernel.problems import DomainError, Refusal
from domain.policy.periods import Rate
from domain.storage.types import InstantType
from domain.storage.work import Work

# One statement on both engines: two processes can never both read "one left".
_SPEND = (
    text(
        "INSERT INTO counter (name, subject, since, spent) VALUES (:name, :subject, :since, :many) "
        "ON CONFLICT (name, subject, since) DO UPDATE SET spent = counter.spent + :many "
        "RETURNING spent"
    )
    .bindparams(bindparam("since", type_=InstantType()))
    .columns(column("spent"))
)


@dataclass(frozen=True, slots=True)
class Spent:
    """Whether this one was within the limit, and the seconds until the window ends."""

    allowed: bool
    retry_after: int


def spend(  # noqa: PLR0913, PLR0917 - a verb's surroundings, what is spent, and whose
    work: Work, instant: datetime, name: str, rate: Rate, subject: bytes, many: int = 1
) -> Spent:
    """Spend one of a rate under a name; the attempt counts unless its unit of work fails.

    `many` may be -1, which gives one back, or 0. Where refused attempts must count too, as
    look-ups do, the verb answers with a value and does not raise.
    """
    began = int(instant.timestamp()) // rate.seconds * rate.seconds
    at = {"name": name, "subject": subject[:16], "since": datetime.fromtimestamp(began, UTC)}
    at["many"] = many
    spent = work.connection.execute(_SPEND, at).scalar_one()
    return Spent(spent <= rate.most, began + rate.seconds - int(instant.timestamp()))


def require(work: Work, instant: datetime, name: str, rate: Rate, subject: bytes) -> None:
    """Spend one, and refuse with TOO_MANY past the limit."""
    spent = spend(work, instant, name, rate, subject)
    if not spent.allowed:
        raise DomainError(Refusal.TOO_MANY, spent.retry_after)
