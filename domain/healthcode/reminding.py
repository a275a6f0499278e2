"""Reminding of codes that run out, of whoever asked for it: a daily job walks over their wishes."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select, type_coerce
from sqlmodel import col

from domain.healthcode.assessing import assessed
from domain.healthcode.records import CodeRecord
from domain.household.claim import CLAIMS
from domain.household.claims import ClaimState
from domain.kernel.colour import Colour
from domain.kernel.days import last_day_before
from domain.notices.reminders import remind, wishing_after
from domain.policy.context import Context
from domain.storage.types import InstantType
from domain.storage.work import Work

BITE = 100
_FIRST = UUID(int=0)
_AHEAD = timedelta(days=5)
"""Further than any reminder looks; what is within is told apart by whole days."""

_OVER = [state.value for state in ClaimState if state.is_over]


def remind_next(work: Work, ctx: Context, after: UUID = _FIRST, at_most: int = BITE) -> UUID | None:
    """Write the reminders of the next holders after an id; give the last one, None at the end.

    Run twice it writes nothing twice: each wish keeps the day it was last reminded of.
    """
    holders = wishing_after(work, after, at_most)
    ends = _ends(work, ctx, holders)
    for holder_id in holders:
        if holder_id in ends:
            remind(work, ctx, holder_id, ends[holder_id])
    return holders[-1] if holders else None


def _ends(work: Work, ctx: Context, holders: Sequence[UUID]) -> dict[UUID, list[date]]:
    """Give the last days of these holders' green codes: only such a one is renewed by applying.

    Whoever said that they left Yunnan is not asked to, while that stands.
    """
    soon = (
        select(
            col(CodeRecord.person_id),
            col(CodeRecord.holder_id),
            type_coerce(col(CodeRecord.until), InstantType()),
        )
        .join(
            CLAIMS,
            (CLAIMS.c.person_id == col(CodeRecord.person_id))
            & (CLAIMS.c.holder_id == col(CodeRecord.holder_id)),
        )
        .where(CLAIMS.c.holder_id.in_(holders), CLAIMS.c.state.not_in(_OVER))
        .where(col(CodeRecord.colour) == Colour.GREEN.value)
        .where(col(CodeRecord.until) > ctx.instant, col(CodeRecord.until) < ctx.instant + _AHEAD)
    )
    found: dict[UUID, list[date]] = {}
    for person_id, holder_id, until in work.connection.execute(soon).all():
        if assessed(work, ctx, person_id, holder_id).left_on is None:
            found.setdefault(holder_id, []).append(last_day_before(until))
    return found
