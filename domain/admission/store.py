"""Admissions as rows: put once, read back by the client's id, and the last day of a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, column, select, text
from sqlmodel import col, update

from domain.admission.records import AdmissionRecord
from domain.admission.values import MOST_PEOPLE
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_NAMES = tuple(AdmissionRecord.model_fields)
_COLUMNS = AdmissionRecord.__table__.c  # type: ignore[attr-defined] # SQLModel makes it
# One statement on both engines: of two that bring one id, the second finds nothing done.
_PUT = (
    text(
        f"INSERT INTO admission ({', '.join(_NAMES)}) VALUES (:{', :'.join(_NAMES)})"  # noqa: S608 - our own names
        " ON CONFLICT (venue_id, admission_id) DO NOTHING RETURNING admission_id"
    )
    .bindparams(*(bindparam(name, type_=_COLUMNS[name].type) for name in _NAMES))
    .columns(column("admission_id"))
)
_CHANGING = (
    "answer",
    "colour",
    "compare",
    "temperature",
    "reading",
    "seen",
    "leaving",
    "key",
    "act",
    "refused",
    "told",
    "otherwise",
)
_RENEW = (
    update(AdmissionRecord)
    .where(
        col(AdmissionRecord.venue_id) == bindparam("venue"),
        col(AdmissionRecord.admission_id) == bindparam("admission"),
    )
    .values({name: bindparam(name) for name in _CHANGING})
)
_PAST = (
    col(AdmissionRecord.admission_id),
    col(AdmissionRecord.at),
    col(AdmissionRecord.venue_id),
    col(AdmissionRecord.division),
    col(AdmissionRecord.temperature),
    col(AdmissionRecord.by_id),
)
_MOST_PAST = 100
_LATELY = Prepared(
    select(*_PAST)
    .where(
        col(AdmissionRecord.person_id) == bindparam("person"),
        col(AdmissionRecord.at) > bindparam("since"),
    )
    .order_by(col(AdmissionRecord.at).desc())
    .limit(_MOST_PAST)
)


class Past(NamedTuple):
    """One admission of a person's last day."""

    id: UUID
    at: datetime
    venue: UUID
    division: str
    temperature: str
    by: UUID


def ids_of(first: UUID) -> tuple[UUID, ...]:
    """Give the ids of a group's rows: the client's, and others that differ in their last bits."""
    return tuple(UUID(int=first.int ^ at) for at in range(MOST_PEOPLE))


def put(work: Work, row: dict[str, Any]) -> bool:
    """Put an admission; False, and nothing done, where its id is there already."""
    return work.connection.execute(_PUT, row).first() is not None


def kept(work: Work, venue_id: UUID, first: UUID) -> Sequence[AdmissionRecord]:
    """Give the rows of an id, taken until the verb ends."""
    chosen = (
        select(AdmissionRecord)
        .where(
            col(AdmissionRecord.venue_id) == venue_id,
            col(AdmissionRecord.admission_id).in_(ids_of(first)),
        )
        .with_for_update()
    )
    rows = work.session.scalars(chosen).all()
    return sorted(rows, key=lambda row: ids_of(first).index(row.admission_id))


def renew(work: Work, venue_id: UUID, admission_id: UUID, values: dict[str, Any]) -> None:
    """Bring an admission up to date."""
    work.connection.execute(_RENEW, {"venue": venue_id, "admission": admission_id, **values})


def lately(work: Work, people: Iterable[UUID], since: datetime) -> list[Past]:
    """Give the newest admissions of these people since an instant."""
    return [
        Past(*row) for person in people for row in _LATELY.all(work, person=person, since=since)
    ]
