"""Telling a phone that another one took somebody off it: marked, told, taken note of.

The claim that was ended is released and marked, and keeps nothing of the person but the masked name
that the phone knew; the phone's other claims are marked too, so that its code page looks. Once the
phone has taken note, the name goes.
"""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col, update

from domain.household.claims import ClaimState
from domain.household.counting import IN_HAND
from domain.household.known import known_in, seal_masked
from domain.household.records import ClaimRecord
from domain.household.values import Member
from domain.policy.context import Context
from domain.storage.keys import KeyRing
from domain.storage.prepared import Prepared
from domain.storage.work import Work

_OF_HOLDER = col(ClaimRecord.holder_id) == bindparam("holder")
_RELEASED = col(ClaimRecord.state) == ClaimState.RELEASED.value
_TO_TELL = (_OF_HOLDER, _RELEASED, col(ClaimRecord.attention))
_PARTED = Prepared(
    select(col(ClaimRecord.person_id), col(ClaimRecord.sealed))
    .where(*_TO_TELL)
    .order_by(col(ClaimRecord.made_at))
)
_MARK = (
    update(ClaimRecord)
    .where(_OF_HOLDER, _RELEASED, col(ClaimRecord.person_id) == bindparam("person"))
    .values(attention=True, sealed=bindparam("name"))
)
_CALL = update(ClaimRecord).where(_OF_HOLDER, IN_HAND).values(attention=True)
_FORGET = update(ClaimRecord).where(*_TO_TELL).values(attention=False, sealed=b"")


def mark_parted(work: Work, ctx: Context, gone: Member) -> None:
    """Mark a claim that another phone has just ended, as it was; one that waited leaves no row."""
    name = seal_masked(ctx.ring, gone.person_id, gone.holder_id, gone.known.name)
    at = {"person": gone.person_id, "holder": gone.holder_id, "name": name}
    work.connection.execute(_MARK, at)
    work.connection.execute(_CALL, {"holder": gone.holder_id})


def parted_of(work: Work, ring: KeyRing, holder_id: UUID) -> tuple[str, ...]:
    """Give the masked names of whom others took off a holder's phone, until it has taken note."""
    rows = _PARTED.all(work, holder=holder_id)
    return tuple(known_in(ring, person, holder_id, sealed).name for person, sealed in rows)


def forget_parted(work: Work, holder_id: UUID) -> None:
    """Let those names go."""
    work.connection.execute(_FORGET, {"holder": holder_id})
