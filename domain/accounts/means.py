"""What an account signs in with: given at the invitation, changed by whoever has signed in."""

import base64
import binascii
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.accounts.credentials import Keeper, MadePasskey, Passkey
from domain.accounts.passkeys import drop_passkeys, keep_passkey, passkeys_of_staff
from domain.accounts.records import AccountRecord
from domain.audit.note import Act, note
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.keys import KeyMissingError, KeyRing, Kind
from domain.storage.sealing import Cell, SealBrokenError, seal, unseal
from domain.storage.work import Work


class MeansKind(StrEnum):
    """The two kinds of what one signs in with."""

    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 - a kind's name


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey that was just made for an account, under a user handle."""

    made: MadePasskey
    handle: bytes
    keeper: Keeper
    kind: MeansKind = MeansKind.PASSKEY


@dataclass(frozen=True, slots=True, repr=False)
class NewPassword:
    """A password's hash and a TOTP secret whose digits were typed; `step` is theirs, used now."""

    hashed: str
    secret: str
    step: int
    kind: MeansKind = MeansKind.PASSWORD


class MeansFault(StrEnum):
    """What is wrong with the digits that a new app shows."""

    DIGITS = "means_digits"


Means = NewPasskey | NewPassword


@dataclass(frozen=True, slots=True)
class Kept:
    """What an account has to sign in with."""

    passkeys: tuple[Passkey, ...]
    password: bool

    @property
    def many(self) -> int:
        """Count them: the last one stays."""
        return len(self.passkeys) + self.password


def give_means(work: Work, ctx: Context, row: AccountRecord, means: Means) -> None:
    """Let an account sign in so, whatever else it has."""
    if isinstance(means, NewPasskey):
        if not passkeys_of_staff(work, row.account_id):
            row.handle = means.handle
        work.session.add(row)
        work.session.flush()
        keep_passkey(work, ctx, row.account_id, means.made, means.keeper)
        return
    row.password, row.totp_step, row.wrong = means.hashed, means.step, 0
    cell = _cell(row.account_id)
    row.totp = seal(ctx.ring.current(Kind.SEAL), means.secret.encode(), cell)
    work.session.add(row)
    work.session.flush()


def change_means(work: Work, ctx: Context, means: Means) -> None:
    """Give the signed-in account one more way to sign in, or a password in the old one's place."""
    row = _own(work, ctx)
    give_means(work, ctx, row, means)
    note(work, ctx, Act.SIGN_IN_CHANGED, row.account_id, (means.kind.value,))


def drop_means(work: Work, ctx: Context, name: str) -> None:
    """Take a way to sign in away: a passkey by its name, or "password".

    Raises DomainError NOT_FOUND for none of theirs, CONFLICT for the last one.
    """
    row = _own(work, ctx)
    kept = kept_means(work, row.account_id)
    index = next((each.name for each in kept.passkeys if each.name == name), None)
    if index is None and not (name == "password" and kept.password):
        raise DomainError(Refusal.NOT_FOUND)
    if kept.many == 1:
        raise DomainError(Refusal.CONFLICT)
    if index is None:
        clear_password(row)
        work.session.add(row)
        work.session.flush()
    else:
        drop_passkeys(work, row.account_id, bytes.fromhex(index))
    note(work, ctx, Act.SIGN_IN_CHANGED, row.account_id, ("removed",))


def clear_password(row: AccountRecord) -> None:
    """Forget a password and its TOTP secret; the step that was used last stays used."""
    row.password, row.totp = "", b""


def kept_means(work: Work, account_id: UUID) -> Kept:
    """Give what an account has to sign in with."""
    row = work.session.get(AccountRecord, account_id)
    return Kept(passkeys_of_staff(work, account_id), row is not None and row.password != "")


def seal_secret(ring: KeyRing, secret: str, account_id: UUID) -> str:
    """Seal a new TOTP secret for a hidden field: whose page has it brings it back with the digits.

    Nobody else's form takes it, and nothing is stored before it was used.
    """
    sealed = seal(ring.current(Kind.SEAL), secret.encode(), _new_cell(account_id))
    return base64.urlsafe_b64encode(sealed).decode()


def open_secret(ring: KeyRing, field: str, account_id: UUID) -> str | None:
    """Open it again; None for what is none of this account's."""
    try:
        sealed = base64.urlsafe_b64decode(field.encode("ascii", "replace"))
        return unseal(ring, sealed, _new_cell(account_id)).decode()
    except (ValueError, binascii.Error, SealBrokenError, KeyMissingError):
        return None


def totp_of(ring: KeyRing, row: AccountRecord) -> str:
    """Give an account's TOTP secret, "" for none."""
    return unseal(ring, row.totp, _cell(row.account_id)).decode() if row.totp else ""


def _own(work: Work, ctx: Context) -> AccountRecord:
    """Give the actor's row, taken until the verb ends: of two removals at once one way stays."""
    whose = ctx.actor.id
    row = None if whose is None else work.session.get(AccountRecord, whose, with_for_update=True)
    if row is None:
        raise DomainError(Refusal.NOT_FOUND)
    return row


def _cell(account_id: UUID) -> Cell:
    return Cell(AccountRecord.__tablename__, "totp", account_id.bytes, account_id)


def _new_cell(account_id: UUID) -> Cell:
    return Cell(AccountRecord.__tablename__, "totp_new", account_id.bytes, account_id)
