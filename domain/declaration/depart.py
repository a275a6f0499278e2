"""Saying that one has left Yunnan, and taking it back: kept with the last declaration."""

from datetime import date
from uuid import UUID

from domain.audit.note import Act, note
from domain.declaration.departure import FIELD, read_departure
from domain.declaration.entries import Entries
from domain.declaration.store import add_departure, last_full
from domain.declaration.terms import Terms
from domain.declaration.values import Declaration, Departure
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.limits.spend import require
from domain.people.store import bump_revision, lock_person
from domain.policy.context import Context
from domain.storage.work import Work


def declared_on(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> date:
    """Give the day of a holder's last declaration; raises DomainError NOT_FOUND for none."""
    return day_of(_last(work, ctx, person_id, holder_id).declared_at)


def depart(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, posted: Entries
) -> tuple[Problem, ...]:
    """Take a holder's word that a person has left Yunnan, or give what is wrong with it.

    The same nonce again changes nothing. Raises DomainError NOT_FOUND where the holder has
    declared nothing, TOO_MANY past the limit.
    """
    lock_person(work, person_id)
    last = _last(work, ctx, person_id, holder_id)
    read = read_departure(posted, Terms(ctx.instant), day_of(last.declared_at))
    if isinstance(read, tuple):
        return read
    _say(work, ctx, last, read, Act.DEPARTED)
    return ()


def stay_on(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> None:
    """Take back what was said of leaving, whichever phone said it; raises as `depart`."""
    lock_person(work, person_id)
    _say(work, ctx, _last(work, ctx, person_id, holder_id), None, Act.STAYED_ON)


def _last(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Declaration:
    last = last_full(work, ctx.ring, person_id, holder_id)
    if last is None:
        raise DomainError(Refusal.NOT_FOUND)
    return last


def _say(work: Work, ctx: Context, last: Declaration, left_on: date | None, act: Act) -> None:
    if any(each.id == ctx.nonce for each in last.departures):
        return
    limits = ctx.policies.limits
    require(work, ctx.instant, "departures", limits.departures, last.holder_id.bytes)
    add_departure(work, ctx.ring, last, Departure(ctx.nonce, ctx.instant, left_on))
    bump_revision(work, last.person_id)
    note(work, ctx, act, last.person_id, (FIELD,))
