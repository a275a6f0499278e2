"""Finding entrances by their poster, and venues by their id."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, bindparam, select
from sqlmodel import col

from domain.kernel.actor import Actor
from domain.policy.places import Sector, VenueKind
from domain.storage.prepared import Prepared
from domain.storage.work import Work
from domain.venues.records import EntranceRecord, PosterRecord, VenueRecord
from domain.venues.values import Entrance, Size, Venue, VenueState

VENUE = (
    col(VenueRecord.venue_id),
    col(VenueRecord.division),
    col(VenueRecord.kind),
    col(VenueRecord.sector),
    col(VenueRecord.state),
    col(VenueRecord.size),
    col(VenueRecord.zh),
    col(VenueRecord.en),
    col(VenueRecord.address),
)
ENTRANCE = (
    col(EntranceRecord.entrance_id),
    col(EntranceRecord.zh),
    col(EntranceRecord.en),
    col(EntranceRecord.plate),
    col(EntranceRecord.exits),
    col(EntranceRecord.presence),
    col(EntranceRecord.staffed),
    col(EntranceRecord.arrivals),
)
OPEN = (
    select(*VENUE, *ENTRANCE)
    .join(EntranceRecord, col(EntranceRecord.venue_id) == col(VenueRecord.venue_id))
    .where(
        col(VenueRecord.state) == VenueState.CONFIRMED.value,
        col(EntranceRecord.ended_at).is_(None),
    )
)
"""Open entrances of confirmed venues, for a statement of a room above: the first columns of its
rows are what `entrance_in` reads."""
_OF_POSTER = OPEN.join(
    PosterRecord, col(PosterRecord.entrance_id) == col(EntranceRecord.entrance_id)
).where(
    col(PosterRecord.venue_id) == col(VenueRecord.venue_id),
    col(PosterRecord.revoked_at).is_(None),
)
_BY_SERIAL = Prepared(_OF_POSTER.where(col(PosterRecord.serial) == bindparam("serial")))
_BY_LETTERS = Prepared(_OF_POSTER.where(col(PosterRecord.letters) == bindparam("letters")))
_BY_ID = Prepared(
    OPEN.where(
        col(EntranceRecord.venue_id) == bindparam("venue"),
        col(EntranceRecord.entrance_id) == bindparam("entrance"),
    )
)
_FIRST = Prepared(
    OPEN.where(col(EntranceRecord.venue_id) == bindparam("venue"))
    .order_by(col(EntranceRecord.entrance_id))
    .limit(1)
)
_VENUE_BY_ID = Prepared(select(*VENUE).where(col(VenueRecord.venue_id) == bindparam("venue")))


def venue_by_id(work: Work, venue_id: UUID) -> Venue | None:
    """Give a venue, whatever its state."""
    row = _VENUE_BY_ID.first(work, venue=venue_id)
    return None if row is None else venue_in(row)


def entrance_by_serial(work: Work, serial: bytes) -> Entrance | None:
    """Give the open entrance that a poster hangs at; None where it is revoked, closed, unknown."""
    row = _BY_SERIAL.first(work, serial=serial)
    return None if row is None else entrance_in(row)


def entrances_by_serials(work: Work, serials: Collection[bytes]) -> dict[bytes, Entrance]:
    """Give the open entrances of posters in one statement; posters without one are left out."""
    given = {f"serial{n}": serial for n, serial in enumerate(serials)}
    rows = _by_serials(len(given)).all(work, **given)
    return {bytes(row[-1]): entrance_in(row[:-1]) for row in rows}


def entrance_by_letters(work: Work, letters: str) -> Entrance | None:
    """Give the open entrance whose poster says these letters."""
    row = _BY_LETTERS.first(work, letters=letters)
    return None if row is None else entrance_in(row)


def entrance_by_id(work: Work, venue_id: UUID, entrance_id: UUID) -> Entrance | None:
    """Give an open entrance of a confirmed venue."""
    row = _BY_ID.first(work, venue=venue_id, entrance=entrance_id)
    return None if row is None else entrance_in(row)


def entrance_of_actor(work: Work, actor: Actor) -> Entrance | None:
    """Give the door that an actor stands at; of a manager who names none the venue's first."""
    if actor.venue is None:
        return None
    if actor.entrance is not None:
        return entrance_by_id(work, actor.venue, actor.entrance)
    row = _FIRST.first(work, venue=actor.venue)
    return None if row is None else entrance_in(row)


@cache
def _by_serials(count: int) -> Prepared:
    serials = [bindparam(f"serial{n}", type_=LargeBinary) for n in range(count)]
    chosen = _OF_POSTER.add_columns(col(PosterRecord.serial))
    return Prepared(chosen.where(col(PosterRecord.serial).in_(serials)))


def venue_in(row: Sequence[Any]) -> Venue:
    """Read a venue from a row that begins with its columns."""
    id_, division, kind, sector, state, size, zh, en, address = row[: len(VENUE)]
    ranked = VenueKind(kind), Sector(sector), VenueState(state), Size(size)
    return Venue(id_, division, *ranked, zh, en, address)


def entrance_in(row: Sequence[Any]) -> Entrance:
    """Read an entrance from a row that begins with its venue's columns and its own."""
    id_, zh, en, plate, *marks = row[len(VENUE) :][: len(ENTRANCE)]
    return Entrance(venue_in(row), id_, zh, en, plate, *(bool(mark) for mark in marks))
