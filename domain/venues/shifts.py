"""Shifts at a venue's entrances, as its manager offers, sees and ends them."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from domain.accounts.acts import Act
from domain.accounts.may import Subject, SubjectKind, require
from domain.accounts.shifts import LETTERS, offer_shift, secret_of, shifts_of
from domain.accounts.values import Shift
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.naming import open_doors_of
from domain.venues.records import VenueRecord
from domain.venues.store import entrance_by_id
from domain.venues.values import Entrance, VenueState


@dataclass(frozen=True, slots=True)
class AtDoor:
    """A shift and the entrance that it is at."""

    shift: Shift
    entrance: Entrance


@dataclass(frozen=True, slots=True)
class Roster:
    """What a manager's page of shifts shows: the doors there are, and who stands at them."""

    entrances: tuple[Entrance, ...]
    shifts: tuple[AtDoor, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Offer:
    """An offered shift with the secret that its QR holds and the letters to type."""

    at: AtDoor
    secret: str
    letters: str


def own_door(work: Work, ctx: Context) -> Entrance | None:
    """Give the entrance that a door phone stands at; None for who stands at none."""
    actor = ctx.actor
    if actor.venue is None or actor.entrance is None:
        return None
    return entrance_by_id(work, actor.venue, actor.entrance)


def doors_within(work: Work, division: str, most: int) -> tuple[Entrance, ...]:
    """Give some doors of confirmed venues of a division, one of each venue, by its name."""
    chosen = (
        select(col(VenueRecord.venue_id))
        .where(
            col(VenueRecord.division).startswith(division, autoescape=True),
            col(VenueRecord.state) == VenueState.CONFIRMED.value,
        )
        .order_by(col(VenueRecord.zh))
        .limit(most)
    )
    doors = (_entrances(work, each) for each in work.session.exec(chosen).all())
    return tuple(each[0] for each in doors if each)


def roster(work: Work, ctx: Context) -> Roster:
    """Give the entrances and running shifts of the venue that the actor manages."""
    venue = _own(ctx)
    entrances = tuple(each for each in _entrances(work, venue) if each.staffed)
    return Roster(entrances, tuple(_at_doors(work, ctx, venue)))


def offer(work: Work, ctx: Context, entrance_id: UUID) -> str:
    """Offer a shift at an open entrance of the actor's venue; give the shift's name.

    Raises DomainError NOT_FOUND for an entrance of another venue, or one that is closed.
    """
    entrance = entrance_by_id(work, _own(ctx), entrance_id)
    if entrance is None:
        raise DomainError(Refusal.NOT_FOUND)
    venue = entrance.venue
    own = Subject(SubjectKind.VENUE, division=venue.division, venue=venue.id)
    require(ctx.actor, Act.RUN_VENUE, own)
    return offer_shift(work, ctx, venue.id, venue.division, entrance_id).hex


def offered(work: Work, ctx: Context, name: str) -> Offer:
    """Give a running shift of the actor's venue, with its secret; raises DomainError NOT_FOUND.

    The secret of one that was taken opens nothing any more.
    """
    for each in _at_doors(work, ctx, _own(ctx)):
        if each.shift.name == name:
            secret = secret_of(ctx.ring, UUID(hex=name))
            return Offer(each, secret, secret[:LETTERS])
    raise DomainError(Refusal.NOT_FOUND)


def _at_doors(work: Work, ctx: Context, venue: UUID) -> list[AtDoor]:
    found = (
        (each, entrance_by_id(work, venue, each.entrance)) for each in shifts_of(work, ctx, venue)
    )
    return [AtDoor(shift, entrance) for shift, entrance in found if entrance is not None]


def _entrances(work: Work, venue: UUID) -> list[Entrance]:
    found = (entrance_by_id(work, venue, each) for each in open_doors_of(work, venue))
    return [each for each in found if each is not None]


def _own(ctx: Context) -> UUID:
    if ctx.actor.venue is None:
        raise DomainError(Refusal.NOT_FOUND)
    return ctx.actor.venue
