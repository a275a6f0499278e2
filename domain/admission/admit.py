"""Admitting: one person at one door, decided and kept, and the command told, in one act.

The client fixes the id. The same id again is the same admission: it is brought up to date with
what was measured, seen or refused since, and never becomes a second one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.admission.again import brought_up
from domain.admission.judging import Service, judge, looked
from domain.admission.rows import answer_of, new_row
from domain.admission.store import ids_of, put
from domain.admission.telling import tell
from domain.admission.values import Admitted, Call, How
from domain.healthcode.behind import Behind
from domain.kernel.clock import SKEW
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.policy.doors import DoorAct
from domain.storage.work import Work
from domain.venues.store import entrance_of_actor

_OLDEST = timedelta(days=7)
"""As long ago as a delivery may say that something happened."""


def admit(work: Work, ctx: Context, call: Call, place: Service, how: How = How.CODE) -> Admitted:
    """Take one call of a door, and say what is to be done.

    The door is the actor's own; raises NOT_FOUND where it is closed. A scan that read no code at
    all, a poster or another QR, leaves no row.
    """
    return take(work, ctx, call, place, how, delivered=False)


def take(  # noqa: PLR0913 - a verb's two surroundings and its four values
    work: Work, ctx: Context, call: Call, place: Service, how: How, *, delivered: bool
) -> Admitted:
    """Take a call as of its instant; `delivered` where it comes later than it happened."""
    entrance = entrance_of_actor(work, ctx.actor)
    if entrance is None:
        raise DomainError(Refusal.NOT_FOUND)
    call = replace(call, at=happened(ctx, call.at, delivered=delivered))
    then = replace(ctx, instant=call.at) if delivered else ctx
    found = judge(work, then, entrance, call, looked(work, ctx, then, call, place))
    if found.decision.act is DoorAct.SCAN_AGAIN:
        return answer_of(call, found)
    row = new_row(then, entrance, call, found, how)
    row |= {"taken_at": ctx.instant, "delivered_at": ctx.instant if delivered else None}
    if not _put(work, row, found.people):
        return brought_up(work, ctx, then, entrance, call, place)
    tell(work, ctx, entrance, call, found)
    return answer_of(call, found)


def happened(ctx: Context, at: datetime, *, delivered: bool) -> datetime:
    """Give when it happened: the device's word where that can be, else now."""
    oldest = ctx.instant - (_OLDEST if delivered else SKEW)
    return at if oldest <= at <= ctx.instant + SKEW else ctx.instant


def _put(work: Work, row: dict[str, Any], people: Sequence[Behind]) -> bool:
    """Put a row for each person behind the code, or one of nobody we know."""
    if not people:
        return put(work, row)
    for id_, each in zip(ids_of(row["admission_id"]), people, strict=False):
        own = {"admission_id": id_, "person_id": each.person_id, "holder_id": each.holder_id}
        if not put(work, row | own):
            return False
    return True
