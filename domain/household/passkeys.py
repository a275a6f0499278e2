"""The passkeys that protect a household: kept, found by their credential, used, removed.

What a browser answered is checked outside the domain (web/passkeys.py); verbs take what came out.
"""

from typing import Any
from uuid import UUID

from sqlmodel import col, delete, select, update

from domain.audit.note import Act, note
from domain.household.claim import lock_holder
from domain.household.records import PasskeyRecord
from domain.household.values import Keeper, MadePasskey, Passkey, UsedPasskey
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.sealing import keyed_index
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
    work.session.add(
        PasskeyRecord(
            credential_index=index,
            holder_id=holder_id,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            handle=handle,
            transports=",".join(made.transports),
            keeper=keeper.value,
            backed_up=made.backed_up,
            made_at=ctx.instant,
        )
    )
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
    """Note that a passkey has signed; False where its count does not go on from the last one.

    A count that stands still or goes back tells of a copy (WebAuthn, 6.1.1): refused and noted.
    Passkeys that are kept in several devices count nothing, and always say 0.
    """
    index, count = credential_index(ctx.ring, used.credential_id), col(PasskeyRecord.sign_count)
    goes_on = count < used.sign_count if used.sign_count else count == 0
    done: Any = work.session.exec(
        update(PasskeyRecord)
        .where(col(PasskeyRecord.credential_index) == index, goes_on)
        .values(sign_count=used.sign_count, backed_up=used.backed_up, used_at=ctx.instant)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:
        note(work, ctx, Act.PASSKEY_REFUSED, person_id, ("sign_count",))
        return False
    return True


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


def credential_index(ring: KeyRing, credential_id: bytes) -> bytes:
    """Give the keyed index that finds a passkey by its credential's id."""
    return keyed_index(ring, "passkey", credential_id.hex())


def _passkey(row: PasskeyRecord) -> Passkey:
    return Passkey(
        name=row.credential_index.hex(),
        holder_id=row.holder_id,
        credential_id=bytes(row.credential_id),
        public_key=bytes(row.public_key),
        handle=bytes(row.handle),
        transports=tuple(each for each in row.transports.split(",") if each),
        keeper=Keeper(row.keeper),
        made_at=row.made_at,
        used_at=row.used_at,
    )
