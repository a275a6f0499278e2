"""All that is known of one venue, for its township and for whoever runs it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import col

from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.numbers import number_of
from domain.venues.persons import open_persons
from domain.venues.posters import RUNNING
from domain.venues.records import EntranceRecord, PosterRecord, VenueRecord
from domain.venues.rights import venue_for
from domain.venues.store import ENTRANCE, VENUE, entrance_in
from domain.venues.told import Persons
from domain.venues.values import Entrance, Venue


@dataclass(frozen=True, slots=True)
class Poster:
    """The poster that hangs, or is to hang, at an entrance; when it was made, printed, seen."""

    serial: bytes
    letters: str
    made_at: datetime
    printed_at: datetime | None
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Doorway:
    """An open entrance with its poster; None where there is none."""

    entrance: Entrance
    poster: Poster | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One venue with everything about it.

    `persons` is None where their time is over. `lines` are the further languages of its posters,
    `reason` and `remark` say why it was turned down.
    """

    venue: Venue
    number: str
    persons: Persons | None
    doorways: tuple[Doorway, ...]
    lines: tuple[str, ...]
    asked_at: datetime
    settled_at: datetime | None
    ended_at: datetime | None
    reason: str
    remark: str


def sheet_of(work: Work, ctx: Context, venue_id: UUID) -> Sheet:
    """Give all of a venue; raises DomainError NOT_FOUND where it is not theirs."""
    venue = venue_for(work, ctx, venue_id, *RUNNING)
    rest = (
        col(VenueRecord.sealed),
        col(VenueRecord.lines),
        col(VenueRecord.asked_at),
        col(VenueRecord.settled_at),
        col(VenueRecord.ended_at),
        col(VenueRecord.reason),
        col(VenueRecord.remark),
    )
    kept = select(*rest).where(col(VenueRecord.venue_id) == venue_id)
    row: Any = work.connection.execute(kept).one()
    sealed, lines, *told = row
    persons = open_persons(ctx.ring, venue_id, sealed)
    further = tuple(filter(None, lines.split(",")))
    return Sheet(venue, number_of(venue_id), persons, doorways(work, venue_id), further, *told)


def entrance_in_sheet(sheet: Sheet, entrance_id: UUID) -> Entrance:
    """Give an open entrance of a venue; raises DomainError NOT_FOUND for any other."""
    for each in sheet.doorways:
        if each.entrance.id == entrance_id:
            return each.entrance
    raise DomainError(Refusal.NOT_FOUND)


def doorways(work: Work, venue_id: UUID) -> tuple[Doorway, ...]:
    """Give a venue's open entrances by name, each with its poster."""
    hanging = and_(
        col(PosterRecord.venue_id) == col(EntranceRecord.venue_id),
        col(PosterRecord.entrance_id) == col(EntranceRecord.entrance_id),
        col(PosterRecord.revoked_at).is_(None),
    )
    poster = (
        col(PosterRecord.serial),
        col(PosterRecord.letters),
        col(PosterRecord.made_at),
        col(PosterRecord.printed_at),
        col(PosterRecord.seen_at),
    )
    rows = work.connection.execute(
        select(*VENUE, *ENTRANCE, *poster)
        .join(EntranceRecord, col(EntranceRecord.venue_id) == col(VenueRecord.venue_id))
        .outerjoin(PosterRecord, hanging)
        .where(col(VenueRecord.venue_id) == venue_id, col(EntranceRecord.ended_at).is_(None))
        .order_by(col(EntranceRecord.zh), col(EntranceRecord.entrance_id))
    )
    return tuple(_doorway(row) for row in rows.all())


def _doorway(row: Any) -> Doorway:
    serial, *rest = row[len(VENUE) + len(ENTRANCE) :]
    poster = None if serial is None else Poster(bytes(serial), *rest)
    return Doorway(entrance_in(row), poster)
