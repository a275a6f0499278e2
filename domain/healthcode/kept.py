"""Reading what is kept of a code: when it was assessed, what names it, what was told and said."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from domain.healthcode.records import (
    CodeRecord,
    DeviceKeyRecord,
    HandleRecord,
    LookupRecord,
    ObjectionRecord,
    StatusRecord,
    ToldRecord,
)
from domain.healthcode.values import About, Objection
from domain.kernel.colour import Colour
from domain.storage.work import Work


class IndexKept(NamedTuple):
    """A status index as it is kept: what was last signed under it, and its latest end of all."""

    division: str
    number: int
    colour: Colour
    paper: bool
    ended: bool
    issued: datetime
    expires: datetime
    withdrawn: datetime | None
    over_at: datetime


def holds_until(work: Work, person_id: UUID) -> datetime | None:
    """Give the end of the last ground of any code on the person, None where none has any."""
    found: datetime | None = work.connection.execute(
        select(func.max(col(CodeRecord.holds_until))).where(col(CodeRecord.person_id) == person_id)
    ).scalar()
    return found


def assessed_at(work: Work, person_id: UUID, holder_id: UUID) -> datetime | None:
    """Give when the code that a holder has on the person was last assessed."""
    row = work.connection.execute(
        select(col(CodeRecord.assessed_at)).where(*_of(CodeRecord, person_id, holder_id))
    ).first()
    return None if row is None else row[0]


def told_of(work: Work, person_id: UUID, holder_id: UUID) -> tuple[datetime, ...]:
    """Give the instants of the other phones' risk answers that a holder was told of."""
    rows = work.connection.execute(
        select(col(ToldRecord.at))
        .where(*_of(ToldRecord, person_id, holder_id))
        .order_by(col(ToldRecord.at))
    )
    return tuple(rows.scalars())


def objections_of(work: Work, person_id: UUID, holder_id: UUID) -> tuple[Objection, ...]:
    """Give the objections that a holder made about a person."""
    rows = work.connection.execute(
        select(
            col(ObjectionRecord.about),
            col(ObjectionRecord.about_id),
            col(ObjectionRecord.made_at),
            col(ObjectionRecord.due_at),
        )
        .where(*_of(ObjectionRecord, person_id, holder_id))
        .order_by(col(ObjectionRecord.made_at))
    ).all()
    return tuple(Objection(About(row[0]), row[1], row[2], row[3]) for row in rows)


def lookups_of(work: Work, person_id: UUID) -> tuple[datetime, ...]:
    """Give when a person's code was looked up, newest first."""
    rows = work.connection.execute(
        select(col(LookupRecord.at))
        .where(col(LookupRecord.person_id) == person_id)
        .order_by(col(LookupRecord.at).desc())
    )
    return tuple(rows.scalars())


def indexes_of(work: Work, person_id: UUID, holder_id: UUID) -> tuple[IndexKept, ...]:
    """Give the status indexes of a holder's codes on a person, withdrawn ones too."""
    rows = work.connection.execute(
        select(
            col(StatusRecord.division),
            col(StatusRecord.number),
            col(StatusRecord.colour),
            col(StatusRecord.paper),
            col(StatusRecord.ended),
            col(StatusRecord.issued),
            col(StatusRecord.expires),
            col(StatusRecord.withdrawn),
            col(StatusRecord.over_at),
        )
        .where(*_of(StatusRecord, person_id, holder_id))
        .order_by(col(StatusRecord.issued), col(StatusRecord.number))
    ).all()
    return tuple(IndexKept(row[0], row[1], Colour(row[2]), *row[3:]) for row in rows)


def days_named(work: Work, person_id: UUID, holder_id: UUID) -> tuple[date, ...]:
    """Give the days for which a code has a name."""
    rows = work.connection.execute(
        select(col(HandleRecord.day))
        .where(*_of(HandleRecord, person_id, holder_id))
        .order_by(col(HandleRecord.day))
    )
    return tuple(rows.scalars())


def key_registered(work: Work, holder_id: UUID) -> datetime | None:
    """Give when a phone's key was registered, None where it has none."""
    row = work.connection.execute(
        select(col(DeviceKeyRecord.registered)).where(col(DeviceKeyRecord.holder_id) == holder_id)
    ).first()
    return None if row is None else row[0]


def _of(record: Any, person_id: UUID, holder_id: UUID) -> tuple[Any, Any]:
    return col(record.person_id) == person_id, col(record.holder_id) == holder_id
