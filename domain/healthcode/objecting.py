"""What a holder says to what another phone did with the same document: theirs, or not theirs.

An objection is stored and audited, and an officer answers it; by itself it changes no colour
(product B6), and the other phone learns nothing of it.
"""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, delete, select

from domain.audit.note import Act, note
from domain.healthcode.news import news_of
from domain.healthcode.records import ObjectionRecord, ToldRecord
from domain.healthcode.telling import tell
from domain.healthcode.values import About, News
from domain.household.claim import call_attention, member_of, ties_of
from domain.household.claims import ClaimState
from domain.household.parted import parted_of
from domain.household.waiting import confirm_claim
from domain.kernel.problems import DomainError, Refusal
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.work import Work


def acknowledge(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, declaration_id: UUID
) -> None:
    """Note that a risk answer told of was the holder's own, or their family's."""
    if _answer(work, ctx, person_id, holder_id, declaration_id):
        note(work, ctx, Act.RISK_ACKNOWLEDGED, person_id, ("told",))
        settle(work, ctx, person_id, holder_id)


def object_to_answer(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, declaration_id: UUID
) -> None:
    """Object to a risk answer told of: it was not the holder's."""
    if _answer(work, ctx, person_id, holder_id, declaration_id):
        _object(work, ctx, person_id, holder_id, About.ANSWER, declaration_id)


def object_to_claim(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, other: UUID
) -> None:
    """Object to a claim that waits: it stays as it is, grey for the other phone, but marked."""
    lock_person(work, person_id)
    _require_waiting(work, person_id, holder_id, other)
    if work.session.get(ObjectionRecord, (person_id, holder_id, other)) is None:
        _object(work, ctx, person_id, holder_id, About.CLAIM, other)
        call_attention(work, person_id, (holder_id,))


def confirm(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, other: UUID, sure: bool
) -> None:
    """Let a claim that waits stand; one that somebody objected to only where the holder is sure.

    Raises CONFLICT where they are not. Their own objection is withdrawn with it.
    """
    lock_person(work, person_id)
    if is_objected(work, person_id, other) and not sure:
        raise DomainError(Refusal.CONFLICT)
    confirm_claim(work, ctx, person_id, holder_id, other)
    own = work.session.get(ObjectionRecord, (person_id, holder_id, other))
    if own is not None:
        work.session.exec(
            delete(ObjectionRecord).where(
                col(ObjectionRecord.person_id) == person_id,
                col(ObjectionRecord.holder_id) == holder_id,
                col(ObjectionRecord.about_id) == other,
            )
        )
        note(work, ctx, Act.OBJECTION_WITHDRAWN, person_id, (About.CLAIM.value,))
    tell(work, ctx, person_id)
    settle(work, ctx, person_id, holder_id)


def is_objected(work: Work, person_id: UUID, other: UUID) -> bool:
    """Tell whether any holder of the person objected to this claim."""
    found = work.session.exec(
        select(ObjectionRecord.about_id)
        .where(col(ObjectionRecord.person_id) == person_id, col(ObjectionRecord.about_id) == other)
        .limit(1)
    ).first()
    return found is not None


def _answer(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, declaration_id: UUID
) -> bool:
    """Mark what was told as answered; False where it was before. NOT_FOUND where nothing was."""
    lock_person(work, person_id)
    told = work.session.get(ToldRecord, (person_id, holder_id, declaration_id))
    if told is None:
        raise DomainError(Refusal.NOT_FOUND)
    if told.answered_at is not None:
        return False
    told.answered_at = ctx.instant
    work.session.add(told)
    work.session.flush()
    return True


def _object(  # noqa: PLR0913, PLR0917 - whose objection, and to what
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, about: About, about_id: UUID
) -> None:
    hours = ctx.policies.set_at(ctx.instant).corrections.answer_hours
    work.session.add(
        ObjectionRecord(
            person_id=person_id,
            holder_id=holder_id,
            about_id=about_id,
            about=about.value,
            made_at=ctx.instant,
            due_at=ctx.instant + timedelta(hours=hours),
        )
    )
    work.session.flush()
    note(work, ctx, Act.OBJECTED, person_id, (about.value,))


def _require_waiting(work: Work, person_id: UUID, holder_id: UUID, other: UUID) -> None:
    """Refuse about a claim that does not wait, or by somebody whose own claim does not stand."""
    states = {tie.holder_id: tie.state for tie in ties_of(work, person_id)}
    mine = states.get(holder_id)
    if mine is None or not mine.stands or states.get(other) is not ClaimState.PENDING:
        raise DomainError(Refusal.NOT_FOUND)


def settle(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Take the mark from a claim once there is nothing more to tell."""
    member = member_of(work, ctx.ring, person_id, holder_id)
    if member is None or parted_of(work, ctx.ring, holder_id):
        return
    if news_of(work, member) == News():
        call_attention(work, person_id, (holder_id,), on=False)
