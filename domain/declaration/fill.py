"""Filling in, step by step: each post is one verb that saves everything, right or wrong."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from domain.declaration.drafts import Draft, discard_drafts, draft_at, keep_draft, open_draft
from domain.declaration.entries import Entries, without
from domain.declaration.prefill import (
    entries_of_health,
    entries_of_identity,
    entries_of_journey,
    entries_of_stay,
)
from domain.declaration.steps import Step, next_step, take
from domain.declaration.store import last_full
from domain.declaration.terms import Terms
from domain.declaration.values import Declaration, Identity, Relationship
from domain.household.browsers import open_holder
from domain.household.claim import member_of
from domain.household.values import Known, Member
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.limits.spend import spend
from domain.people.documents import Document
from domain.policy.context import Context
from domain.storage.work import Work

Change = Callable[[Entries], Entries]


@dataclass(frozen=True, slots=True)
class Posted:
    """One posted step: `change` is a row added or dropped, which stays on the step unjudged.

    `network` is the keyed index of the network of a browser that is not known yet, b"" where none
    is counted.
    """

    step: Step
    entries: Entries
    channel: str = ""
    change: Change | None = None
    network: bytes = b""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a post led to: the draft as it is now, and what is wrong on the step."""

    draft: Draft
    problems: tuple[Problem, ...] = ()


def fill(work: Work, ctx: Context, token: str, holder_id: UUID, posted: Posted) -> Filled:
    """Save a step into the holder's open draft, made under the act's nonce where there is none.

    `holder_id` is used where the browser's token is new. A step of a draft that was declared
    meanwhile changes nothing: the answer is that draft. Raises DomainError CROWDED where too many
    new browsers of one network begin.
    """
    if posted.network:
        _count(work, ctx, posted.network)
    holder = open_holder(work, ctx, token, holder_id)
    draft = draft_at(work, ctx.ring, holder.id, ctx.nonce)
    draft = draft or Draft(ctx.nonce, channel=posted.channel)
    if draft.declared:
        return Filled(draft)
    taken = take(posted.step, draft.entries, posted.entries, Terms(ctx.instant))
    if posted.change is None:
        kept = replace(draft, step=taken.next, entries=taken.entries)
        return Filled(keep_draft(work, ctx, holder.id, kept), taken.problems)
    kept = replace(draft, step=posted.step, entries=posted.change(taken.entries))
    return Filled(keep_draft(work, ctx, holder.id, kept))


def begin_again(work: Work, ctx: Context, holder_id: UUID, person_id: UUID) -> Draft:
    """Go on with the open draft, or begin one from the last declaration: health is asked anew."""
    going = open_draft(work, ctx.ring, holder_id)
    if going is not None and going.corrects is None:
        return going
    member, last = _last(work, ctx, holder_id, person_id)
    return _begin(work, ctx, holder_id, _entries(member, last), None)


def begin_moved(work: Work, ctx: Context, holder_id: UUID, person_id: UUID) -> Draft:
    """Go on as in applying again, at the address: whoever moved chooses county and township."""
    draft = begin_again(work, ctx, holder_id, person_id)
    entries = without(draft.entries, ("county", "township", "address"))
    return keep_draft(work, ctx, holder_id, replace(draft, step=Step.ADDRESS, entries=entries))


def begin_correction(work: Work, ctx: Context, holder_id: UUID, person_id: UUID) -> Draft:
    """Begin a draft with every answer of the last declaration, to mend a slip in it."""
    member, last = _last(work, ctx, holder_id, person_id)
    if last is None:
        raise DomainError(Refusal.NOT_FOUND)
    going = open_draft(work, ctx.ring, holder_id)
    if going is not None and going.corrects == last.id:
        return going
    health = entries_of_health(last.health, Terms(ctx.instant))
    return _begin(work, ctx, holder_id, {**_entries(member, last), **health}, last.id)


def _count(work: Work, ctx: Context, network: bytes) -> None:
    """Spend one of what the new browsers of a network may begin; what is refused costs nothing."""
    spent = spend(work, ctx.instant, "drafts", ctx.policies.limits.drafts, network)
    if not spent.allowed:
        raise DomainError(Refusal.CROWDED, spent.retry_after)


def _begin(
    work: Work, ctx: Context, holder_id: UUID, entries: Entries, corrects: UUID | None
) -> Draft:
    discard_drafts(work, holder_id)
    step = next_step(entries, Terms(ctx.instant))
    return keep_draft(work, ctx, holder_id, Draft(ctx.nonce, step, entries, corrects=corrects))


def _last(
    work: Work, ctx: Context, holder_id: UUID, person_id: UUID
) -> tuple[Member, Declaration | None]:
    """Give the holder's applicant and their last full declaration by this holder."""
    member = member_of(work, ctx.ring, person_id, holder_id)
    if member is None:
        raise DomainError(Refusal.NOT_FOUND)
    return member, last_full(work, ctx.ring, person_id, holder_id)


def _entries(member: Member, last: Declaration | None) -> Entries:
    relationship = Relationship(member.relationship)
    identity = entries_of_identity(_identity(member.known), relationship)
    if last is None:
        return identity
    return {**identity, **entries_of_journey(last.journey), **entries_of_stay(last.stay)}


def _identity(known: Known) -> Identity:
    return Identity(
        phone=known.phone,
        helper_phone=known.helper_phone,
        name=known.name,
        document=Document(known.document_kind, known.document),
        gender=known.gender,
        born=known.born,
        nationality=known.nationality,
    )
