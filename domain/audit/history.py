"""Reading back what was done about one person: acts, times and field names, never values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from domain.audit.note import Act, subject_index
from domain.audit.records import AuditRecord
from domain.kernel.actor import Role
from domain.storage.keys import KeyRing
from domain.storage.work import Work

_COLUMNS = (
    col(AuditRecord.at),
    col(AuditRecord.act),
    col(AuditRecord.actor_id),
    col(AuditRecord.fields),
    col(AuditRecord.role),
)
_SUBJECT = select(*_COLUMNS).where(col(AuditRecord.subject) == bindparam("subject"))
_OF_SUBJECT = _SUBJECT.order_by(col(AuditRecord.at), col(AuditRecord.entry_id))


@dataclass(frozen=True, slots=True)
class Entry:
    """One act about a person: when, what, by whom, which fields it touched, in which role."""

    at: datetime
    act: Act
    actor_id: UUID | None
    fields: tuple[str, ...]
    role: Role


def entries_about(work: Work, ring: KeyRing, person_id: UUID) -> tuple[Entry, ...]:
    """Give every entry about a person, oldest first."""
    subject = subject_index(ring, person_id)
    rows = work.connection.execute(_OF_SUBJECT, {"subject": subject}).all()
    return tuple(_entry(*row) for row in rows)


def entries_page(  # noqa: PLR0913 - whose entries, and which of them
    work: Work,
    ring: KeyRing,
    person_id: UUID,
    *,
    first: int,
    most: int,
    by: UUID | None = None,
    without: Collection[Act] = (),
) -> tuple[Entry, ...]:
    """Give at most so many entries about a person, newest first, past the first so many.

    `by` leaves those of one actor, `without` leaves acts out.
    """
    chosen = _SUBJECT.where(col(AuditRecord.act).not_in([act.value for act in without]))
    if by is not None:
        chosen = chosen.where(col(AuditRecord.actor_id) == by)
    newest = chosen.order_by(col(AuditRecord.at).desc(), col(AuditRecord.entry_id).desc())
    subject = {"subject": subject_index(ring, person_id)}
    rows = work.connection.execute(newest.offset(first).limit(most), subject).all()
    return tuple(_entry(*row) for row in rows)


def _entry(at: datetime, act: str, actor_id: UUID | None, fields: str, role: str) -> Entry:
    return Entry(at, Act(act), actor_id, tuple(fields.split(",")) if fields else (), Role(role))
