"""The passkeys that staff sign in with: kept, found by their credential, removed."""

from uuid import UUID

from sqlmodel import col, delete, select

from domain.accounts.credentials import (
    Keeper,
    MadePasskey,
    Passkey,
    columns_of,
    credential_index,
    passkey_in,
)
from domain.accounts.records import AccountRecord, StaffPasskeyRecord
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.work import Work


def keep_passkey(
    work: Work, ctx: Context, account_id: UUID, made: MadePasskey, keeper: Keeper
) -> None:
    """Keep a passkey of an account; raises DomainError TOO_MANY, or CONFLICT for one kept."""
    if len(passkeys_of_staff(work, account_id)) >= ctx.policies.limits.passkeys.most:
        raise DomainError(Refusal.TOO_MANY)
    row = columns_of(ctx, made, keeper)
    if work.session.get(StaffPasskeyRecord, row["credential_index"]) is not None:
        raise DomainError(Refusal.CONFLICT)
    work.session.add(StaffPasskeyRecord(**row, account_id=account_id))
    work.session.flush()


def passkeys_of_staff(work: Work, account_id: UUID) -> tuple[Passkey, ...]:
    """Give an account's passkeys in the order in which they were made."""
    chosen = (
        select(StaffPasskeyRecord, col(AccountRecord.handle))
        .join(AccountRecord, col(AccountRecord.account_id) == col(StaffPasskeyRecord.account_id))
        .where(col(StaffPasskeyRecord.account_id) == account_id)
        .order_by(col(StaffPasskeyRecord.made_at))
    )
    return tuple(passkey_in(row, account_id, h) for row, h in work.session.exec(chosen).all())


def passkey_of_staff(work: Work, ring: KeyRing, credential_id: bytes) -> Passkey | None:
    """Give the passkey of a credential, whosever it is."""
    chosen = (
        select(StaffPasskeyRecord, col(AccountRecord.handle))
        .join(AccountRecord, col(AccountRecord.account_id) == col(StaffPasskeyRecord.account_id))
        .where(col(StaffPasskeyRecord.credential_index) == credential_index(ring, credential_id))
    )
    found = work.session.exec(chosen).first()
    return None if found is None else passkey_in(found[0], found[0].account_id, found[1])


def drop_passkeys(work: Work, account_id: UUID, index: bytes | None = None) -> None:
    """Forget an account's passkey, or all of them."""
    gone = delete(StaffPasskeyRecord).where(col(StaffPasskeyRecord.account_id) == account_id)
    if index is not None:
        gone = gone.where(col(StaffPasskeyRecord.credential_index) == index)
    work.session.exec(gone.execution_options(synchronize_session=False))
