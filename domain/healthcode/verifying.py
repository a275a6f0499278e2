"""A document was seen: the claim behind a code is verified, and the person's phones are told."""

from uuid import UUID

from sqlmodel import col, select

from domain.healthcode.assessing import refresh
from domain.healthcode.records import ObjectionRecord
from domain.healthcode.telling import tell
from domain.household.claim import ties_of
from domain.household.claims import ClaimState
from domain.household.verifying import verify_claim
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.work import Work


def document_seen(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> bool:
    """Verify the claim of a code whose document staff have seen; tell whether that is new.

    One that a verified holder objected to waits for an officer. The code's version grows with
    what its page says, so an open page shows it at its next poll.
    """
    lock_person(work, person_id)
    if _is_disputed(work, person_id, holder_id):
        return False
    if not verify_claim(work, ctx, person_id, holder_id):
        return False
    tell(work, ctx, person_id)
    refresh(work, ctx, person_id, holder_id)
    return True


def _is_disputed(work: Work, person_id: UUID, holder_id: UUID) -> bool:
    """Tell whether somebody whose own document was seen said that this claim is not theirs."""
    objectors = work.session.exec(
        select(ObjectionRecord.holder_id).where(
            col(ObjectionRecord.person_id) == person_id,
            col(ObjectionRecord.about_id) == holder_id,
        )
    ).all()
    verified = {
        tie.holder_id for tie in ties_of(work, person_id) if tie.state is ClaimState.VERIFIED
    }
    return bool(verified.intersection(objectors))
