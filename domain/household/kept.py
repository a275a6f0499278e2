"""Reading what is kept of phones: every claim on a person, and the days their browsers came."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.household.claims import ClaimState
from domain.household.records import BrowserRecord, ClaimRecord
from domain.storage.work import Work


class Tied(NamedTuple):
    """A claim as it is kept, over or not: whose, how far believed, since when, last declared."""

    holder_id: UUID
    state: ClaimState
    made_at: datetime
    active_at: datetime


def claims_kept(work: Work, person_id: UUID) -> tuple[Tied, ...]:
    """Give every claim on a person, the first to come first."""
    rows = work.connection.execute(
        select(
            col(ClaimRecord.holder_id),
            col(ClaimRecord.state),
            col(ClaimRecord.made_at),
            col(ClaimRecord.active_at),
        )
        .where(col(ClaimRecord.person_id) == person_id)
        .order_by(col(ClaimRecord.made_at), col(ClaimRecord.holder_id))
    ).all()
    return tuple(Tied(row[0], ClaimState(row[1]), row[2], row[3]) for row in rows)


def browsers_seen(work: Work, holder_id: UUID) -> tuple[date, ...]:
    """Give the last day on which each browser of a phone came."""
    rows = work.connection.execute(
        select(col(BrowserRecord.seen))
        .where(col(BrowserRecord.holder_id) == holder_id)
        .order_by(col(BrowserRecord.seen))
    )
    return tuple(rows.scalars())
