"""Beginning a declaration with what is known already: one's own again, or somebody else's."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from domain.declaration.consent import FIELD as CONSENT
from domain.declaration.drafts import Draft, discard_drafts, keep_draft, open_drafts
from domain.declaration.entries import Entries, without
from domain.declaration.prefill import (
    entries_of_health,
    entries_of_identity,
    entries_of_journey,
    entries_of_stay,
)
from domain.declaration.steps import Step, next_step
from domain.declaration.store import last_full
from domain.declaration.terms import Terms
from domain.declaration.values import Declaration, Identity, Relationship
from domain.declaration.who import PROXY, is_for_other
from domain.household.claim import member_of
from domain.household.members import people_of
from domain.household.values import Known, Member
from domain.kernel.problems import DomainError, Refusal
from domain.people.documents import Document
from domain.people.phones import show_phone
from domain.policy.context import Context
from domain.storage.work import Work

_OWN_WORK = ("occupation", "employer")


def begin_again(work: Work, ctx: Context, holder_id: UUID, person_id: UUID) -> Draft:
    """Go on with the open draft about a person, or begin one from their last declaration.

    Health is asked anew.
    """
    member, last = last_of(work, ctx, holder_id, person_id)
    going = drafts_about(work, ctx, member)
    kept = next((draft for draft in going if draft.corrects is None), None)
    if kept is not None:
        return keep_draft(work, ctx, holder_id, kept)
    return _begin(work, ctx, member, going, _entries(member, last), None)


def begin_moved(work: Work, ctx: Context, holder_id: UUID, person_id: UUID) -> Draft:
    """Go on as in applying again, at the address: whoever moved chooses county and township."""
    draft = begin_again(work, ctx, holder_id, person_id)
    entries = without(draft.entries, ("county", "township", "address"))
    return keep_draft(work, ctx, holder_id, replace(draft, step=Step.ADDRESS, entries=entries))


def begin_correction(work: Work, ctx: Context, holder_id: UUID, person_id: UUID) -> Draft:
    """Begin a draft with every answer of the last declaration, to mend a slip in it."""
    member, last = last_of(work, ctx, holder_id, person_id)
    if last is None:
        raise DomainError(Refusal.NOT_FOUND)
    going = drafts_about(work, ctx, member)
    kept = next((draft for draft in going if draft.corrects == last.id), None)
    if kept is not None:
        return keep_draft(work, ctx, holder_id, kept)
    health = entries_of_health(last.health, Terms(ctx.instant))
    return _begin(work, ctx, member, going, {**_entries(member, last), **health}, last.id)


def begin_for(work: Work, ctx: Context, holder_id: UUID) -> Draft:
    """Go on with filling in for somebody who is not on this phone yet, or begin it.

    It begins with the proxy's own number as a helper's. Raises HOUSEHOLD_FULL where nobody more
    may be added, NOT_FOUND where the phone has nobody itself.
    """
    going = open_drafts(work, ctx.ring, holder_id)
    new = (each for each in going if each.applicant is None and is_for_other(each.entries))
    kept = next(new, None)
    if kept is not None:
        return keep_draft(work, ctx, holder_id, kept)
    people = people_of(work, holder_id)
    if not people:
        raise DomainError(Refusal.NOT_FOUND)
    if len(people) >= ctx.policies.limits.household_members.most:
        raise DomainError(Refusal.HOUSEHOLD_FULL)
    own, last = last_of(work, ctx, holder_id, people[0])
    entries = {
        PROXY: ("yes" if last is None else "home",),
        "phone": (show_phone(own.known.phone),),
        "helper": ("yes",),
    }
    return keep_draft(work, ctx, holder_id, Draft(ctx.nonce, entries=entries))


def beside(work: Work, ctx: Context, holder_id: UUID) -> Entries:
    """Give the home and the journey of the holder's own last declaration, as typed; no health."""
    people = people_of(work, holder_id)
    _, last = last_of(work, ctx, holder_id, people[0]) if people else (None, None)
    if last is None:
        return {}
    home = without(entries_of_stay(last.stay), _OWN_WORK)
    return {**home, **entries_of_journey(last.journey)}


def last_of(
    work: Work, ctx: Context, holder_id: UUID, person_id: UUID
) -> tuple[Member, Declaration | None]:
    """Give the holder's applicant and their last full declaration by this holder."""
    member = member_of(work, ctx.ring, person_id, holder_id)
    if member is None:
        raise DomainError(Refusal.NOT_FOUND)
    return member, last_full(work, ctx.ring, person_id, holder_id)


def identity_of(known: Known) -> Identity:
    """Give who a claim says a person is as a declaration states it."""
    return Identity(
        phone=known.phone,
        helper_phone=known.helper_phone,
        name=known.name,
        document=Document(known.document_kind, known.document),
        gender=known.gender,
        born=known.born,
        nationality=known.nationality,
    )


def drafts_about(work: Work, ctx: Context, member: Member) -> tuple[Draft, ...]:
    """Give the open drafts about an applicant, the one last touched first.

    A holder's first declaration was about nobody the phone had yet: it is their own.
    """
    return tuple(
        draft
        for draft in open_drafts(work, ctx.ring, member.holder_id)
        if draft.applicant == member.person_id
        or (draft.applicant is None and member.own and not is_for_other(draft.entries))
    )


def _begin(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work,
    ctx: Context,
    member: Member,
    going: Sequence[Draft],
    entries: Entries,
    corrects: UUID | None,
) -> Draft:
    discard_drafts(work, member.holder_id, [draft.id for draft in going])
    step = next_step(entries, Terms(ctx.instant))
    draft = Draft(ctx.nonce, step, entries, corrects=corrects, applicant=member.person_id)
    return keep_draft(work, ctx, member.holder_id, draft)


def _entries(member: Member, last: Declaration | None) -> Entries:
    relationship = Relationship(member.relationship)
    identity = entries_of_identity(identity_of(member.known), relationship)
    if member.consent:
        identity[CONSENT] = (member.consent,)
    if last is None:
        return identity
    return {**identity, **entries_of_journey(last.journey), **entries_of_stay(last.stay)}
