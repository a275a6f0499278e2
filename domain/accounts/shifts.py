"""Shifts of door staff: a manager offers one for an entrance, one phone takes it, it ends.

The secret is made from the shift's id under a key, so that the manager's page can show it for as
long as nobody has taken it, and the table holds only its hash. Its first letters are for typing.
"""

import hashlib
import hmac
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import col, delete, or_, select, update

from domain.accounts.records import ShiftRecord, StaffSessionRecord
from domain.accounts.sessions import open_shift
from domain.accounts.values import Shift
from domain.audit.note import Act, note
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import letters_of, read_letters, token_hash
from domain.limits.spend import spend
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import keyed_index
from domain.storage.work import Work

SECRET_LETTERS, LETTERS = 24, 8
"""A QR holds all letters of a secret, 120 bits; a person types the first eight."""


class ShiftFault(StrEnum):
    """What is wrong with a shift's secret, whatever the cause."""

    UNKNOWN = "shift_unknown"


def secret_of(ring: KeyRing, shift_id: UUID) -> str:
    """Give the one-time secret of a shift."""
    key = ring.derived(Kind.BROWSER, "shift")
    return letters_of(hmac.digest(key, shift_id.bytes, hashlib.sha256), SECRET_LETTERS)


def offer_shift(work: Work, ctx: Context, venue: UUID, division: str, entrance: UUID) -> UUID:
    """Offer a shift at an entrance of the manager's own venue, which the caller has looked at.

    The act's nonce is the shift's id: the same act twice offers one.
    """
    limits, secret = ctx.policies.limits, secret_of(ctx.ring, ctx.nonce)
    if work.session.get(ShiftRecord, token_hash(secret)) is not None:
        return ctx.nonce
    assert ctx.actor.id is not None  # noqa: S101 - whoever offers is signed in
    work.session.add(
        ShiftRecord(
            token_hash=token_hash(secret),
            shift_id=ctx.nonce,
            letters_index=_letters_index(ctx.ring, secret[:LETTERS]),
            venue_id=venue,
            entrance_id=entrance,
            division=division,
            made_by=ctx.actor.id,
            made_at=ctx.instant,
            open_until=ctx.instant + limits.shift_offer.length,
            until=ctx.instant + limits.shift.length,
        )
    )
    work.session.flush()
    note(work, ctx, Act.SHIFT_MADE, None, ("shift",))
    return ctx.nonce


def take_shift(
    work: Work, ctx: Context, typed: str, token: str, network: bytes
) -> ShiftFault | None:
    """Let the browser that brings a shift's secret, or its letters, in, where one is open.

    One browser takes it. Secrets in vain are counted by network; past the limit TOO_MANY is raised.
    """
    rate = ctx.policies.limits.secrets_by_network
    spent = spend(work, ctx.instant, "secrets", rate, network)
    if not spent.allowed:
        raise DomainError(Refusal.TOO_MANY, spent.retry_after)
    found = _offered(work, ctx, typed)
    if found is None:
        note(work, ctx, Act.SIGN_IN_REFUSED, None, ("shift",))
        return ShiftFault.UNKNOWN
    done: Any = work.session.exec(
        update(ShiftRecord)
        .where(
            col(ShiftRecord.token_hash) == found.token_hash,
            col(ShiftRecord.taken_at).is_(None),
            col(ShiftRecord.ended_at).is_(None),
        )
        .values(taken_at=ctx.instant)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:
        return ShiftFault.UNKNOWN
    spend(work, ctx.instant, "secrets", rate, network, many=-1)
    open_shift(work, ctx, token, found.shift_id, found.until)
    note(work, ctx, Act.SIGNED_IN, None, ("shift",))
    return None


def shifts_of(work: Work, ctx: Context, venue: UUID) -> tuple[Shift, ...]:
    """Give a venue's shifts that run or are still offered, the youngest first."""
    chosen = (
        select(ShiftRecord)
        .where(
            col(ShiftRecord.venue_id) == venue,
            col(ShiftRecord.ended_at).is_(None),
            col(ShiftRecord.until) > ctx.instant,
            or_(col(ShiftRecord.taken_at).is_not(None), col(ShiftRecord.open_until) > ctx.instant),
        )
        .order_by(col(ShiftRecord.made_at).desc())
    )
    return tuple(_shift(row) for row in work.session.exec(chosen).all())


def end_shift(work: Work, ctx: Context, venue: UUID, name: str) -> None:
    """End a shift of a venue: its door phone is signed out. Raises DomainError NOT_FOUND."""
    for row in _running(work, venue):
        if row.shift_id.hex == name:
            _end(work, ctx, row)
            return
    raise DomainError(Refusal.NOT_FOUND)


def end_shifts_at(work: Work, ctx: Context, venue: UUID, entrance: UUID | None = None) -> None:
    """End all shifts of a venue that closes, or of an entrance that is given up."""
    for row in _running(work, venue):
        if entrance in {None, row.entrance_id}:
            _end(work, ctx, row)


def end_shifts_by(work: Work, ctx: Context, account_id: UUID) -> None:
    """End the shifts that somebody offered who is no longer in office."""
    chosen = select(ShiftRecord).where(
        col(ShiftRecord.made_by) == account_id, col(ShiftRecord.ended_at).is_(None)
    )
    for row in work.session.exec(chosen).all():
        _end(work, ctx, row)


def _offered(work: Work, ctx: Context, typed: str) -> ShiftRecord | None:
    secret, letters = read_letters(typed, SECRET_LETTERS), read_letters(typed, LETTERS)
    if secret is not None:
        named = col(ShiftRecord.token_hash) == token_hash(secret)
    elif letters is not None:
        named = col(ShiftRecord.letters_index) == _letters_index(ctx.ring, letters)
    else:
        return None
    chosen = select(ShiftRecord).where(
        named,
        col(ShiftRecord.taken_at).is_(None),
        col(ShiftRecord.ended_at).is_(None),
        col(ShiftRecord.open_until) > ctx.instant,
    )
    return work.session.exec(chosen).first()


def _running(work: Work, venue: UUID) -> list[ShiftRecord]:
    chosen = select(ShiftRecord).where(
        col(ShiftRecord.venue_id) == venue, col(ShiftRecord.ended_at).is_(None)
    )
    return list(work.session.exec(chosen).all())


def _end(work: Work, ctx: Context, row: ShiftRecord) -> None:
    row.ended_at = ctx.instant
    work.session.add(row)
    work.session.flush()
    gone = delete(StaffSessionRecord).where(col(StaffSessionRecord.shift_id) == row.shift_id)
    work.session.exec(gone.execution_options(synchronize_session=False))
    note(work, ctx, Act.SHIFT_ENDED, None, ("shift",))


def _letters_index(ring: KeyRing, letters: str) -> bytes:
    return keyed_index(ring, "shift", letters)


def _shift(row: ShiftRecord) -> Shift:
    return Shift(
        row.shift_id.hex,
        row.venue_id,
        row.entrance_id,
        row.made_at,
        row.open_until,
        row.taken_at,
        row.until,
    )
