"""Whom an office answers for: its units' named people and deputies, and ending an account."""

from uuid import UUID

from sqlmodel import col, or_, select

from domain.accounts.inviting import end_invitations_by
from domain.accounts.means import clear_password
from domain.accounts.passkeys import drop_passkeys
from domain.accounts.ranks import answers_for, invites
from domain.accounts.records import AccountRecord
from domain.accounts.sessions import end_sessions
from domain.accounts.shifts import end_shifts_by
from domain.accounts.store import account_in
from domain.accounts.values import Account, AccountState
from domain.audit.note import Act, note
from domain.kernel.actor import Role
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.work import Work

MOST = 300
"""How many a page lists at most."""


def people_of(work: Work, ctx: Context) -> tuple[Account, ...]:
    """Give the accounts in office that the actor answers for, by place; MOST at most.

    Of the managers of venues a township sees all of its own, an office above whom it invited.
    """
    own, role = ctx.actor.division, col(AccountRecord.role)
    roles = [each.value for each in invites(ctx.actor.role)]
    if own is None:
        return ()
    managers = [role != Role.VENUE.value, col(AccountRecord.invited_by) == ctx.actor.id]
    if ctx.actor.role is Role.TOWNSHIP:
        managers.append(col(AccountRecord.division) == own)
    chosen = (
        select(AccountRecord)
        .where(
            col(AccountRecord.state) == AccountState.ACTIVE.value,
            role.in_(roles),
            or_(*managers),
            col(AccountRecord.division).startswith(own, autoescape=True),
        )
        .order_by(col(AccountRecord.division), role, col(AccountRecord.made_at))
        .limit(MOST)
    )
    rows = [row for row in work.session.exec(chosen).all() if _answers(ctx, row)]
    return tuple(account_in(ctx, row) for row in rows)


def end_account(work: Work, ctx: Context, account_id: UUID) -> None:
    """End an account that the actor answers for, at once and for good.

    It is signed out everywhere; what it invited and nobody has taken yet is taken back, and the
    shifts that it offered end. Raises DomainError NOT_FOUND.
    """
    row = work.session.get(AccountRecord, account_id)
    if row is None or row.state != AccountState.ACTIVE.value or not _answers(ctx, row):
        raise DomainError(Refusal.NOT_FOUND)
    row.state, row.ended_at, row.ended_by = AccountState.ENDED.value, ctx.instant, ctx.actor.id
    clear_password(row)
    work.session.add(row)
    work.session.flush()
    drop_passkeys(work, account_id)
    end_sessions(work, account_id)
    end_invitations_by(work, ctx, account_id)
    end_shifts_by(work, ctx, account_id)
    note(work, ctx, Act.ACCOUNT_ENDED, account_id, ())


def _answers(ctx: Context, row: AccountRecord) -> bool:
    return answers_for(ctx.actor, Role(row.role), row.division)
