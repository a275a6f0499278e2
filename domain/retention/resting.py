"""Which of a phone's answers must stay because a risk rests on them: a pure rule (ADR 20)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from domain.assessment.assess import assess, rests_on
from domain.assessment.values import FOREVER, Assessment, Reason, Signals
from domain.declaration.values import Declaration
from domain.policy.rulesets import RuleSet

_MOST_STEPS = 64
_Risks = tuple[datetime, tuple[Reason, ...]]


def resting(
    answers: Sequence[Declaration],
    holder_id: UUID,
    signals: Signals,
    rules: RuleSet,
    instant: datetime,
) -> frozenset[UUID]:
    """Give the ids of a holder's answers without which a risk would be other, now or ever after.

    Of all answers that count these are the ones that a running ground rests on. Where clean
    reports bring its end nearer, they stay beside it; and where less than all would change a risk
    in any way, all stay.
    """
    own = [one for one in answers if one.holder_id == holder_id]
    others = [one for one in answers if one.holder_id != holder_id]
    running = list(_risks(assess(answers, signals, rules, instant), rules))
    named = set(rests_on(answers, signals, rules, instant)) if running else set()
    kept = [one for one in own if one.id in named]
    if kept and any(each.needed for reason in running for each in reason.evidence):
        first = min(one.declared_at for one in kept)
        kept = [one for one in own if one.declared_at >= first]

    def ahead(chosen: Sequence[Declaration]) -> list[_Risks]:
        at = partial(_assessed, (*chosen, *others), signals, rules)
        return list(_ahead(at, rules, instant))

    whole = own if ahead(kept) != ahead(own) else kept
    return frozenset(one.id for one in whole)


def _assessed(
    answers: Sequence[Declaration], signals: Signals, rules: RuleSet, at: datetime
) -> Assessment:
    return assess(answers, signals, rules, at)


def _ahead(
    at: Callable[[datetime], Assessment], rules: RuleSet, instant: datetime
) -> Iterator[_Risks]:
    """Give the risks that run from each instant on at which they change."""
    last: tuple[Reason, ...] | None = None
    for _ in range(_MOST_STEPS):
        found = at(instant)
        risks = tuple(_risks(found, rules))
        if risks != last:
            yield instant, risks
            last = risks
        if found.changes_at >= FOREVER:
            return
        instant = found.changes_at


def _risks(found: Assessment, rules: RuleSet) -> Iterator[Reason]:
    return (reason for reason in found.reasons if rules.ground(reason.rule) is not None)
