"""What is known at an instant: nothing declared or recorded later counts, whoever passes it in."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from domain.assessment.values import FOREVER, Signals
from domain.declaration.values import Declaration, Departure
from domain.policy.rulesets import RuleSet
from domain.signals.facts import Areas, Fact, FactKind

_NOTHING: frozenset[UUID] = frozenset()
_as_declared = attrgetter("declared_at", "id")
_as_recorded = attrgetter("recorded_at", "id")
_as_told = attrgetter("told_at", "id")


class Known(NamedTuple):
    """The evidence that counts at one instant, oldest first; `next_at` is when more will count.

    `departures` is what was said by then of having left, on whichever phone. `excluded` holds the
    ids of what an exclusion names: a case, or a contact by mistake.
    """

    rules: RuleSet
    at: datetime
    declarations: Sequence[Declaration]
    facts: Sequence[Fact]
    areas: Areas
    excluded: frozenset[UUID]
    next_at: datetime
    departures: Sequence[Departure]

    def said_after(
        self, declaration: Declaration, following: Declaration | None
    ) -> Sequence[Departure]:
        """Give what was said of leaving between two declarations, oldest first."""
        return [
            told
            for told in self.departures
            if declaration.declared_at <= told.told_at
            and (following is None or told.told_at < following.declared_at)
        ]


def known_at(
    declarations: Sequence[Declaration], signals: Signals, rules: RuleSet, instant: datetime
) -> Known:
    """Sort what is known at an instant from what will be; corrected declarations fall out."""
    told = [one for one in declarations if one.declared_at <= instant and not one.corrected]
    facts = [fact for fact in signals.facts if fact.recorded_at <= instant]
    if len(told) > 1:
        told.sort(key=_as_declared)
    if len(facts) > 1:
        facts.sort(key=_as_recorded)
    return Known(
        rules=rules,
        at=instant,
        declarations=told,
        facts=facts,
        areas=signals.areas,
        excluded=_excluded(facts) if facts else _NOTHING,
        next_at=_next(declarations, signals, instant),
        departures=_departures(told, instant),
    )


def _departures(told: Sequence[Declaration], instant: datetime) -> Sequence[Departure]:
    said = [each for one in told for each in one.departures if each.told_at <= instant]
    said.sort(key=_as_told)
    return said


def _excluded(facts: Sequence[Fact]) -> frozenset[UUID]:
    return frozenset(
        fact.of for fact in facts if fact.kind is FactKind.EXCLUDED and fact.of is not None
    )


def _next(declarations: Sequence[Declaration], signals: Signals, instant: datetime) -> datetime:
    """Give the first instant after this one at which something passed in becomes known."""
    following = FOREVER
    for one in declarations:
        if instant < one.declared_at < following and not one.corrected:
            following = one.declared_at
        for told in one.departures:
            if instant < told.told_at < following and not one.corrected:
                following = told.told_at
    for fact in signals.facts:
        if instant < fact.recorded_at < following:
            following = fact.recorded_at
    listed = signals.areas.learned_after(instant)
    return following if listed is None else min(following, listed)
