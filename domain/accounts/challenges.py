"""Challenges of WebAuthn (13.4.3): made here, bound to one browser, read once, good for minutes."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import bindparam, text, tuple_
from sqlmodel import col, delete, select

from domain.accounts.records import ChallengeRecord
from domain.kernel.tokens import token_hash
from domain.policy.context import Context
from domain.storage.types import InstantType
from domain.storage.work import Work

CHALLENGE_BYTES = 64
HANDLE_BYTES = 32
_BITE = 50
_KEY = (col(ChallengeRecord.token_hash), col(ChallengeRecord.purpose))
# One statement on both engines: a second tap takes the first one's place.
_PUT = text(
    "INSERT INTO challenge (token_hash, purpose, challenge, handle, expires_at)"
    " VALUES (:token_hash, :purpose, :challenge, :handle, :expires_at)"
    " ON CONFLICT (token_hash, purpose) DO UPDATE SET challenge = excluded.challenge,"
    " handle = excluded.handle, expires_at = excluded.expires_at"
).bindparams(bindparam("expires_at", type_=InstantType()))


class Purpose(StrEnum):
    """What a challenge was given for: an answer to one serves no other."""

    REGISTER = "register"
    CONFIRM = "confirm"
    BRING_BACK = "bring_back"
    STAFF_REGISTER = "staff_make"
    STAFF_SIGN_IN = "staff_in"
    STAFF_CONFIRM = "staff_proof"


@dataclass(frozen=True, slots=True)
class Challenge:
    """The bytes to be signed, and the user handle that a passkey made for them gets."""

    challenge: bytes
    handle: bytes = b""


def put_challenge(
    work: Work, ctx: Context, secret: str, purpose: Purpose, given: Challenge
) -> None:
    """Keep a challenge for the browser that holds a secret, its token or its pre-session.

    The one before it is void. Some of anybody's that ran out are deleted on the way, so that they
    are gone in minutes wherever others come.
    """
    _forget_some(work, ctx)
    row = {
        "token_hash": token_hash(secret),
        "purpose": purpose.value,
        "challenge": given.challenge,
        "handle": given.handle,
        "expires_at": ctx.instant + ctx.policies.limits.challenge.length,
    }
    work.connection.execute(_PUT, row)


def take_challenge(work: Work, ctx: Context, secret: str, purpose: Purpose) -> Challenge | None:
    """Give a browser's challenge and delete it; None where there is none, or it has run out.

    Run it in a write of its own: it is gone before anything is verified.
    """
    own = (
        col(ChallengeRecord.token_hash) == token_hash(secret),
        col(ChallengeRecord.purpose) == purpose.value,
    )
    chosen = select(ChallengeRecord).where(*own).with_for_update()
    found = work.session.exec(chosen).first()
    if found is None:
        return None
    work.session.exec(
        delete(ChallengeRecord).where(*own).execution_options(synchronize_session=False)
    )
    ends, lapse = found.expires_at, ctx.policies.limits.challenge.length
    good = ctx.instant < ends <= ctx.instant + lapse
    return Challenge(bytes(found.challenge), bytes(found.handle)) if good else None


def _forget_some(work: Work, ctx: Context) -> None:
    """Delete some that ran out; whoever else does the same at this moment takes others."""
    over = select(*_KEY).where(col(ChallengeRecord.expires_at) < ctx.instant)
    chosen = over.limit(_BITE).with_for_update(skip_locked=True)
    gone = delete(ChallengeRecord).where(tuple_(*_KEY).in_(chosen))
    work.session.exec(gone.execution_options(synchronize_session=False))
