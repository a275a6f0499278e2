"""A claim that waits comes to stand: another holder says so, or its phone number is proven."""

from uuid import UUID

from sqlmodel import col, update

from domain.audit.note import Act, note
from domain.household.claim import ties_of
from domain.household.claims import ClaimState, is_same_number
from domain.household.records import ClaimRecord
from domain.kernel.problems import DomainError, Refusal
from domain.people.store import bump_revision, lock_person
from domain.policy.context import Context
from domain.storage.work import Work


def confirm_claim(work: Work, ctx: Context, person_id: UUID, holder_id: UUID, other: UUID) -> None:
    """Let a second phone's pending claim stand, in one tap of a holder whose own claim stands."""
    lock_person(work, person_id)
    ties = {tie.holder_id: tie for tie in ties_of(work, person_id)}
    mine, theirs = ties.get(holder_id), ties.get(other)
    if mine is None or not mine.state.stands or theirs is None:
        raise DomainError(Refusal.NOT_FOUND)
    if theirs.state is not ClaimState.PENDING:
        return
    _let_stand(work, ctx, person_id, other, Act.CLAIM_CONFIRMED)


def stand_by_number(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> bool:
    """Let a holder's own pending claim stand, whose number they have proven to have in hand.

    False, and nothing done, where no other claim that counts was made with that number: then it
    says nothing about whose document it is. It stands, no more: verified is a document seen.
    """
    if not is_same_number(ties_of(work, person_id), holder_id):
        return False
    _let_stand(work, ctx, person_id, holder_id, Act.CLAIM_PROVEN)
    return True


def _let_stand(work: Work, ctx: Context, person_id: UUID, holder_id: UUID, act: Act) -> None:
    work.session.exec(
        update(ClaimRecord)
        .where(col(ClaimRecord.person_id) == person_id, col(ClaimRecord.holder_id) == holder_id)
        .values(state=ClaimState.STANDING.value)
    )
    bump_revision(work, person_id)
    note(work, ctx, act, person_id, ("state", holder_id.hex))
