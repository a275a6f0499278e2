"""Reading the code that a phone shows: the whole of it for its page, the pulse for its polls."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import bindparam, select
from sqlmodel import col

from domain.assessment.values import Reason
from domain.healthcode.assessing import refresh, told_in
from domain.healthcode.news import news_of
from domain.healthcode.records import CodeRecord, HandleRecord
from domain.healthcode.values import Pulse, ShownCode
from domain.household.browsers import SHOWN_BY
from domain.household.claim import CLAIMS, member_in
from domain.household.members import own_first, waiting_beside, waiting_of
from domain.household.parted import parted_of
from domain.kernel.clock import SKEW
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.tokens import token_hash
from domain.people.store import revision_beside
from domain.policy.context import Context
from domain.policy.rulesets import RuleSet
from domain.signals.store import AREA_REVISION
from domain.storage.prepared import Prepared
from domain.storage.work import Work

KEPT = (
    col(CodeRecord.colour),
    col(CodeRecord.version),
    col(CodeRecord.assessed_at),
    col(CodeRecord.changes_at),
    col(CodeRecord.policy),
    col(CodeRecord.person_revision),
    col(CodeRecord.area_revision),
    revision_beside(col(CodeRecord.person_id)),
    AREA_REVISION,
)
"""A kept code and the revisions that tell whether it still holds: the first columns of a statement
whose rows `pulse_in` reads, so that one snapshot tells all."""
_OWN = (
    col(CodeRecord.registered),
    col(CodeRecord.until),
    col(CodeRecord.sealed),
    col(HandleRecord.handle),
    waiting_beside(col(CodeRecord.person_id)),
)
_OF_CODE = (
    col(CodeRecord.person_id) == bindparam("person"),
    col(CodeRecord.holder_id) == bindparam("holder"),
)
_PULSE = Prepared(select(*KEPT).where(*_OF_CODE))
_BY_BROWSER = (SHOWN_BY.c.person_id == col(CodeRecord.person_id)) & (
    SHOWN_BY.c.holder_id == col(CodeRecord.holder_id)
)
_PULSE_OF_BROWSER = Prepared(select(*KEPT).join(SHOWN_BY, _BY_BROWSER))
_WHOLE = (
    select(*KEPT, *CLAIMS.c, *_OWN)
    .join(
        CLAIMS,
        (CLAIMS.c.person_id == col(CodeRecord.person_id))
        & (CLAIMS.c.holder_id == col(CodeRecord.holder_id)),
    )
    .outerjoin(
        HandleRecord,
        (col(HandleRecord.person_id) == col(CodeRecord.person_id))
        & (col(HandleRecord.holder_id) == col(CodeRecord.holder_id))
        & (col(HandleRecord.day) == bindparam("day")),
    )
)
_SEVERAL = 2
_SHOWN = Prepared(_WHOLE.where(*_OF_CODE))
_SHOWN_OF_BROWSER = Prepared(_WHOLE.join(SHOWN_BY, _BY_BROWSER).add_columns(SHOWN_BY.c.members))
_SHOWN_OF_HOLDER = Prepared(
    _WHOLE.where(col(CodeRecord.holder_id) == bindparam("holder")).order_by(*own_first())
)


def pulse(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Pulse | None:
    """Give what a holder's code on a person comes to now, or None where there is none.

    One keyed read. `stale` where time, a fact or a new rule set has passed the kept assessment:
    the caller then writes `renew` and reads again.
    """
    row = _PULSE.first(work, person=person_id, holder=holder_id)
    return None if row is None else pulse_in(ctx, _rules(ctx), row)


def pulse_of_browser(work: Work, ctx: Context, token: str) -> Pulse | None:
    """Give the pulse of the code that a browser shows, or None where it shows none.

    None also where the browser comes for the first time of a day: that is to be noted.
    """
    row = _PULSE_OF_BROWSER.first(work, token_hash=token_hash(token), day=day_of(ctx.instant))
    return None if row is None else pulse_in(ctx, _rules(ctx), row)


def shown(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> ShownCode | None:
    """Give all that a code page shows, or None where the holder has no code on this person."""
    at = {"person": person_id, "holder": holder_id, "day": day_of(ctx.instant)}
    row = _SHOWN.first(work, **at)
    return None if row is None else _told(work, ctx, _shown(work, ctx, row))


def shown_of_browser(work: Work, ctx: Context, token: str) -> ShownCode | None:
    """Give all that the page of a browser's code shows, by one read; None as for its pulse."""
    at = {"token_hash": token_hash(token), "day": day_of(ctx.instant)}
    row = _SHOWN_OF_BROWSER.first(work, **at)
    code = None if row is None else _told(work, ctx, _shown(work, ctx, row[:-1]))
    if row is None or code is None or row[-1] < _SEVERAL:
        return code
    return replace(code, beside=shown_on_phone(work, ctx, code.member.holder_id))


