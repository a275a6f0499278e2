"""Submitting a draft: the commitment, all answers read once more, and the application taken."""

from uuid import UUID

from domain.declaration.application import read_application, read_commitment
from domain.declaration.drafts import draft_at
from domain.declaration.entries import Entries
from domain.declaration.terms import Terms
from domain.declaration.values import Application
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
    if wrong or not isinstance(read, Application):
        return wrong
    return apply(work, ctx, holder_id, read)
