"""Reading the code that a phone shows: the whole of it for its page, the pulse for its polls."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, and_, bindparam
from sqlmodel import col, select

from domain.healthcode.assessing import reasons_in, refresh
from domain.healthcode.handles import handle_of
from domain.healthcode.records import CodeRecord
from domain.healthcode.values import Pulse, ShownCode
from domain.household.claim import member_of
from domain.household.records import BrowserRecord, HolderRecord
from domain.kernel.colour import Colour
from domain.people.records import PersonRecord
from domain.policy.context import Context
from domain.signals.store import area_revision
from domain.storage.work import Work
from domain.household.browsers import token_hash

_CODE = and_(
    col(CodeRecord.person_id) == col(HolderRecord.person_id),
    col(CodeRecord.holder_id) == col(HolderRecord.holder_id),
)
_PULSE = (
    select(
        CodeRecord.person_id,
        CodeRecord.holder_id,
        CodeRecord.colour,
        CodeRecord.version,
        CodeRecord.changes_at,
        CodeRecord.policy,
        CodeRecord.area_revision,
        CodeRecord.person_revision,
        PersonRecord.revision,
    )
    .select_from(BrowserRecord)
    .join(HolderRecord, col(HolderRecord.holder_id) == col(BrowserRecord.holder_id))
    .join(CodeRecord, _CODE)
    .join(PersonRecord, col(PersonRecord.person_id) == col(CodeRecord.person_id))
    .where(col(BrowserRecord.token_hash) == bindparam("token_hash"))
)
_SHOWN = select(
    CodeRecord.registered, CodeRecord.until, CodeRecord.sealed
).where(
    col(CodeRecord.person_id) == bindparam("person"),
    col(CodeRecord.holder_id) == bindparam("holder"),
)


def pulse(work: Work, ctx: Context, token: str) -> Pulse | None:
    """Give what a browser's code comes to now, or None where the browser has none.

    One keyed read. `stale` where time, a fact or a new rule set has passed the kept assessment:
    the caller then writes `renew` and asks again.
    """
    row = work.connection.execute(_PULSE, {"token_hash": token_hash(token)}).first()
    if row is None:
        return None
    person, holder, colour, version, *_ = row
    return Pulse(person, holder, Colour(colour), version, _stale(work, ctx, row))


def shown(work: Work, ctx: Context, token: str) -> ShownCode | None:
    """Give all that a browser's code page shows, or None where it has no code yet."""
    found = pulse(work, ctx, token)
    if found is None:
        return None
    member = member_of(work, ctx.ring, found.person_id, found.holder_id)
    if member is None:
        return None
    at = {"person": found.person_id, "holder": found.holder_id}
    registered, until, sealed = work.connection.execute(_SHOWN, at).one()
    return ShownCode(
        member=member,
        colour=found.colour,
        version=found.version,
        registered=registered,
        until=until,
        reasons=reasons_in(ctx.ring, found.person_id, found.holder_id, sealed),
        policy=ctx.policies.set_at(ctx.instant).id,
        handle=handle_of(work, found.person_id, found.holder_id, ctx.instant),
        stale=found.stale,
    )


def renew(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Assess a stale code anew and keep the result."""
    refresh(work, ctx, person_id, holder_id)


def _stale(work: Work, ctx: Context, row: Row[tuple[object, ...]]) -> bool:
    changes_at, policy, area, assessed, present = row[4:]
    return not (
        assessed == present
        and isinstance(changes_at, datetime)
        and ctx.instant < changes_at
        and policy == ctx.policies.set_at(ctx.instant).id
        and area == area_revision(work)
    )
