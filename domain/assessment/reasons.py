"""The worst ground wins, the latest end of several: what runs at an instant, told in order."""

from collections.abc import Sequence
from datetime import datetime

from domain.assessment.findings import Finding
from domain.assessment.runs import Phase, Run
from domain.assessment.values import FOREVER, Evidence, Reason
from domain.kernel.colour import Colour

_RANK = {Colour.GREY: 1, Colour.YELLOW: 2, Colour.RED: 3}


def reasons_at(findings: Sequence[Finding], instant: datetime) -> tuple[Reason, ...]:
    """Give one reason for each ground that runs at the instant, the worst colour first.

    Grounds of one colour keep the order of telling. Empty where nothing runs.
    """
    running: dict[str, list[tuple[Phase, Run]]] = {}
    for ground, run in findings:
        phase = run.phase_at(instant)
        if phase is not None:
            running.setdefault(ground.id, []).append((phase, run))
    reasons = [_reason(rule, runs) for rule, runs in running.items()]
    reasons.sort(key=lambda reason: -_RANK[reason.colour])
    return tuple(reasons)


def _reason(rule: str, runs: list[tuple[Phase, Run]]) -> Reason:
    """Fold the runs of one ground: the weightiest gives colour and end, all of it the evidence."""
    first, run = runs[0]
    evidence = run.evidence
    if len(runs) > 1:
        runs.sort(key=lambda pair: _weight(pair[0]), reverse=True)
        first = runs[0][0]
        evidence = _evidence([run for phase, run in runs if phase.colour is first.colour])
    return Reason(rule, first.colour, evidence, first.until, first.review, first.step)


def _evidence(runs: Sequence[Run]) -> tuple[Evidence, ...]:
    """Give the evidence of several runs, each piece once."""
    return tuple(dict.fromkeys(evidence for run in runs for evidence in run.evidence))


def _weight(phase: Phase) -> tuple[int, datetime]:
    return _RANK[phase.colour], phase.until or FOREVER
