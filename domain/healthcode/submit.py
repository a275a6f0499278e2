"""Submitting a draft: the commitment, all answers read once more, and the application taken."""

from dataclasses import replace
from typing import Literal
from uuid import UUID

from domain.declaration.application import read_application, read_commitment
from domain.declaration.consent import read_consent
from domain.declaration.drafts import draft_at
from domain.declaration.entries import Entries
from domain.declaration.terms import Terms
from domain.declaration.values import Application, Consent, Relationship
from domain.healthcode.apply import apply
from domain.healthcode.assessing import refresh
from domain.healthcode.values import Issued
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.policy.context import Context
from domain.storage.work import Work


def submit(
    work: Work, ctx: Context, holder_id: UUID, posted: Entries
) -> Issued | tuple[Problem, ...]:
    """Take the draft that the act's nonce names, or give what is wrong with it, nothing written.

    A draft that was taken already gives the code it led to: a double tap, a retry, the back
    button. Raises DomainError GONE where there is no such draft.
    """
    draft = draft_at(work, ctx.ring, holder_id, ctx.nonce)
    if draft is None or draft.id != ctx.nonce:
        raise DomainError(Refusal.GONE)
    if draft.person_id is not None:
        colour = refresh(work, ctx, draft.person_id, holder_id).colour
        return Issued(draft.person_id, holder_id, colour, again=True)
    terms = Terms(ctx.instant)
    read = read_application(draft.entries, terms, draft.channel, draft.corrects)
    wrong = (*read_commitment(posted, terms), *(read if isinstance(read, tuple) else ()))
    if not isinstance(read, Application):
        return wrong
    agreed = _agreed(posted, terms, read)
    wrong += agreed if isinstance(agreed, tuple) else ()
    if wrong or isinstance(agreed, tuple):
        return wrong
    return apply(work, ctx, holder_id, replace(read, consent=agreed))


def _agreed(
    posted: Entries, terms: Terms, application: Application
) -> Consent | Literal[""] | tuple[Problem, ...]:
    """Give how somebody else's applicant agreed; nobody is asked about themselves."""
    if application.relationship is Relationship.SELF:
        return ""
    return read_consent(posted, terms, application.identity.born)
