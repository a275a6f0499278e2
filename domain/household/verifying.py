"""A claim is verified: staff at a door have seen the person's document (architecture: Claims)."""

from uuid import UUID

from sqlmodel import col, update

from domain.audit.note import Act, note
from domain.household.claim import ties_of
from domain.household.claims import ClaimState
from domain.household.records import ClaimRecord
from domain.people.store import bump_revision, lock_person
from domain.policy.context import Context
from domain.storage.work import Work

_SEEN = frozenset({ClaimState.STANDING, ClaimState.PENDING})


def verify_claim(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> bool:
    """Let a claim be verified by a document that was seen; False where it is already, or is over.

    A claim that waited counts from now on, for that is what it waited for.
    """
    lock_person(work, person_id)
    states = {tie.holder_id: tie.state for tie in ties_of(work, person_id)}
    if states.get(holder_id) not in _SEEN:
        return False
    work.session.exec(
        update(ClaimRecord)
        .where(col(ClaimRecord.person_id) == person_id, col(ClaimRecord.holder_id) == holder_id)
        .values(state=ClaimState.VERIFIED.value)
        .execution_options(synchronize_session=False)
    )
    bump_revision(work, person_id)
    note(work, ctx, Act.CLAIM_VERIFIED, person_id, ("state", holder_id.hex))
    return True
