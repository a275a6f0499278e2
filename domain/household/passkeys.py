"""The passkeys that protect a household: kept, found by their credential, used, removed.

What a browser answered is checked outside the domain (web/passkeys.py); verbs take what came out.
"""

from uuid import UUID

from sqlmodel import col, delete, select

from domain.accounts.credentials import (
    Keeper,
    MadePasskey,
    Passkey,
    UsedPasskey,
    columns_of,
    count_use,
    credential_index,
    passkey_in,
)
from domain.audit.note import Act, note
from domain.household.claim import lock_holder
from domain.household.records import PasskeyRecord
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.work import Work


def add_passkey(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its five values
    work: Work,
    ctx: Context,
    holder_id: UUID,
    person_id: UUID | None,
    made: MadePasskey,
    handle: bytes,
    keeper: Keeper,
) -> None:
    """Keep a passkey that was just made for a household.

    Raises DomainError TOO_MANY past the limit, CONFLICT where the credential is kept already.
    """
    lock_holder(work, holder_id)
    if len(passkeys_of(work, holder_id)) >= ctx.policies.limits.passkeys.most:
        raise DomainError(Refusal.TOO_MANY)
    index = credential_index(ctx.ring, made.credential_id)
    if work.session.get(PasskeyRecord, index) is not None:
        raise DomainError(Refusal.CONFLICT)
    row = columns_of(ctx, made, keeper)
    work.session.add(PasskeyRecord(**row, holder_id=holder_id, handle=handle))
    work.session.flush()
    note(work, ctx, Act.PASSKEY_ADDED, person_id, ("passkey", keeper.value))


def passkeys_of(work: Work, holder_id: UUID) -> tuple[Passkey, ...]:
    """Give a household's passkeys in the order in which they were made."""
    own = col(PasskeyRecord.holder_id) == holder_id
    chosen = select(PasskeyRecord).where(own).order_by(col(PasskeyRecord.made_at))
    return tuple(_passkey(row) for row in work.session.exec(chosen).all())


def has_passkeys(work: Work, holder_id: UUID) -> bool:
    """Tell whether a passkey protects a household."""
    own = col(PasskeyRecord.holder_id) == holder_id
    chosen = select(PasskeyRecord.credential_index).where(own).limit(1)
    return work.session.exec(chosen).first() is not None


def passkey_of(work: Work, ring: KeyRing, credential_id: bytes) -> Passkey | None:
    """Give the passkey of a credential, whosever it is."""
    row = work.session.get(PasskeyRecord, credential_index(ring, credential_id))
    return None if row is None else _passkey(row)


def note_use(work: Work, ctx: Context, used: UsedPasskey, person_id: UUID | None) -> bool:
    """Note that a passkey has signed; one whose count does not go on is refused, and noted."""
    if count_use(work, ctx, PasskeyRecord, used):
        return True
    note(work, ctx, Act.PASSKEY_REFUSED, person_id, ("sign_count",))
    return False


def remove_passkey(
    work: Work, ctx: Context, holder_id: UUID, person_id: UUID | None, name: str
) -> None:
    """Remove a household's passkey by its name; raises DomainError NOT_FOUND for none of theirs."""
    lock_holder(work, holder_id)
    known = {each.name: each for each in passkeys_of(work, holder_id)}
    if name not in known:
        raise DomainError(Refusal.NOT_FOUND)
    index = credential_index(ctx.ring, known[name].credential_id)
    work.session.exec(
        delete(PasskeyRecord)
        .where(col(PasskeyRecord.credential_index) == index)
        .execution_options(synchronize_session=False)
    )
    note(work, ctx, Act.PASSKEY_REMOVED, person_id, ("passkey",))


def forget_passkeys(work: Work, holder_id: UUID) -> None:
    """Forget all passkeys of a household that ends."""
    own = col(PasskeyRecord.holder_id) == holder_id
    gone = delete(PasskeyRecord).where(own)
    work.session.exec(gone.execution_options(synchronize_session=False))


def _passkey(row: PasskeyRecord) -> Passkey:
    return passkey_in(row, row.holder_id, row.handle)
