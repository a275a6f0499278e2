"""How many applicants a holder has, noted with the holder: a page of one need not look for more."""

from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import col, update

from domain.household.claims import ClaimState
from domain.household.records import ClaimRecord, HolderRecord
from domain.kernel.problems import DomainError, Refusal
from domain.limits.spend import require
from domain.policy.context import Context
from domain.storage.prepared import Prepared
from domain.storage.work import Work

IN_HAND = and_(
    *(col(ClaimRecord.state) != state.value for state in ClaimState if state.is_over),
)
"""The claims that are not over, for a statement over them."""
_NOW = select(func.count()).where(col(ClaimRecord.holder_id) == bindparam("holder"), IN_HAND)
_MANY = Prepared(_NOW)
_COUNT = (
    update(HolderRecord)
    .where(col(HolderRecord.holder_id) == bindparam("holder"))
    .values(members=_NOW.scalar_subquery())
)


def count_members(work: Work, holder_id: UUID) -> None:
    """Note how many applicants a holder has now, once a claim came or ended."""
    work.connection.execute(_COUNT, {"holder": holder_id})


def require_room(work: Work, ctx: Context, holder_id: UUID, index: bytes) -> None:
    """Refuse a claim past a household's size, or past what one phone number claims in a day.

    The holder is to be locked. Raises HOUSEHOLD_FULL, TOO_MANY.
    """
    limits = ctx.policies.limits
    if _MANY.all(work, holder=holder_id)[0][0] >= limits.household_members.most:
        raise DomainError(Refusal.HOUSEHOLD_FULL)
    require(work, ctx.instant, "claims", limits.claims, index)
