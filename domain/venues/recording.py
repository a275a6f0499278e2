"""Writing check-ins: two statements for any number of them, the same on both engines.

The first brings `last_visit` up to each scan and tells which check-in it belongs to; the row is
held until the transaction ends, so that of two taps at once the later one finds the earlier. The
second stores those that are new. Only what comes late, or by an older form, is looked up.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, column, or_, select, text, update
from sqlalchemy.sql.selectable import TextualSelect
from sqlmodel import col

from domain.kernel.ids import instant_of
from domain.storage.prepared import Prepared
from domain.storage.types import IdType, InstantType
from domain.storage.work import Work
from domain.venues.records import CheckInRecord, LastVisitRecord
from domain.venues.visits import APART, How, Visit

Place = tuple[UUID, UUID, str]
_TOGETHER = 32
"""So many in one statement."""
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = "person_id, entrance_id, direction, holder_id, venue_id, check_in_id, at, scanned_at, "
_LAST += "until, made"
_LAST_ROW = (
    "(:person{n}, :entrance{n}, :direction{n}, :holder{n}, :venue{n}, :own{n}, :at{n}, :at{n}, "
)
_LAST_ROW += ":until{n}, :made{n})"
_STORED = "person_id, at, check_in_id, holder_id, venue_id, entrance_id, direction, how, "
_STORED += "delivered_at"
_STORED_ROW = (
    "(:person{n}, :at{n}, :own{n}, :holder{n}, :venue{n}, :entrance{n}, :direction{n}, :how{n}, "
)
_STORED_ROW += ":delivered{n})"
# A scan after the minute is over, by a form that was made after the scan before: surely a new one.
_NEW = (
    "last_visit.until < excluded.at AND last_visit.scanned_at < excluded.made "
    "AND last_visit.check_in_id <> excluded.check_in_id"
)
_LONGER = "last_visit.until >= excluded.at AND last_visit.scanned_at < excluded.at"
_UPSERT = (
    f"INSERT INTO last_visit ({_LAST}) VALUES {{rows}} "  # noqa: S608 - our own words, values bound
    "ON CONFLICT (person_id, entrance_id, direction) DO UPDATE SET "
    f"check_in_id = CASE WHEN {_NEW} THEN excluded.check_in_id ELSE last_visit.check_in_id END, "
    f"at = CASE WHEN {_NEW} THEN excluded.at ELSE last_visit.at END, "
    f"made = CASE WHEN {_NEW} THEN excluded.made ELSE last_visit.made END, "
    f"holder_id = CASE WHEN ({_NEW}) OR ({_LONGER}) THEN excluded.holder_id "
    "ELSE last_visit.holder_id END, "
    f"scanned_at = CASE WHEN ({_NEW}) OR ({_LONGER}) THEN excluded.at "
    "ELSE last_visit.scanned_at END, "
    f"until = CASE WHEN ({_NEW}) OR ({_LONGER}) THEN excluded.until ELSE last_visit.until END "
    "RETURNING person_id, entrance_id, direction, check_in_id, at, until"
)
_STORE = (
    f"INSERT INTO check_in ({_STORED}) VALUES {{rows}} "  # noqa: S608 - the same
    "ON CONFLICT (person_id, at, check_in_id) DO NOTHING RETURNING person_id"
)
_KNOWN = Prepared(
    select(col(CheckInRecord.check_in_id), col(CheckInRecord.at))
    .where(
        col(CheckInRecord.person_id) == bindparam("person"),
        or_(
            col(CheckInRecord.check_in_id) == bindparam("own"),
            and_(
                col(CheckInRecord.entrance_id) == bindparam("entrance"),
                col(CheckInRecord.direction) == bindparam("direction"),
                col(CheckInRecord.at).between(bindparam("first"), bindparam("last")),
            ),
        ),
    )
    .order_by((col(CheckInRecord.check_in_id) == bindparam("own")).desc(), col(CheckInRecord.at))
    .limit(1)
)
_NEWER = (
    update(LastVisitRecord)
    .where(
        col(LastVisitRecord.person_id) == bindparam("person"),
        col(LastVisitRecord.entrance_id) == bindparam("entrance"),
        col(LastVisitRecord.direction) == bindparam("way"),
        col(LastVisitRecord.scanned_at) < bindparam("scanned"),
    )
    .values(
        check_in_id=bindparam("own"),
        holder_id=bindparam("holder"),
        at=bindparam("scanned"),
        scanned_at=bindparam("scanned"),
        until=bindparam("ends"),
    )
)
_TYPES: dict[str, Any] = {
    **dict.fromkeys(("person", "entrance", "holder", "venue", "own"), IdType()),
    **dict.fromkeys(("at", "until", "made", "delivered"), InstantType()),
}


def record(work: Work, visits: Sequence[Visit]) -> list[tuple[UUID, datetime]]:
    """Store visits that are new; give for each the check-in it belongs to, and its instant.

    A visit that was stored before gives itself, however often and late it comes.
    """
    found: dict[int, tuple[UUID, datetime]] = {}
    # In one order, so that two groups of taps never wait for each other.
    left = sorted(range(len(visits)), key=lambda n: (visits[n].place, visits[n].at))
    while left:
        some: dict[Place, int] = {}
        for n in left:
            if len(some) < _TOGETHER:
                some.setdefault(visits[n].place, n)
        chosen = list(some.values())
        done = _recorded(work, [visits[n] for n in chosen])
        found |= dict(zip(chosen, done, strict=True))
        left = [n for n in left if n not in found]
    return [found[n] for n in range(len(visits))]


def _recorded(work: Work, visits: Sequence[Visit]) -> list[tuple[UUID, datetime]]:
    """Do so for visits no two of which share a place."""
    rows = _upsert(len(visits)).all(work, **_values(visits, [visit.at for visit in visits]))
    last = {(row[0], row[1], row[2]): row[3:] for row in rows}
    found: list[tuple[UUID, datetime]] = []
    fresh: list[tuple[Visit, datetime]] = []
    for visit in visits:
        own, at, until = last[visit.place]
        # What was told late joins what is stored, which will be there when it is told again.
        end = at + APART if visit.how.late else until
        if own != visit.check_in_id and not at - APART <= visit.at <= end:
            own, at = _looked_up(work, visit)
        if own == visit.check_in_id:
            fresh.append((visit, at))
        found.append((own, at))
    if fresh:
        stored = [visit for visit, _ in fresh]
        _store(len(fresh)).all(work, **_values(stored, [at for _, at in fresh]))
    return found


def _looked_up(work: Work, visit: Visit) -> tuple[UUID, datetime]:
    """Find what a late scan belongs to, or one by an older form; itself, where that is nothing."""
    person, entrance, direction = visit.place
    own, edges = visit.check_in_id, {"first": visit.at - APART, "last": visit.at + APART}
    at = {"person": person, "entrance": entrance, "own": own}
    row = _KNOWN.first(work, **at, **edges, direction=direction)
    if row is not None:
        return row[0], row[1]
    scanned = {"way": direction, "scanned": visit.at, "ends": visit.at + APART}
    at["holder"] = visit.holder_id
    work.connection.execute(_NEWER, {**at, **scanned})
    return own, visit.at


def _values(visits: Sequence[Visit], instants: Sequence[datetime]) -> dict[str, object]:
    values: dict[str, object] = {}
    for n, (visit, at) in enumerate(zip(visits, instants, strict=True)):
        values |= {
            f"person{n}": visit.person_id,
            f"entrance{n}": visit.entrance_id,
            f"direction{n}": visit.direction.value,
            f"holder{n}": visit.holder_id,
            f"venue{n}": visit.venue_id,
            f"own{n}": visit.check_in_id,
            f"at{n}": at,
            f"until{n}": at + APART,
            f"made{n}": _made(visit),
            f"how{n}": visit.how.value,
            f"delivered{n}": visit.delivered_at,
        }
    return values


def _made(visit: Visit) -> datetime:
    """Give when the tap's form was made, by a clock of ours; a phone's own tells nothing."""
    if visit.how is not How.TAP:
        return _BEFORE_ALL
    return min(instant_of(visit.check_in_id), visit.at)


@cache
def _upsert(count: int) -> Prepared:
    names = "person_id entrance_id direction check_in_id at until".split()
    kinds = [IdType(), IdType(), None, IdType(), InstantType(), InstantType()]
    columns = [column(name, kind) for name, kind in zip(names, kinds, strict=True)]
    return Prepared(_many(_UPSERT, _LAST_ROW, count, columns))


@cache
def _store(count: int) -> Prepared:
    return Prepared(_many(_STORE, _STORED_ROW, count, [column("person_id", IdType())]))


def _many(statement: str, row: str, count: int, columns: Sequence[Any]) -> TextualSelect:
    rows = ", ".join(row.format(n=n) for n in range(count))
    words = text(statement.format(rows=rows))
    typed = [
        bindparam(f"{name}{n}", type_=kind)
        for name, kind in _TYPES.items()
        for n in range(count)
        if f":{name}{n}" in rows
    ]
    return words.bindparams(*typed).columns(*columns)
