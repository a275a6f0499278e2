"""How venues and their doors are called, for what names them by id."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from domain.storage.work import Work
from domain.venues.records import EntranceRecord, LastVisitRecord, VenueRecord


@dataclass(frozen=True, slots=True)
class DoorNames:
    """What a venue and one of its doors are called; `en` is "" where nobody gave one."""

    zh: str
    en: str
    door_zh: str
    door_en: str


def names_of_doors(work: Work, venues: Iterable[UUID]) -> dict[tuple[UUID, UUID], DoorNames]:
    """Give the names of every door of these venues, given up ones too, by venue and door."""
    wanted = set(venues)
    rows = work.connection.execute(
        select(
            col(EntranceRecord.venue_id),
            col(EntranceRecord.entrance_id),
            col(VenueRecord.zh),
            col(VenueRecord.en),
            col(EntranceRecord.zh),
            col(EntranceRecord.en),
        )
        .join(VenueRecord, col(VenueRecord.venue_id) == col(EntranceRecord.venue_id))
        .where(col(EntranceRecord.venue_id).in_(wanted))
    )
    return {(row[0], row[1]): DoorNames(*row[2:]) for row in rows}


def open_doors_of(work: Work, venue_id: UUID) -> tuple[UUID, ...]:
    """Give a venue's doors that are not given up."""
    rows = work.connection.execute(
        select(col(EntranceRecord.entrance_id))
        .where(col(EntranceRecord.venue_id) == venue_id, col(EntranceRecord.ended_at).is_(None))
        .order_by(col(EntranceRecord.zh), col(EntranceRecord.entrance_id))
    )
    return tuple(row[0] for row in rows)


def last_place_of(
    work: Work, person_id: UUID, since: datetime
) -> tuple[datetime, UUID, UUID] | None:
    """Give when, and at which venue and door, a person registered last since an instant."""
    row = work.connection.execute(
        select(
            col(LastVisitRecord.at), col(LastVisitRecord.venue_id), col(LastVisitRecord.entrance_id)
        )
        .where(col(LastVisitRecord.person_id) == person_id, col(LastVisitRecord.at) > since)
        .order_by(col(LastVisitRecord.at).desc())
        .limit(1)
    ).first()
    return None if row is None else (row[0], row[1], row[2])


def venues_of_sector(sector: str) -> Select[UUID]:
    """Give the venues that a sector's office answers for, as part of another statement."""
    return select(col(VenueRecord.venue_id)).where(col(VenueRecord.sector) == sector)
