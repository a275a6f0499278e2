"""Letting an applicant go: the claim is over for its holder, whatever must stay counts on."""

from uuid import UUID

from sqlmodel import col, delete, update

from domain.household.browsers import has_browser
from domain.household.claims import ClaimState
from domain.household.counting import count_members
from domain.household.records import BrowserRecord, ClaimRecord, HolderRecord
from domain.household.values import Member
from domain.storage.work import Work


def release_claim(work: Work, member: Member, *, known: bool) -> None:
    """Let go of an applicant: what was declared under a claim that stood counts as long as kept.

    A claim that waited ends, since nothing under it ever counted. `known` keeps who the claim says
    the person is; without it that is emptied.
    """
    state = ClaimState.RELEASED if member.state.stands else ClaimState.ENDED
    emptied = {} if known else {"sealed": b""}
    work.session.exec(
        update(ClaimRecord)
        .where(
            col(ClaimRecord.person_id) == member.person_id,
            col(ClaimRecord.holder_id) == member.holder_id,
        )
        .values(state=state.value, attention=False, **emptied)
    )
    count_members(work, member.holder_id)


def close_holder(work: Work, holder_id: UUID, following: UUID | None) -> bool:
    """Let a phone show its next applicant; without one, forget its browsers. Tell if it is over."""
    work.session.exec(
        update(HolderRecord)
        .where(col(HolderRecord.holder_id) == holder_id)
        .values(person_id=following)
    )
    if following is None:
        work.session.exec(delete(BrowserRecord).where(col(BrowserRecord.holder_id) == holder_id))
    return not has_browser(work, holder_id)
