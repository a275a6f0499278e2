"""The venues of a jurisdiction: those that wait, oldest first, and those that match a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from domain.accounts.acts import Act as Doing
from domain.accounts.may import require
from domain.kernel.problems import DomainError, Refusal
from domain.places.historic import present_code
from domain.policy.context import Context
from domain.policy.places import Sector
from domain.storage.work import Work
from domain.venues.numbers import ids_of, number_of
from domain.venues.records import EntranceRecord, PosterRecord, VenueRecord
from domain.venues.store import VENUE, venue_in
from domain.venues.values import Venue, VenueState

ON_A_PAGE = 50
MOST_WAITING = 100
_FEWEST, _MOST_PAGES = 1, 1000


@dataclass(frozen=True, slots=True)
class Search:
    """What an officer looks for; empty fields look for anything.

    `text` is part of a name, or a number, `place` a division below one's own; `unposted`: an
    entrance has no printed poster.
    """

    text: str = ""
    place: str = ""
    sector: Sector | None = None
    state: VenueState | None = None
    unposted: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A venue in a list, its entrances and how many of them have a printed poster."""

    venue: Venue
    number: str
    asked_at: datetime
    entrances: int
    printed: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of what matches, how many match in all, and whether there are more pages."""

    rows: tuple[Listed, ...]
    count: int
    page: int
    more: bool


def waiting(work: Work, ctx: Context) -> tuple[Listed, ...]:
    """Give the venues that wait for the jurisdiction's word, oldest first."""
    asked = col(VenueRecord.state) == VenueState.ASKED.value
    rows = _listed(_within(ctx), asked).order_by(
        col(VenueRecord.asked_at), col(VenueRecord.venue_id)
    )
    return _read(work.connection.execute(rows.limit(MOST_WAITING)).all())


def venues_in(work: Work, ctx: Context, search: Search) -> Listing:
    """Give one page of the jurisdiction's venues that match, by township and name."""
    match = (_within(ctx), *_conditions(search))
    counted = select(func.count()).select_from(VenueRecord).where(*match)
    count = int(work.connection.execute(counted).scalar_one())
    page = min(max(search.page, _FEWEST), _MOST_PAGES)
    rows = _listed(*match).order_by(
        col(VenueRecord.division), col(VenueRecord.zh), col(VenueRecord.venue_id)
    )
    found = work.connection.execute(rows.limit(ON_A_PAGE).offset((page - 1) * ON_A_PAGE)).all()
    return Listing(_read(found), count, page, page * ON_A_PAGE < count)


def _within(ctx: Context) -> ColumnElement[bool]:
    """Tell whether a venue lies in the officer's jurisdiction; raises DomainError for others."""
    require(ctx.actor, Doing.SETTLE_VENUE)
    if not ctx.actor.division:
        raise DomainError(Refusal.NOT_PERMITTED)
    return col(VenueRecord.division).startswith(present_code(ctx.actor.division), autoescape=True)


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if search.text:
        found.append(_told_by(search.text))
    if search.place:
        found.append(col(VenueRecord.division).startswith(search.place, autoescape=True))
    if search.sector is not None:
        found.append(col(VenueRecord.sector) == search.sector.value)
    if search.state is not None:
        found.append(col(VenueRecord.state) == search.state.value)
    if search.unposted:
        found += [col(VenueRecord.state) == VenueState.CONFIRMED.value, _unposted()]
    return found


def _told_by(text: str) -> ColumnElement[bool]:
    names = [
        col(name).icontains(text, autoescape=True) for name in (VenueRecord.zh, VenueRecord.en)
    ]
    if (ids := ids_of(text)) is not None:
        names.append(col(VenueRecord.venue_id).between(*ids))
    return or_(*names)


def _unposted() -> ColumnElement[bool]:
    return exists().where(_entrance(), ~_printed())


def _entrance() -> ColumnElement[bool]:
    return and_(
        col(EntranceRecord.venue_id) == col(VenueRecord.venue_id),
        col(EntranceRecord.ended_at).is_(None),
    )


def _printed() -> ColumnElement[bool]:
    return exists().where(
        col(PosterRecord.venue_id) == col(EntranceRecord.venue_id),
        col(PosterRecord.entrance_id) == col(EntranceRecord.entrance_id),
        col(PosterRecord.revoked_at).is_(None),
        col(PosterRecord.printed_at).is_not(None),
    )


def _listed(*match: ColumnElement[bool]) -> Any:
    entrances = select(func.count()).select_from(EntranceRecord).where(_entrance())
    both = entrances.scalar_subquery(), entrances.where(_printed()).scalar_subquery()
    return select(*VENUE, col(VenueRecord.asked_at), *both).where(*match)


def _read(rows: Sequence[Any]) -> tuple[Listed, ...]:
    return tuple(
        Listed(venue, number_of(venue.id), *row[len(VENUE) :])
        for row in rows
        for venue in [venue_in(row)]
    )
