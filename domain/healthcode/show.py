"""Reading the code that a phone shows: the whole of it for its page, the pulse for its polls."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from domain.healthcode.assessing import reasons_in, refresh
from domain.healthcode.handles import handle_of
from domain.healthcode.news import news_of
from domain.healthcode.records import CodeRecord
from domain.healthcode.values import Pulse, ShownCode
from domain.household.claim import member_of, ties_of
from domain.household.claims import ClaimState
from domain.household.values import Member
from domain.kernel.clock import SKEW
from domain.kernel.colour import Colour
from domain.people.store import revision_of
from domain.policy.context import Context
from domain.signals.store import area_revision
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_OF_CODE = (
    col(CodeRecord.person_id) == bindparam("person"),
    col(CodeRecord.holder_id) == bindparam("holder"),
)
_PULSE = Prepared(
    select(
        col(CodeRecord.colour),
        col(CodeRecord.version),
        col(CodeRecord.assessed_at),
        col(CodeRecord.changes_at),
        col(CodeRecord.policy),
        col(CodeRecord.person_revision),
        col(CodeRecord.area_revision),
    ).where(*_OF_CODE)
)
_SHOWN = Prepared(
    select(col(CodeRecord.registered), col(CodeRecord.until), col(CodeRecord.sealed)).where(
        *_OF_CODE
    )
)


def pulse(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Pulse | None:
    """Give what a holder's code on a person comes to now, or None where there is none.

    Keyed reads alone. `stale` where time, a fact or a new rule set has passed the kept
    assessment: the caller then writes `renew` and reads again.
    """
    row = _PULSE.first(work, person=person_id, holder=holder_id)
    if row is None:
        return None
    colour, version, assessed_at, changes_at, policy, person_revision, seen_areas = row
    fresh = (
        # A clock that was put back must not keep showing what it will know later.
        assessed_at - SKEW <= ctx.instant < changes_at
        and person_revision == revision_of(work, person_id)
        and seen_areas == area_revision(work)
        and policy == ctx.policies.set_at(ctx.instant).id
    )
    return Pulse(Colour(colour), version, stale=not fresh)


def shown(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> ShownCode | None:
    """Give all that a code page shows, or None where the holder has no code on this person."""
    found = pulse(work, ctx, person_id, holder_id)
    member = member_of(work, ctx.ring, person_id, holder_id)
    if found is None or member is None:
        return None
    row = _SHOWN.first(work, person=person_id, holder=holder_id)
    if row is None:
        return None
    registered, until, sealed = row
    return ShownCode(
        member=member,
        colour=found.colour,
        version=found.version,
        registered=registered,
        until=until,
        reasons=reasons_in(ctx.ring, person_id, holder_id, sealed),
        policy=ctx.policies.set_at(ctx.instant).id,
        handle=handle_of(work, person_id, holder_id, ctx.instant),
        stale=found.stale,
        mend_until=_mend_until(ctx, registered),
        waiting=_waiting(work, member),
        news=news_of(work, member),
    )


def renew(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Assess a stale code anew and keep the result; nothing where the holder has left."""
    if pulse(work, ctx, person_id, holder_id) is not None:
        refresh(work, ctx, person_id, holder_id)


def _mend_until(ctx: Context, registered: datetime | None) -> datetime | None:
    """Give until when the last declaration may be mended freely, None where that is over."""
    free = timedelta(minutes=ctx.policies.set_at(ctx.instant).corrections.free_minutes)
    if registered is None or not registered - SKEW <= ctx.instant < registered + free:
        return None
    return registered + free


def _waiting(work: Work, member: Member) -> tuple[UUID, ...]:
    if not member.state.counts:
        return ()
    ties = ties_of(work, member.person_id)
    return tuple(tie.holder_id for tie in ties if tie.state is ClaimState.PENDING)
