"""Purging official facts: all of a person's, once nothing they lead to ran in the last period."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, delete, select

from domain.assessment.assess import assess
from domain.assessment.values import Signals
from domain.audit.note import Act, note
from domain.declaration.records import DeclarationRecord
from domain.healthcode.assessing import held_until
from domain.household.records import ClaimRecord
from domain.people.store import bump_revision
from domain.policy.context import Context
from domain.signals.facts import Fact, FactKind
from domain.signals.records import FactRecord
from domain.signals.store import areas, facts_of, of_index
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
            note(work, ctx, Act.PURGED, person_id, ("fact",))
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
    if _still_clears(work, person_id, own) or _lifts_others(work, ctx, own):
        return False
    signals = Signals(facts, areas(work))
    for at in (began, ctx.instant):
        rules = ctx.policies.set_at(at)
        if held_until(assess((), signals, rules, at), rules) is not None:
            return False
    return True


def _lifts_others(work: Work, ctx: Context, own: Sequence[Fact]) -> bool:
    """Tell whether somebody's contact still hangs on a case that these facts exclude.

    While the contact is kept, what lifted it is: else it would look as if it had run on.
    """
    cases = [fact.of for fact in own if fact.kind is FactKind.EXCLUDED and fact.of is not None]
    if not cases:
        return False
    contacts = (
        select(FactRecord.person_id)
        .where(col(FactRecord.of_index).in_([of_index(ctx.ring, case) for case in cases]))
        .where(col(FactRecord.kind) == FactKind.CLOSE_CONTACT.value)
        .where(col(FactRecord.person_id) != own[0].person_id)
        .limit(1)
    )
    return work.session.exec(contacts).first() is not None


def _still_clears(work: Work, person_id: UUID, own: Sequence[Fact]) -> bool:
    """Tell whether a kept answer would count again without these facts.

    An examination is kept as long as what was declared before it; a death as long as anybody could
    show the code.
    """
    kinds = {fact.kind for fact in own}
    if FactKind.DIED in kinds:
        claims = select(ClaimRecord.holder_id).where(col(ClaimRecord.person_id) == person_id)
        if work.session.exec(claims.limit(1)).first() is not None:
            return True
    if FactKind.EXAMINED_CLEAR not in kinds:
        return False
    last = max(fact.recorded_at for fact in own if fact.kind is FactKind.EXAMINED_CLEAR)
    answers = (
        select(DeclarationRecord.declaration_id)
        .where(col(DeclarationRecord.person_id) == person_id)
        .where(col(DeclarationRecord.declared_at) <= last)
        .limit(1)
    )
    return work.session.exec(answers).first() is not None
