"""Reading check-ins: where a phone's people just registered, where one was, how many came."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from domain.household.members import people_of
from domain.kernel.days import BEIJING, end_of, start_of
from domain.storage.prepared import Prepared
from domain.storage.work import Work
from domain.venues.records import CheckInRecord, EntranceRecord, LastVisitRecord, VenueRecord
from domain.venues.store import entrance_by_id
from domain.venues.visits import CheckedIn, Direction, How

JUST_NOW = timedelta(minutes=10)
_LAST = (
    select(
        col(LastVisitRecord.person_id),
        col(LastVisitRecord.venue_id),
        col(LastVisitRecord.entrance_id),
        col(LastVisitRecord.direction),
        col(LastVisitRecord.check_in_id),
        col(LastVisitRecord.at),
    )
    .where(
        col(LastVisitRecord.person_id).in_(bindparam("people", expanding=True)),
        col(LastVisitRecord.holder_id) == bindparam("holder"),
        col(LastVisitRecord.scanned_at) >= bindparam("since"),
    )
    .order_by(col(LastVisitRecord.scanned_at).desc(), col(LastVisitRecord.at).desc())
)
_OF_PERSON = Prepared(
    select(
        col(CheckInRecord.holder_id),
        col(CheckInRecord.at),
        col(CheckInRecord.direction),
        col(CheckInRecord.how),
        col(VenueRecord.zh),
        col(VenueRecord.en),
        col(VenueRecord.division),
        col(EntranceRecord.zh),
        col(EntranceRecord.en),
    )
    .join(VenueRecord, col(VenueRecord.venue_id) == col(CheckInRecord.venue_id))
    .join(
        EntranceRecord,
        (col(EntranceRecord.venue_id) == col(CheckInRecord.venue_id))
        & (col(EntranceRecord.entrance_id) == col(CheckInRecord.entrance_id)),
    )
    .where(col(CheckInRecord.person_id) == bindparam("person"))
    .order_by(col(CheckInRecord.at).desc(), col(CheckInRecord.check_in_id))
)
_OF_VENUE = Prepared(
    select(col(CheckInRecord.entrance_id), col(CheckInRecord.direction), col(CheckInRecord.at))
    .where(
        col(CheckInRecord.venue_id) == bindparam("venue"),
        col(CheckInRecord.at) >= bindparam("first"),
        col(CheckInRecord.at) < bindparam("after"),
    )
    .order_by(col(CheckInRecord.at))
)


@dataclass(frozen=True, slots=True)
class Visited:
    """One check-in of a person as they see it themselves."""

    at: datetime
    direction: Direction
    how: How
    venue_zh: str
    venue_en: str
    division: str
    entrance_zh: str
    entrance_en: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many check-ins an entrance had in one hour of the day (0 to 23, Beijing time)."""

    entrance_id: UUID
    direction: Direction
    hour: int
    count: int


def here(work: Work, holder_id: UUID, now: datetime) -> CheckedIn | None:
    """Give the newest check-in by a phone in the last ten minutes, with all who came along.

    That is everybody of the phone who scanned at the same entrance, in the same direction, since.
    """
    people = people_of(work, holder_id)
    if not people:
        return None
    given = {"people": people, "holder": holder_id, "since": now - JUST_NOW}
    rows = work.connection.execute(_LAST, given).all()
    if not rows:
        return None
    _, venue_id, entrance_id, direction, own, at = rows[0]
    entrance = entrance_by_id(work, venue_id, entrance_id)
    if entrance is None:
        return None
    along = {row[0] for row in rows if (row[2], row[3]) == (entrance_id, direction)}
    ordered = tuple(person for person in people if person in along)
    return CheckedIn(own, entrance, Direction(direction), at, ordered)


def visits_of_person(work: Work, person_id: UUID, by: UUID | None) -> tuple[Visited, ...]:
    """Give a person's check-ins, the newest first; those alone that phone `by` registered.

    With None all of them: for nobody but the person, known by their document.
    """
    rows = _OF_PERSON.all(work, person=person_id)
    found = (row[1:] for row in rows if by is None or row[0] == by)
    return tuple(Visited(row[0], Direction(row[1]), How(row[2]), *row[3:]) for row in found)


def counts_of(work: Work, venue_id: UUID, day: date) -> tuple[Counted, ...]:
    """Give how many came and left by each entrance in each hour of a Beijing day: numbers alone."""
    rows = _OF_VENUE.all(work, venue=venue_id, first=start_of(day), after=end_of(day))
    found: dict[tuple[UUID, str, int], int] = {}
    for entrance_id, direction, at in rows:
        key = entrance_id, direction, at.astimezone(BEIJING).hour
        found[key] = found.get(key, 0) + 1
    return tuple(
        Counted(entrance_id, Direction(direction), hour, count)
        for (entrance_id, direction, hour), count in found.items()
    )
