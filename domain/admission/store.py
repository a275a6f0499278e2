"""Admissions as rows: put once, read back by the client's id, and the last day of a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, case, column, func, or_, select, text
from sqlmodel import col, update

from domain.admission.decide import Temperature
from domain.admission.records import AdmissionRecord
from domain.admission.values import MOST_PEOPLE
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_NAMES = tuple(AdmissionRecord.model_fields)
_COLUMNS = AdmissionRecord.__table__.c  # type: ignore[attr-defined] # SQLModel makes it
# One statement on both engines: of two that bring one id, the second finds nothing done.
_PUT = Prepared(
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
_IS_HIGH = or_(
    *(col(AdmissionRecord.temperature) == each.value for each in Temperature if each.is_high)
)
_IS_BY = and_(
    col(AdmissionRecord.by_id) == bindparam("by"), col(AdmissionRecord.at) >= bindparam("today")
)
_OF_PERSON = (
    col(AdmissionRecord.person_id) == bindparam("person"),
    col(AdmissionRecord.at) > bindparam("since"),
    col(AdmissionRecord.admission_id) != bindparam("own"),
)
# Most people have no high reading: whether there is one is asked with how often who asks has
# scanned them today, and only then which.
_TALLY = Prepared(
    select(func.sum(case((_IS_BY, 1), else_=0)), func.sum(case((_IS_HIGH, 1), else_=0))).where(
        *_OF_PERSON
    )
)
_HIGHS = Prepared(
    select(
        col(AdmissionRecord.admission_id),
        col(AdmissionRecord.at),
        col(AdmissionRecord.venue_id),
        col(AdmissionRecord.division),
        col(AdmissionRecord.temperature),
    ).where(*_OF_PERSON, _IS_HIGH)
)


class High(NamedTuple):
    """One high reading of a person's last day."""

    id: UUID
    at: datetime
    venue: UUID
    division: str
    temperature: str


def ids_of(first: UUID) -> tuple[UUID, ...]:
    """Give the ids of a group's rows: the client's, and others that differ in their last bits."""
    return tuple(UUID(int=first.int ^ at) for at in range(MOST_PEOPLE))


def put(work: Work, row: dict[str, Any]) -> bool:
    """Put an admission; False, and nothing done, where its id is there already."""
    return _PUT.first(work, **row) is not None


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


def lately(  # noqa: PLR0913, PLR0917 - whom, since when, whose scans are counted
    work: Work, people: Iterable[UUID], since: datetime, today: datetime, by: UUID, own: UUID
) -> tuple[int, list[High]]:
    """Give how often one has scanned any of these people today, and their high readings since.

    The admission in hand, `own`, is left out.
    """
    scans, highs = 0, []
    for person in people:
        at = {"person": person, "since": since, "own": own}
        (row,) = _TALLY.all(work, **at, by=by, today=today)
        scans = max(scans, int(row[0] or 0))
        if row[1]:
            highs += [High(*each) for each in _HIGHS.all(work, **at)]
    return scans, highs
