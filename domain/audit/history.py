"""Reading back what was done about one person: acts, times and field names, never values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from domain.audit.note import Act, subject_index
from domain.audit.records import AuditRecord
from domain.storage.keys import KeyRing
from domain.storage.work import Work

_OF_SUBJECT = (
    select(
        col(AuditRecord.at),
        col(AuditRecord.act),
        col(AuditRecord.actor_id),
        col(AuditRecord.fields),
    )
    .where(col(AuditRecord.subject) == bindparam("subject"))
    .order_by(col(AuditRecord.at), col(AuditRecord.entry_id))
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act about a person: when, what, by whom, and which fields it touched."""

    at: datetime
    act: Act
    actor_id: UUID | None
    fields: tuple[str, ...]


def entries_about(work: Work, ring: KeyRing, person_id: UUID) -> tuple[Entry, ...]:
    """Give every entry about a person, oldest first."""
    subject = subject_index(ring, person_id)
    rows = work.connection.execute(_OF_SUBJECT, {"subject": subject}).all()
    return tuple(
        Entry(at, Act(act), actor_id, tuple(fields.split(",")) if fields else ())
        for at, act, actor_id, fields in rows
    )
