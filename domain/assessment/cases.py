"""R1: an official case is red until it is released, and through the stretch that follows."""

from collections.abc import Iterator
from datetime import datetime

from domain.assessment.days import opening, told_on
from domain.assessment.known import Known
from domain.assessment.runs import Phase, Run, dated, waiting_officially
from domain.assessment.values import Evidence
from domain.policy.grounds import CaseGround
from domain.signals.facts import Fact, FactKind, Outcome


def case_runs(ground: CaseGround, known: Known) -> Iterator[Run]:
    """Give the run of each case that no exclusion has lifted and no later finding replaced."""
    if not known.facts:
        return
    cases = [
        fact
        for fact in known.facts
        if fact.kind.value in ground.opens and fact.id not in known.excluded
    ]
    replaced = {fact.of for fact in cases}
    for case in cases:
        if case.id not in replaced:
            run = _run(ground, known, case)
            if run is not None:
                yield run


def _run(ground: CaseGround, known: Known, case: Fact) -> Run | None:
    opened = Evidence(case.kind.value, official=True, day=case.day)
    release = _release(ground, known, case)
    if release is None:
        phases = waiting_officially(
            ground.colour, told_on(_looked_at(known, case)), known.rules.review, ground.step
        )
        return Run((opened,), opening(case.day), phases, (case.id,))
    stretches = _stretches(ground, release)
    released = Evidence(release.kind.value, official=True, day=release.day)
    if not stretches:
        return None
    return Run((opened, released), opening(case.day), stretches, (case.id, release.id))


def _release(ground: CaseGround, known: Known, case: Fact) -> Fact | None:
    """Give the release that names this case; of several, the last that was recorded."""
    named = [
        fact for fact in known.facts if fact.of == case.id and fact.kind.value in ground.releases
    ]
    return named[-1] if named else None


def _stretches(ground: CaseGround, release: Fact) -> tuple[Phase, ...]:
    """Lay the stretches after a release one behind the other, from its day on."""
    phases, days = [], 0
    for kind, stretches in ground.releases.items():
        if kind == release.kind.value:
            for stretch in stretches:
                days += stretch.days
                step = stretch.step or ground.step
                phases.append(dated(stretch.colour, release.day, days, step))
    return tuple(phases)


def _looked_at(known: Known, case: Fact) -> datetime:
    """Give when the case was last looked at: recorded, or tested positive once more."""
    tests = [
        fact.recorded_at
        for fact in known.facts
        if fact.kind is FactKind.TEST_RESULT
        and fact.of == case.id
        and fact.result is Outcome.POSITIVE
    ]
    return max([case.recorded_at, *tests])
