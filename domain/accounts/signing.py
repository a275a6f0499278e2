"""Signing in: by passkey, or by staff number, password and digits from an app.

An unknown number, a wrong password, wrong or used digits and an ended account get the same answer
after the same statements. Passwords are compared outside (web/passwords.py): no hash is computed
while a transaction is open.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import col, update

from domain.accounts.credentials import UsedPasskey, count_use
from domain.accounts.means import totp_of
from domain.accounts.passkeys import passkey_of_staff
from domain.accounts.records import AccountRecord, StaffPasskeyRecord
from domain.accounts.sessions import end_session, open_session, renew_session
from domain.accounts.store import row_by_number
from domain.accounts.totp import new_secret, step_of
from domain.accounts.values import AccountState
from domain.audit.note import Act, note
from domain.kernel.problems import DomainError, Refusal
from domain.limits.spend import spend
from domain.policy.context import Context
from domain.policy.periods import Rate
from domain.storage.sealing import keyed_index
from domain.storage.work import Work

_MOST_NUMBER = 40
_NEVER = -1
"""A step before every other: it is never used, by the same statement."""

_Try = tuple[str, Rate, bytes]


class SignInFault(StrEnum):
    """Why a sign-in was refused: one wording for whatever was wrong."""

    WRONG = "sign_in_wrong"
    PASSKEY = "sign_in_passkey"


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """What was typed to sign in; `hashed` is what the password was found to match, or not."""

    number: str
    digits: str
    hashed: str
    matched: bool


@dataclass(frozen=True, slots=True)
class At:
    """Where a sign-in comes from: the network's index, the new token, and the one held before.

    `again` tells that whoever is signed in under the old token only proves who sits there.
    """

    network: bytes
    token: str
    old: str = ""
    again: bool = False


def read_number(typed: str) -> str:
    """Read a staff number as people type it, with gaps anywhere."""
    return "".join(typed.split()).replace("-", "")[:_MOST_NUMBER]


def begin_sign_in(work: Work, ctx: Context, number: str, network: bytes) -> str:
    """Spend a try, and give the hash to compare a password with, "" where there is none.

    Tries are counted exactly, by number and by network, before anything is hashed: past a limit
    DomainError TOO_MANY is raised, whoever asks.
    """
    for name, rate, whose in _tries(ctx, number, network):
        spent = spend(work, ctx.instant, name, rate, whose)
        if not spent.allowed:
            raise DomainError(Refusal.TOO_MANY, spent.retry_after)
    row = row_by_number(work, number)
    return "" if row is None else row.password


def number_of(work: Work, account_id: UUID) -> str:
    """Give the staff number of an account that is signed in."""
    row = work.session.get(AccountRecord, account_id)
    return "" if row is None else row.number


def sign_in_by_password(work: Work, ctx: Context, typed: Typed, at: At) -> SignInFault | None:
    """Sign a browser in where number, password and digits are right; give what is wrong.

    It comes after `begin_sign_in`, whose tries a right one gets back. A hundred wrong ones in a row
    lock the password until an invitation anew.
    """
    row = row_by_number(work, typed.number)
    step = _step(ctx, row, typed)
    account_id = None if row is None else row.account_id
    if not _use(work, ctx, typed, step) or account_id is None:
        _count_wrong(work, typed.number)
        note(work, ctx, Act.SIGN_IN_REFUSED, account_id, ("password",))
        return SignInFault.WRONG
    for name, rate, whose in _tries(ctx, typed.number, at.network):
        spend(work, ctx.instant, name, rate, whose, -1)
    _let_in(work, ctx, account_id, at)
    note(work, ctx, Act.PROVED if at.again else Act.SIGNED_IN, account_id, ("password",))
    return None


def sign_in_by_passkey(work: Work, ctx: Context, used: UsedPasskey, at: At) -> SignInFault | None:
    """Sign a browser in as whom a passkey's checked answer names, where they are in office."""
    found = passkey_of_staff(work, ctx.ring, used.credential_id)
    row = None if found is None else work.session.get(AccountRecord, found.owner)
    active = row is not None and row.state == AccountState.ACTIVE.value
    own = row is not None and (not at.again or ctx.actor.id == row.account_id)
    if row is None or not (active and own) or not count_use(work, ctx, StaffPasskeyRecord, used):
        account_id = None if row is None else row.account_id
        note(work, ctx, Act.SIGN_IN_REFUSED, account_id, ("passkey",))
        return SignInFault.PASSKEY
    _let_in(work, ctx, row.account_id, at)
    note(work, ctx, Act.PROVED if at.again else Act.SIGNED_IN, row.account_id, ("passkey",))
    return None


def _let_in(work: Work, ctx: Context, account_id: UUID, at: At) -> None:
    if at.again:
        renew_session(work, ctx, at.old, at.token)
        return
    end_session(work, at.old)
    open_session(work, ctx, at.token, account_id)


def _tries(ctx: Context, number: str, network: bytes) -> tuple[_Try, ...]:
    limits = ctx.policies.limits
    whose = keyed_index(ctx.ring, "staff_number", number)
    return (
        ("staff_tries", limits.staff_tries, whose),
        ("staff_network", limits.staff_tries_by_network, network),
    )


def _step(ctx: Context, row: AccountRecord | None, typed: Typed) -> int:
    """Give the step of right digits beside a right password; the same work for a wrong one."""
    secret = "" if row is None else totp_of(ctx.ring, row)
    step = step_of(secret or new_secret(), typed.digits, ctx.instant)
    right = row is not None and secret and typed.matched and row.password == typed.hashed
    return step if right and step is not None else _NEVER


def _use(work: Work, ctx: Context, typed: Typed, step: int) -> bool:
    """Use a step of an account that may sign in; False where it was used, or the account may not.

    One statement decides, so two requests with the same digits are one sign-in, and a password that
    is taken away at this moment lets nobody in any more.
    """
    done: Any = work.session.exec(
        update(AccountRecord)
        .where(
            col(AccountRecord.number) == typed.number,
            col(AccountRecord.password) == typed.hashed,
            col(AccountRecord.state) == AccountState.ACTIVE.value,
            col(AccountRecord.wrong) < ctx.policies.limits.staff_lock.most,
            col(AccountRecord.totp_step) < step,
        )
        .values(totp_step=step, wrong=0)
        .execution_options(synchronize_session=False)
    )
    return bool(done.rowcount == 1)


def _count_wrong(work: Work, number: str) -> None:
    work.session.exec(
        update(AccountRecord)
        .where(col(AccountRecord.number) == number)
        .values(wrong=col(AccountRecord.wrong) + 1)
        .execution_options(synchronize_session=False)
    )
