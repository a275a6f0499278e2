"""How many applicants a holder has, noted with the holder: a page of one need not look for more."""

from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlmodel import col, update

from domain.household.claims import ClaimState
from domain.household.records import ClaimRecord, HolderRecord
from domain.storage.work import Work

_COUNT = (
    update(HolderRecord)
    .where(col(HolderRecord.holder_id) == bindparam("holder"))
    .values(
        members=select(func.count())
        .where(
            col(ClaimRecord.holder_id) == bindparam("holder"),
            col(ClaimRecord.state) != ClaimState.ENDED.value,
        )
        .scalar_subquery()
    )
)


def count_members(work: Work, holder_id: UUID) -> None:
    """Note how many applicants a holder has now, once a claim came or ended."""
    work.connection.execute(_COUNT, {"holder": holder_id})
