"""Purging official facts: all of a person's, once nothing they lead to ran in the last period."""

from uuid import UUID

from sqlmodel import col, delete, select

from domain.assessment.assess import assess
from domain.assessment.values import Signals
from domain.healthcode.assessing import held_until
from domain.people.store import bump_revision
from domain.policy.context import Context
from domain.signals.records import FactRecord
from domain.signals.store import areas, facts_of
from domain.storage.work import Work

BITE = 200
_FIRST = UUID(int=0)


def purge_facts(work: Work, ctx: Context, after: UUID = _FIRST) -> UUID | None:
    """Purge the facts of the next people after this id; give the last one looked at, or None.

    A ground waits for its event as long as it takes, so the rules themselves are asked whether
    anything still ran when the period began.
    """
    period = ctx.policies.retention.signals.length
    assert period is not None  # noqa: S101 - the policy file gives it in days
    began = ctx.instant - period
    people = work.session.exec(
        select(FactRecord.person_id)
        .where(col(FactRecord.person_id) > after, col(FactRecord.recorded_at) < began)
        .distinct()
        .order_by(col(FactRecord.person_id))
        .limit(BITE)
    ).all()
    for person_id in people:
        if _is_over(work, ctx, person_id):
            work.session.exec(delete(FactRecord).where(col(FactRecord.person_id) == person_id))
            bump_revision(work, person_id)
    return people[-1] if people else None


def _is_over(work: Work, ctx: Context, person_id: UUID) -> bool:
    """Tell whether neither now nor when the period began any ground of theirs ran or waited."""
    facts = facts_of(work, ctx.ring, person_id)
    own = [fact for fact in facts if fact.person_id == person_id]
    period = ctx.policies.retention.signals.length
    assert period is not None  # noqa: S101 - the policy file gives it in days
    began = ctx.instant - period
    if any(fact.recorded_at >= began for fact in own):
        return False
    signals = Signals(facts, areas(work))
    for at in (began, ctx.instant):
        rules = ctx.policies.set_at(at)
        if held_until(assess((), signals, rules, at), rules) is not None:
            return False
    return True
