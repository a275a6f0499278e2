"""Inviting by the level above: a one-time secret that makes an account, or lets one in anew.

The secret is made from the invitation's id under a key: whoever invited can look at it again for
as long as nobody has taken it, and the table holds only its hash.
"""

import hashlib
import hmac
from uuid import UUID

from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select, update

from domain.accounts.ranks import answers_for, may_invite
from domain.accounts.records import AccountRecord, InvitationRecord
from domain.accounts.store import account_in, open_called, seal_called
from domain.accounts.values import AccountState, Called, Invitation, Place, Standing
from domain.audit.note import Act, note
from domain.kernel.actor import SYSTEM, Role
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import letters_of, token_hash
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.work import Work

LETTERS = 16
"""Letters of a secret: 80 bits, which a link holds after its # and a person can type."""
_TABLE = InvitationRecord.__tablename__


def secret_of(ring: KeyRing, invitation_id: UUID) -> str:
    """Give the one-time secret of an invitation."""
    key = ring.derived(Kind.BROWSER, "invitation")
    return letters_of(hmac.digest(key, invitation_id.bytes, hashlib.sha256), LETTERS)


def invite(work: Work, ctx: Context, place: Place, called: Called, account_id: UUID) -> str:
    """Invite somebody into a place; give the invitation's name. The same act twice invites once.

    A venue's manager has the venue's own division, which the caller has read. `account_id` is what
    the account will have. Raises DomainError NOT_FOUND where the actor may not: the rule of ranks.
    """
    venue = place.division if place.venue is not None else None
    if not may_invite(ctx.actor, place.role, place.division, venue):
        raise DomainError(Refusal.NOT_FOUND)
    return put_invitation(work, ctx, place, called, account_id)


def invite_anew(work: Work, ctx: Context, account_id: UUID) -> str:
    """Invite somebody who lost what they sign in with, or is locked, into their own account again.

    Raises DomainError NOT_FOUND for an account that the actor does not answer for, or that ended;
    the command line answers for all.
    """
    row = work.session.get(AccountRecord, account_id)
    if row is None or not (
        ctx.actor == SYSTEM or answers_for(ctx.actor, Role(row.role), row.division)
    ):
        raise DomainError(Refusal.NOT_FOUND)
    if row.state != AccountState.ACTIVE.value:
        raise DomainError(Refusal.NOT_FOUND)
    account = account_in(ctx, row)
    return put_invitation(work, ctx, account.place, account.called, account_id)


def put_invitation(work: Work, ctx: Context, place: Place, called: Called, account_id: UUID) -> str:
    """Keep an invitation whoever makes it, and end those before it for the same account."""
    secret = secret_of(ctx.ring, ctx.nonce)
    hashed = token_hash(secret)
    if work.session.get(InvitationRecord, hashed) is not None:
        return ctx.nonce.hex
    _end_where(work, ctx, col(InvitationRecord.account_id) == account_id)
    work.session.add(
        InvitationRecord(
            token_hash=hashed,
            invitation_id=ctx.nonce,
            account_id=account_id,
            role=place.role.value,
            division=place.division,
            sector=place.sector,
            venue_id=place.venue,
            unit=place.unit,
            standing=place.standing.value,
            sealed=seal_called(ctx.ring, called, _TABLE, hashed, account_id),
            invited_by=ctx.actor.id,
            made_at=ctx.instant,
            ends_at=ctx.instant + ctx.policies.limits.invitation.length,
        )
    )
    work.session.flush()
    note(work, ctx, Act.INVITED, account_id, (place.role.value,))
    return ctx.nonce.hex


def invitations_by(work: Work, ctx: Context) -> tuple[Invitation, ...]:
    """Give the actor's open invitations, the youngest first."""
    chosen = (
        select(InvitationRecord)
        .where(col(InvitationRecord.invited_by) == ctx.actor.id, *_open(ctx))
        .order_by(col(InvitationRecord.made_at).desc())
    )
    rows = work.session.exec(chosen).all()
    known = select(col(AccountRecord.account_id)).where(
        col(AccountRecord.account_id).in_([row.account_id for row in rows])
    )
    anew = set(work.session.exec(known).all())
    return tuple(invitation_in(ctx, row, anew=row.account_id in anew) for row in rows)


def invitation_named(work: Work, ctx: Context, name: str) -> tuple[Invitation, str]:
    """Give an open invitation of the actor's and its secret; raises DomainError NOT_FOUND."""
    row = _own(work, ctx, name)
    return invitation_in(ctx, row), secret_of(ctx.ring, row.invitation_id)


def end_invitation(work: Work, ctx: Context, name: str) -> None:
    """Take an open invitation of the actor's back; raises DomainError NOT_FOUND."""
    row = _own(work, ctx, name)
    _end_where(work, ctx, col(InvitationRecord.token_hash) == row.token_hash)
    note(work, ctx, Act.INVITATION_ENDED, row.account_id, ())


def end_invitations_by(work: Work, ctx: Context, account_id: UUID) -> None:
    """Take back what somebody invited who is no longer in office."""
    _end_where(work, ctx, col(InvitationRecord.invited_by) == account_id)


def invitation_in(ctx: Context, row: InvitationRecord, *, anew: bool = False) -> Invitation:
    """Read an invitation from its row."""
    place = Place(
        Role(row.role), row.division, row.sector, row.venue_id, row.unit, Standing(row.standing)
    )
    called = open_called(ctx.ring, row.sealed, _TABLE, row.token_hash, row.account_id)
    return Invitation(row.invitation_id.hex, place, called, row.made_at, row.ends_at, anew)


def _own(work: Work, ctx: Context, name: str) -> InvitationRecord:
    chosen = select(InvitationRecord).where(
        col(InvitationRecord.invited_by) == ctx.actor.id, *_open(ctx)
    )
    for row in work.session.exec(chosen).all():
        if row.invitation_id.hex == name:
            return row
    raise DomainError(Refusal.NOT_FOUND)


def _open(ctx: Context) -> tuple[ColumnElement[bool], ...]:
    return (
        col(InvitationRecord.taken_at).is_(None),
        col(InvitationRecord.ended_at).is_(None),
        col(InvitationRecord.ends_at) > ctx.instant,
    )


def _end_where(work: Work, ctx: Context, whose: ColumnElement[bool]) -> None:
    ended = update(InvitationRecord).where(whose, *_open(ctx)).values(ended_at=ctx.instant)
    work.session.exec(ended.execution_options(synchronize_session=False))
