"""Taking an invitation: the secret is looked at, then used once, and an account signs in."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import col, select, update

from domain.accounts.inviting import LETTERS, invitation_in
from domain.accounts.means import Means, clear_password, give_means
from domain.accounts.opening import open_account
from domain.accounts.passkeys import drop_passkeys
from domain.accounts.records import AccountRecord, InvitationRecord
from domain.accounts.sessions import end_session, end_sessions, open_session
from domain.accounts.signing import At
from domain.accounts.values import AccountState, Invitation
from domain.audit.note import Act, note
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import read_letters, token_hash
from domain.limits.spend import spend
from domain.policy.context import Context
from domain.storage.work import Work


class JoinFault(StrEnum):
    """What is wrong with a secret that was typed, whatever the cause."""

    UNKNOWN = "join_unknown"


def look_at(work: Work, ctx: Context, typed: str, network: bytes) -> Invitation | None:
    """Give the open invitation of a secret as it was typed, None for none.

    What was typed in vain is counted by network; past the limit DomainError TOO_MANY is raised.
    """
    rate = ctx.policies.limits.secrets_by_network
    spent = spend(work, ctx.instant, "secrets", rate, network)
    if not spent.allowed:
        raise DomainError(Refusal.TOO_MANY, spent.retry_after)
    row = _open(work, ctx, typed)
    if row is None:
        return None
    spend(work, ctx.instant, "secrets", rate, network, many=-1)
    return invitation_in(ctx, row)


def account_of(work: Work, ctx: Context, typed: str) -> UUID | None:
    """Give the account that an open invitation makes or lets in anew."""
    row = _open(work, ctx, typed)
    return None if row is None else row.account_id


def join(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, typed: str, means: Means, number: str, at: At
) -> None:
    """Take an invitation: make its account, or let the one there is in anew, and sign in.

    `number` is the staff number of a new account. In an account there is, whatever it had to sign
    in with is forgotten and everybody else signed out. Raises DomainError GONE where the invitation
    is not open (any more): of two at once, one takes it.
    """
    row = _open(work, ctx, typed)
    if row is None or not _taken(work, ctx, row):
        raise DomainError(Refusal.GONE)
    account = work.session.get(AccountRecord, row.account_id)
    if account is None:
        found = invitation_in(ctx, row)
        account = open_account(
            work, ctx, row.account_id, number, found.place, found.called, row.invited_by
        )
    elif account.state != AccountState.ACTIVE.value:
        raise DomainError(Refusal.GONE)
    else:
        drop_passkeys(work, account.account_id)
        end_sessions(work, account.account_id)
        clear_password(account)
        account.wrong = 0
    give_means(work, ctx, account, means)
    end_session(work, at.old)
    open_session(work, ctx, at.token, account.account_id)
    note(work, ctx, Act.INVITATION_TAKEN, account.account_id, (means.kind.value,))
    note(work, ctx, Act.SIGNED_IN, account.account_id, (means.kind.value,))


def _open(work: Work, ctx: Context, typed: str) -> InvitationRecord | None:
    secret = read_letters(typed, LETTERS)
    if secret is None:
        return None
    chosen = select(InvitationRecord).where(
        col(InvitationRecord.token_hash) == token_hash(secret),
        col(InvitationRecord.taken_at).is_(None),
        col(InvitationRecord.ended_at).is_(None),
        col(InvitationRecord.ends_at) > ctx.instant,
    )
    return work.session.exec(chosen).first()


def _taken(work: Work, ctx: Context, row: InvitationRecord) -> bool:
    done: Any = work.session.exec(
        update(InvitationRecord)
        .where(
            col(InvitationRecord.token_hash) == row.token_hash,
            col(InvitationRecord.taken_at).is_(None),
            col(InvitationRecord.ended_at).is_(None),
        )
        .values(taken_at=ctx.instant)
        .execution_options(synchronize_session=False)
    )
    return bool(done.rowcount == 1)
