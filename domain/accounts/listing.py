"""Where an account is signed in, and signing it out on other devices."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, delete, select

from domain.accounts.records import StaffSessionRecord
from domain.audit.note import Act, note
from domain.kernel.tokens import token_hash
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.sealing import keyed_index
from domain.storage.work import Work


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One device where an account is signed in. `name` is what a form calls it by."""

    name: str
    opened_at: datetime
    seen_at: datetime
    here: bool


def sessions_of(work: Work, ctx: Context, token: str) -> tuple[SignedIn, ...]:
    """Give where the actor's account is signed in, the asking browser first."""
    idle = ctx.instant - ctx.policies.limits.staff_idle.length
    chosen = (
        select(StaffSessionRecord)
        .where(
            col(StaffSessionRecord.account_id) == ctx.actor.id,
            col(StaffSessionRecord.ends_at) > ctx.instant,
            col(StaffSessionRecord.seen_at) > idle,
        )
        .order_by(col(StaffSessionRecord.seen_at).desc())
    )
    own = token_hash(token)
    found = [
        SignedIn(_name(ctx.ring, row.token_hash), row.opened_at, row.seen_at, row.token_hash == own)
        for row in work.session.exec(chosen).all()
    ]
    return tuple(sorted(found, key=lambda each: not each.here))


def end_other_sessions(work: Work, ctx: Context, token: str, name: str | None) -> int:
    """Sign the account out on a device by its name, or on all but this one; give how many."""
    own = col(StaffSessionRecord.account_id) == ctx.actor.id
    rows = work.session.exec(select(col(StaffSessionRecord.token_hash)).where(own)).all()
    here = token_hash(token)
    gone = [row for row in rows if row != here and name in {None, _name(ctx.ring, row)}]
    chosen = delete(StaffSessionRecord).where(col(StaffSessionRecord.token_hash).in_(gone))
    done: Any = work.session.exec(chosen.execution_options(synchronize_session=False))
    note(work, ctx, Act.SESSIONS_ENDED, ctx.actor.id, ())
    return int(done.rowcount)


def _name(ring: KeyRing, hashed: bytes) -> str:
    """Name a session in a form: its hash is what the table is searched by, and stays inside."""
    return keyed_index(ring, "staff_session", hashed.hex()).hex()
