"""Admissions as rows: put once, read back by the client's id, and the last day of a person."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, case, column, func, or_, select, text
from sqlmodel import col, update

from domain.admission.decide import Temperature
from domain.admission.records import AdmissionRecord
from domain.admission.values import MOST_PEOPLE
from domain.storage.prepared import Prepared
from domain.storage.types import IdType, InstantType
from domain.storage.work import Work

_NAMES = tuple(AdmissionRecord.model_fields)
_COLUMNS = AdmissionRecord.__table__.c  # type: ignore[attr-defined] # SQLModel makes it
# One statement on both engines: of two that bring one id, the second finds nothing done.
_INSERT = (
    f"INSERT INTO admission ({', '.join(_NAMES)}) VALUES {{rows}}"  # noqa: S608 - our own names
    " ON CONFLICT (venue_id, admission_id) DO NOTHING RETURNING venue_id, admission_id"
)
_TOGETHER = 32
"""So many in one statement."""
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


class Today(NamedTuple):
    """What a day of admissions of one person comes to, for one who scans."""

    scans: int = 0
    highs: int = 0


def ids_of(first: UUID) -> tuple[UUID, ...]:
    """Give the ids of a group's rows: the client's, and others that differ in their last bits."""
    return tuple(UUID(int=first.int ^ at) for at in range(MOST_PEOPLE))


def put(work: Work, row: dict[str, Any]) -> bool:
    """Put an admission; False, and nothing done, where its id is there already."""
    return bool(put_all(work, [row]))


def put_all(work: Work, rows: Sequence[dict[str, Any]]) -> frozenset[tuple[UUID, UUID]]:
    """Put admissions, many in a statement; give venue and id of those that were not there."""
    fresh: set[tuple[UUID, UUID]] = set()
    # In one order, so that two groups of calls never wait for each other.
    rows = sorted(rows, key=lambda row: (row["venue_id"], row["admission_id"]))
    for at in range(0, len(rows), _TOGETHER):
        some = rows[at : at + _TOGETHER]
        given = {f"{name}{n}": row[name] for n, row in enumerate(some) for name in _NAMES}
        fresh.update((row[0], row[1]) for row in _put(len(some)).all(work, **given))
    return frozenset(fresh)


@cache
def _put(count: int) -> Prepared:
    each = [[f"{name}{n}" for name in _NAMES] for n in range(count)]
    rows = ", ".join(f"(:{', :'.join(names)})" for names in each)
    typed = [
        bindparam(f"{name}{n}", type_=_COLUMNS[name].type) for n in range(count) for name in _NAMES
    ]
    keys = column("venue_id", IdType()), column("admission_id", IdType())
    return Prepared(text(_INSERT.format(rows=rows)).bindparams(*typed).columns(*keys))


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


def tallies(
    work: Work, people: Collection[UUID], since: datetime, today: datetime
) -> dict[UUID, dict[UUID, Today]]:
    """Give by person, and by who scanned them, the scans since `today` and high ones since `since`.

    One statement for any number of people; who was not scanned since is left out.
    """
    given = {f"person{n}": person for n, person in enumerate(people)}
    found: dict[UUID, dict[UUID, Today]] = {}
    rows = _tallies(len(given)).all(work, **given, since=since, today=today)
    for person, by, scans, highs in rows:
        found.setdefault(person, {})[by] = Today(int(scans), int(highs))
    return found


@cache
def _tallies(count: int) -> Prepared:
    person, by, at = (
        col(AdmissionRecord.person_id),
        col(AdmissionRecord.by_id),
        col(AdmissionRecord.at),
    )
    people = [bindparam(f"person{n}", type_=IdType()) for n in range(count)]
    scans = func.sum(case((at >= bindparam("today", type_=InstantType()), 1), else_=0))
    return Prepared(
        select(person, by, scans, func.sum(case((_IS_HIGH, 1), else_=0)))
        .where(person.in_(people), at > bindparam("since", type_=InstantType()))
        .group_by(person, by)
    )
