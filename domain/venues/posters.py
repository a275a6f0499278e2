"""Posters: made with a venue or an entrance, printed, made void and replaced, seen in place."""

from uuid import UUID

from sqlalchemy import CursorResult, Update
from sqlmodel import col, insert, select, update

from domain.accounts.acts import Act as Doing
from domain.audit.note import Act, note
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.records import EntranceRecord, PosterRecord
from domain.venues.rights import venue_for
from domain.venues.serials import new_letters, new_serial
from domain.venues.store import entrance_by_id, entrance_by_letters, entrance_by_serial
from domain.venues.values import VenueState

RUNNING = (Doing.RUN_VENUE, Doing.SETTLE_VENUE)
"""Whoever runs a venue may, and the township that answers for it."""


def make_posters(work: Work, ctx: Context, venue_id: UUID) -> None:
    """Make a poster for each open entrance that has none; whoever calls has asked who may."""
    live = select(PosterRecord.entrance_id).where(
        col(PosterRecord.venue_id) == venue_id, col(PosterRecord.revoked_at).is_(None)
    )
    bare = work.connection.execute(
        select(col(EntranceRecord.entrance_id)).where(
            col(EntranceRecord.venue_id) == venue_id,
            col(EntranceRecord.ended_at).is_(None),
            col(EntranceRecord.entrance_id).not_in(live),
        )
    )
    for entrance_id in bare.scalars().all():
        _make(work, ctx, venue_id, entrance_id)


def replace_poster(
    work: Work, ctx: Context, venue_id: UUID, entrance_id: UUID, letters: str
) -> None:
    """Make an entrance's poster void, which has these letters, and hang another in its place.

    A second tap finds the letters void already and changes nothing. Raises DomainError NOT_FOUND
    where the entrance is not open, or not theirs.
    """
    _open(work, ctx, venue_id, entrance_id)
    hanging = entrance_by_letters(work, letters)
    if hanging is not None and hanging.id == entrance_id:
        revoke_posters(work, ctx, venue_id, entrance_id)
    make_posters(work, ctx, venue_id)


def revoke_posters(
    work: Work, ctx: Context, venue_id: UUID, entrance_id: UUID | None = None
) -> None:
    """Make an entrance's posters void, or all of a venue's; whoever calls has asked who may."""
    hanging = update(PosterRecord).where(
        col(PosterRecord.venue_id) == venue_id, col(PosterRecord.revoked_at).is_(None)
    )
    if entrance_id is not None:
        hanging = hanging.where(col(PosterRecord.entrance_id) == entrance_id)
    if changed(work, hanging.values(revoked_at=ctx.instant)):
        note(work, ctx, Act.POSTER_REVOKED, venue_id)


def note_printed(work: Work, ctx: Context, venue_id: UUID, entrance_id: UUID | None = None) -> None:
    """Note that the posters of a venue, or of one entrance, are given out to be printed.

    Raises DomainError NOT_FOUND where it is not theirs, CONFLICT where it is not confirmed.
    """
    venue = venue_for(work, ctx, venue_id, *RUNNING)
    if venue.state is not VenueState.CONFIRMED:
        raise DomainError(Refusal.CONFLICT)
    hanging = update(PosterRecord).where(
        col(PosterRecord.venue_id) == venue_id,
        col(PosterRecord.revoked_at).is_(None),
        col(PosterRecord.printed_at).is_(None),
    )
    if entrance_id is not None:
        hanging = hanging.where(col(PosterRecord.entrance_id) == entrance_id)
    if changed(work, hanging.values(printed_at=ctx.instant)):
        note(work, ctx, Act.POSTER_PRINTED, venue_id)


def mark_seen(work: Work, ctx: Context, serial: bytes) -> None:
    """Note that an inspector of the jurisdiction scanned a poster in its place (E2).

    Raises DomainError NOT_FOUND for one that does not hang, or not in theirs.
    """
    entrance = entrance_by_serial(work, serial)
    if entrance is None:
        raise DomainError(Refusal.NOT_FOUND)
    venue_for(work, ctx, entrance.venue.id, Doing.INSPECT_VENUE)
    found = update(PosterRecord).where(col(PosterRecord.serial) == serial)
    changed(work, found.values(seen_at=ctx.instant))
    note(work, ctx, Act.POSTER_SEEN, entrance.venue.id)


def changed(work: Work, statement: Update) -> int:
    """Run an update; give how many rows it changed."""
    done = work.connection.execute(statement)
    assert isinstance(done, CursorResult)  # noqa: S101 - an UPDATE always gives one
    return int(done.rowcount)


def _open(work: Work, ctx: Context, venue_id: UUID, entrance_id: UUID) -> None:
    venue_for(work, ctx, venue_id, *RUNNING)
    if entrance_by_id(work, venue_id, entrance_id) is None:
        raise DomainError(Refusal.NOT_FOUND)


def _make(work: Work, ctx: Context, venue_id: UUID, entrance_id: UUID) -> None:
    row = {
        "serial": new_serial(),
        "letters": _free_letters(work),
        "venue_id": venue_id,
        "entrance_id": entrance_id,
        "made_at": ctx.instant,
    }
    work.connection.execute(insert(PosterRecord), row)
    note(work, ctx, Act.POSTER_MADE, venue_id)


def _free_letters(work: Work) -> str:
    """Give letters that no poster has: two of a million in 40 bits would else meet now and then."""
    while True:
        letters = new_letters()
        taken = select(PosterRecord.letters).where(col(PosterRecord.letters) == letters).limit(1)
        if work.connection.execute(taken).first() is None:
            return letters
