"""Who is signed in as staff: sessions by their token, how long they go on, and their end.

An account's session ends after idle minutes and after hours in any case; a shift's with the shift.
What an account may do is read with the session at every request, so a change counts at once.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col, delete, update

from domain.accounts.records import AccountRecord, ShiftRecord, StaffSessionRecord
from domain.accounts.values import AccountState, Staff
from domain.kernel.actor import Actor, Role
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import token_hash
from domain.policy.context import Context
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_SESSION = (
    col(StaffSessionRecord.seen_at),
    col(StaffSessionRecord.ends_at),
    col(StaffSessionRecord.proved_until),
)
_ACCOUNT = (
    col(AccountRecord.account_id),
    col(AccountRecord.role),
    col(AccountRecord.division),
    col(AccountRecord.sector),
    col(AccountRecord.venue_id),
    col(AccountRecord.state),
)
_SHIFT = (
    col(ShiftRecord.shift_id),
    col(ShiftRecord.division),
    col(ShiftRecord.venue_id),
    col(ShiftRecord.entrance_id),
    col(ShiftRecord.until),
    col(ShiftRecord.ended_at),
)
_BY_TOKEN = Prepared(
    select(*_SESSION, *_ACCOUNT, *_SHIFT)
    .select_from(StaffSessionRecord)
    .outerjoin(AccountRecord, col(AccountRecord.account_id) == col(StaffSessionRecord.account_id))
    .outerjoin(ShiftRecord, col(ShiftRecord.shift_id) == col(StaffSessionRecord.shift_id))
    .where(col(StaffSessionRecord.token_hash) == bindparam("token_hash"))
)

DOOR_SESSIONS = (
    select(
        col(StaffSessionRecord.token_hash),
        col(StaffSessionRecord.ends_at).label("session_ends_at"),
        *_SHIFT,
    )
    .join(ShiftRecord, col(ShiftRecord.shift_id) == col(StaffSessionRecord.shift_id))
    .where(col(StaffSessionRecord.account_id).is_(None))
    .subquery("door_sessions")
)
"""Sessions of door phones with their shifts, for a statement of a room above; a row of its columns
is what `door_actor_in` reads."""


def door_actor_in(ctx: Context, row: Sequence[Any]) -> Actor | None:
    """Give the door phone that a row of DOOR_SESSIONS tells of, None where its shift is over."""
    _, ends_at, *shift = row
    return _at_door(ctx, shift) if ctx.instant < ends_at else None


def staff_by_token(work: Work, ctx: Context, token: str) -> Staff | None:
    """Give who is signed in with a token; None for nobody, an ended account, a shift that is over.

    One statement.
    """
    row = _BY_TOKEN.first(work, token_hash=token_hash(token))
    if row is None:
        return None
    (seen_at, ends_at, proved_until), account, shift = row[:3], row[3:9], row[9:]
    if not ctx.instant < ends_at:
        return None
    signed_in = account[0] is not None
    actor = _officer(ctx, account, seen_at) if signed_in else _at_door(ctx, shift)
    return None if actor is None else Staff(actor, seen_at, ends_at, proved_until)


def open_session(work: Work, ctx: Context, token: str, account_id: UUID) -> None:
    """Sign a browser in as an account that has just shown who it is: its proof is fresh."""
    limits = ctx.policies.limits
    work.session.add(
        StaffSessionRecord(
            token_hash=token_hash(token),
            account_id=account_id,
            opened_at=ctx.instant,
            seen_at=ctx.instant,
            ends_at=ctx.instant + limits.staff_session.length,
            proved_until=ctx.instant + limits.proof.length,
        )
    )
    work.session.flush()


def open_shift(work: Work, ctx: Context, token: str, shift_id: UUID, until: datetime) -> None:
    """Sign a door phone in for as long as its shift lasts."""
    work.session.add(
        StaffSessionRecord(
            token_hash=token_hash(token),
            shift_id=shift_id,
            opened_at=ctx.instant,
            seen_at=ctx.instant,
            ends_at=until,
        )
    )
    work.session.flush()


def note_staff(work: Work, ctx: Context, token: str) -> None:
    """Note that somebody is there: idle minutes count from now."""
    work.session.exec(
        update(StaffSessionRecord)
        .where(col(StaffSessionRecord.token_hash) == token_hash(token))
        .values(seen_at=ctx.instant)
        .execution_options(synchronize_session=False)
    )


def renew_session(work: Work, ctx: Context, old: str, new: str) -> None:
    """Let a browser that has just shown who sits there go on under a new token, its proof fresh.

    The hours in all go on from the first sign-in. Raises DomainError CONFLICT where it is over.
    """
    done: Any = work.session.exec(
        update(StaffSessionRecord)
        .where(
            col(StaffSessionRecord.token_hash) == token_hash(old),
            col(StaffSessionRecord.ends_at) > ctx.instant,
        )
        .values(
            token_hash=token_hash(new),
            seen_at=ctx.instant,
            proved_until=ctx.instant + ctx.policies.limits.proof.length,
        )
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:
        raise DomainError(Refusal.CONFLICT)


def end_session(work: Work, token: str) -> None:
    """Sign a browser out."""
    gone = delete(StaffSessionRecord).where(col(StaffSessionRecord.token_hash) == token_hash(token))
    work.session.exec(gone.execution_options(synchronize_session=False))


def end_sessions(work: Work, account_id: UUID) -> None:
    """Sign an account out everywhere."""
    gone = delete(StaffSessionRecord).where(col(StaffSessionRecord.account_id) == account_id)
    work.session.exec(gone.execution_options(synchronize_session=False))


def _officer(ctx: Context, account: Any, seen_at: datetime) -> Actor | None:
    account_id, role, division, sector, venue, state = account
    idle = ctx.instant >= seen_at + ctx.policies.limits.staff_idle.length
    if idle or state != AccountState.ACTIVE.value:
        return None
    return Actor(Role(role), account_id, division, sector or None, venue)


def _at_door(ctx: Context, shift: Any) -> Actor | None:
    shift_id, division, venue, entrance, until, ended_at = shift
    if shift_id is None or ended_at is not None or not ctx.instant < until:
        return None
    return Actor(Role.DOOR, shift_id, division, None, venue, entrance)
