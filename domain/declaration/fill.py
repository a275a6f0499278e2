"""Filling in, step by step: each post is one verb that saves everything, right or wrong."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from domain.declaration.begin import beside
from domain.declaration.drafts import Draft, draft_at, keep_draft
from domain.declaration.entries import Entries, one
from domain.declaration.steps import Step, next_step, take
from domain.declaration.terms import Terms
from domain.declaration.who import PROXY
from domain.household.browsers import open_holder
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.limits.spend import spend
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
    """Save a step into the draft it belongs to, made under the act's nonce where there is none.

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
    terms = Terms(ctx.instant)
    taken = take(posted.step, draft.entries, posted.entries, terms)
    if posted.change is not None:
        kept = replace(draft, step=posted.step, entries=posted.change(taken.entries))
        return Filled(keep_draft(work, ctx, holder.id, kept))
    entries, following = taken.entries, taken.next
    if one(entries, "same") == "yes" and one(entries, PROXY):
        entries = {**beside(work, ctx, holder.id), **entries}
        following = posted.step if taken.problems else next_step(entries, terms)
    kept = replace(draft, step=following, entries=entries)
    return Filled(keep_draft(work, ctx, holder.id, kept), taken.problems)


def _count(work: Work, ctx: Context, network: bytes) -> None:
    """Spend one of what the new browsers of a network may begin; what is refused costs nothing."""
    spent = spend(work, ctx.instant, "drafts", ctx.policies.limits.drafts, network)
    if not spent.allowed:
        raise DomainError(Refusal.CROWDED, spent.retry_after)
