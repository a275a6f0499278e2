"""The township's word about a venue: confirmed, turned down with a reason, later closed."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlmodel import col, update

from domain.accounts.acts import Act as Doing
from domain.accounts.shifts import end_shifts_at
from domain.audit.note import Act, note
from domain.declaration.entries import Entries, Reading, one
from domain.declaration.terms import Terms
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.policy.context import Context
from domain.policy.places import Sector
from domain.storage.work import Work
from domain.venues.faults import VenueFault
from domain.venues.plain import read_plain
from domain.venues.posters import RUNNING, changed, make_posters, revoke_posters
from domain.venues.records import VenueRecord
from domain.venues.rights import venue_for
from domain.venues.values import VenueState

LONGEST_REMARK = 120


class Reason(StrEnum):
    """Why a venue is turned down."""

    NOT_HERE = "not_here"
    TWICE = "twice"
    UNCLEAR = "unclear"
    NOT_THEIRS = "not_theirs"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason, and what is remarked on it in plain words."""

    reason: Reason
    remark: str


def read_reason(entries: Entries, terms: Terms) -> Why | tuple[Problem, ...]:
    """Read why a venue is turned down; another reason than those listed is written out."""
    reading = Reading(entries, terms)
    reason = reading.choice("reason", Reason, VenueFault.REASON_MISSING)
    needed = VenueFault.REASON_MISSING if reason is Reason.OTHER else None
    return reading.outcome(Why(reason, read_plain(reading, "remark", LONGEST_REMARK, needed)))


def sector_in(entries: Entries, usual: Sector) -> Sector:
    """Give the sector that an officer chose, the kind's own where none was."""
    try:
        return Sector(one(entries, "sector"))
    except ValueError:
        return usual


def confirm(work: Work, ctx: Context, venue_id: UUID, sector: Sector) -> None:
    """Confirm a venue that was asked for, under the sector that answers for it; posters are made.

    Raises DomainError NOT_FOUND outside the jurisdiction, CONFLICT where it is settled already.
    """
    venue_for(work, ctx, venue_id, Doing.SETTLE_VENUE)
    _settle(work, ctx, venue_id, VenueState.CONFIRMED, sector=sector.value)
    make_posters(work, ctx, venue_id)
    note(work, ctx, Act.VENUE_CONFIRMED, venue_id)


def turn_down(work: Work, ctx: Context, venue_id: UUID, why: Why) -> None:
    """Turn a venue down that was asked for; raises as confirming does."""
    venue_for(work, ctx, venue_id, Doing.SETTLE_VENUE)
    told = {"reason": why.reason.value, "remark": why.remark, "ended_at": ctx.instant}
    _settle(work, ctx, venue_id, VenueState.REFUSED, **told)
    note(work, ctx, Act.VENUE_REFUSED, venue_id, ("reason",))


def close(work: Work, ctx: Context, venue_id: UUID) -> None:
    """Close a venue that is no more: its posters find nothing from now on.

    Raises DomainError NOT_FOUND outside the jurisdiction, CONFLICT where it is not open.
    """
    venue_for(work, ctx, venue_id, *RUNNING)
    shut = update(VenueRecord).where(
        col(VenueRecord.venue_id) == venue_id,
        col(VenueRecord.state) == VenueState.CONFIRMED.value,
    )
    values = {"state": VenueState.CLOSED.value, "ended_at": ctx.instant}
    if not changed(work, shut.values(**values)):
        raise DomainError(Refusal.CONFLICT)
    revoke_posters(work, ctx, venue_id)
    end_shifts_at(work, ctx, venue_id)
    note(work, ctx, Act.VENUE_CLOSED, venue_id)


def _settle(work: Work, ctx: Context, venue_id: UUID, state: VenueState, **values: object) -> None:
    """Settle what is still open, once: of two officers the second is told that it is settled."""
    waiting = update(VenueRecord).where(
        col(VenueRecord.venue_id) == venue_id,
        col(VenueRecord.state) == VenueState.ASKED.value,
    )
    settled = {"state": state.value, "settled_at": ctx.instant, "settled_by": ctx.actor.id}
    if not changed(work, waiting.values(**settled, **values)):
        raise DomainError(Refusal.CONFLICT)
