"""Running a venue: its names, who answers for it, its entrances and vehicles."""

from uuid import UUID

from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, func, select, update

from domain.accounts.shifts import end_shifts_at
from domain.audit.note import Act, note
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.persons import seal_persons
from domain.venues.posters import RUNNING, changed, make_posters, revoke_posters
from domain.venues.records import EntranceRecord, VenueRecord
from domain.venues.register import write_gate
from domain.venues.rights import venue_for
from domain.venues.told import Details, Gate, Persons
from domain.venues.values import VenueState

_MARKS = ("zh", "en", "plate", "exits", "presence", "staffed", "arrivals")


def change_details(work: Work, ctx: Context, venue_id: UUID, details: Details) -> None:
    """Change what a venue is called, its address and size, the further lines of its posters.

    Raises DomainError NOT_FOUND where it is not theirs, CONFLICT where it is not open.
    """
    _open(work, ctx, venue_id)
    values = {
        "zh": details.zh,
        "en": details.en,
        "address": details.address,
        "size": details.size.value,
        "lines": ",".join(details.lines),
    }
    changed(work, update(VenueRecord).where(_is(venue_id)).values(**values))
    note(work, ctx, Act.VENUE_CHANGED, venue_id, tuple(values))


def change_persons(work: Work, ctx: Context, venue_id: UUID, persons: Persons) -> None:
    """Change who answers for a venue; raises as `change_details` does."""
    _open(work, ctx, venue_id)
    sealed = seal_persons(ctx.ring, venue_id, persons)
    changed(work, update(VenueRecord).where(_is(venue_id)).values(sealed=sealed))
    note(work, ctx, Act.VENUE_CHANGED, venue_id, ("person", "deputy"))


def add_gate(work: Work, ctx: Context, venue_id: UUID, gate: Gate) -> UUID:
    """Add an entrance or a vehicle, with its poster; the same name again is the same one.

    Raises DomainError NOT_FOUND and CONFLICT as `change_details`, TOO_MANY past the policy's cap.
    """
    _open(work, ctx, venue_id)
    standing = _named(work, venue_id, gate.zh)
    if standing is not None:
        return standing
    if gates_open(work, venue_id) >= ctx.policies.limits.venue_entrances.most:
        raise DomainError(Refusal.TOO_MANY)
    entrance_id = write_gate(work, venue_id, gate)
    note(work, ctx, Act.ENTRANCE_ADDED, venue_id)
    make_posters(work, ctx, venue_id)
    return entrance_id


def change_gate(work: Work, ctx: Context, venue_id: UUID, entrance_id: UUID, gate: Gate) -> None:
    """Change an open entrance; its poster stays good, whoever prints it anew sees the new name.

    Raises DomainError NOT_FOUND, and CONFLICT where another entrance has the name.
    """
    _open(work, ctx, venue_id)
    if _named(work, venue_id, gate.zh) not in {None, entrance_id}:
        raise DomainError(Refusal.CONFLICT)
    values = {name: getattr(gate, name) for name in _MARKS}
    _one(work, venue_id, entrance_id, **values)
    note(work, ctx, Act.ENTRANCE_CHANGED, venue_id, _MARKS)


def close_gate(work: Work, ctx: Context, venue_id: UUID, entrance_id: UUID) -> None:
    """Close an entrance: its row stays for what happened there, its poster finds nothing more."""
    _open(work, ctx, venue_id)
    _one(work, venue_id, entrance_id, ended_at=ctx.instant)
    revoke_posters(work, ctx, venue_id, entrance_id)
    end_shifts_at(work, ctx, venue_id, entrance_id)
    note(work, ctx, Act.ENTRANCE_CLOSED, venue_id)


def gates_open(work: Work, venue_id: UUID) -> int:
    """Count a venue's open entrances."""
    counted = select(func.count()).select_from(EntranceRecord)
    open_ = (col(EntranceRecord.venue_id) == venue_id, col(EntranceRecord.ended_at).is_(None))
    return int(work.connection.execute(counted.where(*open_)).scalar_one())


def _open(work: Work, ctx: Context, venue_id: UUID) -> None:
    """Refuse whom it does not belong to, and what is not (or no longer) confirmed."""
    venue = venue_for(work, ctx, venue_id, *RUNNING)
    if venue.state is not VenueState.CONFIRMED:
        raise DomainError(Refusal.CONFLICT)


def _named(work: Work, venue_id: UUID, zh: str) -> UUID | None:
    found: UUID | None = work.connection.execute(
        select(col(EntranceRecord.entrance_id)).where(
            col(EntranceRecord.venue_id) == venue_id,
            col(EntranceRecord.zh) == zh,
            col(EntranceRecord.ended_at).is_(None),
        )
    ).scalar()
    return found


def _one(work: Work, venue_id: UUID, entrance_id: UUID, **values: object) -> None:
    found = update(EntranceRecord).where(
        col(EntranceRecord.venue_id) == venue_id,
        col(EntranceRecord.entrance_id) == entrance_id,
        col(EntranceRecord.ended_at).is_(None),
    )
    if not changed(work, found.values(**values)):
        raise DomainError(Refusal.NOT_FOUND)


def _is(venue_id: UUID) -> ColumnElement[bool]:
    return col(VenueRecord.venue_id) == venue_id
