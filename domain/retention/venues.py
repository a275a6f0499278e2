"""Who answered for a venue that is no more: emptied when the time is over (ADR 25)."""

from sqlalchemy import CursorResult, exists, select, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from domain.policy.context import Context
from domain.retention.lapsing import Rule, since
from domain.storage.work import Work
from domain.venues.records import EntranceRecord, VenueRecord
from domain.venues.values import VenueState


def empty_persons(work: Work, ctx: Context, at_most: int) -> int:
    """Empty the named persons of up to so many closed venues; give how many."""
    closed = _ended(ctx) & (col(VenueRecord.sealed) != b"")
    chosen = select(col(VenueRecord.venue_id)).where(closed).limit(at_most)
    emptied = update(VenueRecord).where(col(VenueRecord.venue_id).in_(chosen)).values(sealed=b"")
    done = work.connection.execute(emptied.execution_options(synchronize_session=False))
    assert isinstance(done, CursorResult)  # noqa: S101 - an UPDATE always gives one
    return int(done.rowcount)


def _ended(ctx: Context) -> ColumnElement[bool]:
    return col(VenueRecord.ended_at) < since(ctx, ctx.policies.retention.venue_persons)


def _turned_down(ctx: Context) -> ColumnElement[bool]:
    return _ended(ctx) & (col(VenueRecord.state) == VenueState.REFUSED.value)


def _has_venue(_ctx: Context) -> ColumnElement[bool]:
    return exists().where(col(VenueRecord.venue_id) == col(EntranceRecord.venue_id))


VENUES: tuple[Rule, ...] = (
    Rule(VenueRecord, _turned_down, None),
    Rule(EntranceRecord, None, _has_venue),
)
"""What was turned down goes with its entrances; what is closed stays, for what happened there."""