def shown_on_phone(work: Work, ctx: Context, holder_id: UUID) -> tuple[ShownCode, ...]:
    """Give every code of a holder as its page shows it, by one read, their own first."""
    rows = _SHOWN_OF_HOLDER.all(work, holder=holder_id, day=day_of(ctx.instant))
    found = (_shown(work, ctx, row) for row in rows)
    return tuple(code for code in found if code is not None)


def _shown(work: Work, ctx: Context, row: Sequence[Any]) -> ShownCode | None:
    member = member_in(ctx.ring, row[len(KEPT) : -len(_OWN)])
    if member is None:
        return None
    person_id, holder_id = member.person_id, member.holder_id
    rules = _rules(ctx)
    found = pulse_in(ctx, rules, row)
    registered, until, sealed, handle, waits = row[-len(_OWN) :]
    kept, left_on = told_in(ctx.ring, person_id, holder_id, sealed)
    reasons = kept if member.sees_evidence else unofficial(kept)
    return ShownCode(
        member=member,
        colour=found.colour,
        version=found.version,
        registered=registered,
        until=until,
        reasons=reasons,
        policy=rules.id,
        handle=handle,
        stale=found.stale,
        mend_until=_mend_until(ctx, rules, registered),
        waiting=waiting_of(work, person_id) if waits and member.state.stands else (),
        news=news_of(work, member),
        left_on=left_on,
        veiled=reasons != kept,
    )


def _told(work: Work, ctx: Context, code: ShownCode | None) -> ShownCode | None:
    """Add whom others took off this phone; without a mark, nobody looks."""
    if code is None or not code.member.attention:
        return code
    return replace(code, parted=parted_of(work, ctx.ring, code.member.holder_id))


def unofficial(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Give reasons without the official evidence behind them: rule, end and next step stay."""
    return tuple(
        structs.replace(each, evidence=tuple(one for one in each.evidence if not one.official))
        for each in reasons
    )


def renew(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Assess a stale code anew and keep the result; nothing where the holder has left."""
    if pulse(work, ctx, person_id, holder_id) is not None:
        refresh(work, ctx, person_id, holder_id)


def _rules(ctx: Context) -> RuleSet:
    return ctx.policies.set_at(ctx.instant)


def pulse_in(ctx: Context, rules: RuleSet, row: Sequence[Any]) -> Pulse:
    """Hold a kept code, the first columns of a row, against the instant and the revisions."""
    colour, version, assessed_at, changes_at, policy, seen, seen_areas, person, areas = row[
        : len(KEPT)
    ]
    fresh = (
        # A clock that was put back must not keep showing what it will know later.
        assessed_at - SKEW <= ctx.instant < changes_at
        and seen == (person or 0)
        and seen_areas == (areas or 0)
        and policy == rules.id
    )
    return Pulse(Colour(colour), version, stale=not fresh)


def _mend_until(ctx: Context, rules: RuleSet, registered: datetime | None) -> datetime | None:
    """Give until when the last declaration may be mended freely, None where that is over."""
    free = timedelta(minutes=rules.corrections.free_minutes)
    if registered is None or not registered - SKEW <= ctx.instant < registered + free:
        return None
    return registered + free
