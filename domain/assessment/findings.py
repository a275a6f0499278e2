"""Every ground of a rule set, asked of what is known: the table of kinds and their functions."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from domain.assessment.cases import case_runs
from domain.assessment.exposures import abroad_runs, contact_runs
from domain.assessment.known import Known
from domain.assessment.runs import Run
from domain.assessment.stays import stay_runs
from domain.assessment.symptoms import Trouble, exposed_runs, symptom_run, troubles_of
from domain.policy.grounds import (
    AbroadGround,
    AnyGround,
    AreaGround,
    CaseGround,
    ContactGround,
    ExposedSymptomGround,
    SymptomGround,
)


class Finding(NamedTuple):
    """One run, and the ground under which it was found."""

    ground: AnyGround
    run: Run


def findings_of(known: Known, categories: frozenset[str]) -> list[Finding]:
    """Find every run under every ground that touches these categories, in the order of telling."""
    grounds: Sequence[AnyGround] = known.rules.grounds
    if categories:
        grounds = [ground for ground in grounds if ground.not_for.isdisjoint(categories)]
    runs = {ground.id: list(_runs(ground, known)) for ground in grounds}
    if troubles := troubles_of(known):
        _find_symptoms(grounds, known, troubles, runs)
    return [Finding(ground, run) for ground in grounds for run in runs[ground.id]]


def _runs(ground: AnyGround, known: Known) -> Iterable[Run]:
    """Ask one ground; those of symptoms are asked last, since they look at what others found."""
    match ground:
        case CaseGround():
            return case_runs(ground, known)
        case ContactGround():
            return contact_runs(ground, known)
        case AbroadGround():
            return abroad_runs(ground, known)
        case AreaGround():
            return stay_runs(ground, known)
        case ExposedSymptomGround() | SymptomGround():
            return ()


def _find_symptoms(
    grounds: Sequence[AnyGround],
    known: Known,
    troubles: Sequence[Trouble],
    runs: dict[str, list[Run]],
) -> None:
    """Give each symptom to the ground that joins it with an exposure, else to the plain one."""
    exposed: list[Trouble] = []
    for ground in grounds:
        if isinstance(ground, ExposedSymptomGround):
            exposures = [run for name in ground.exposures for run in runs.get(name, ())]
            for trouble, run in exposed_runs(ground, known, troubles, exposures):
                exposed.append(trouble)
                runs[ground.id].append(run)
    # Of symptoms without exposure the latest tells: it has the fewest clean reports behind it.
    latest = troubles[-1]
    for ground in grounds:
        if isinstance(ground, SymptomGround) and latest not in exposed and latest.closed is None:
            runs[ground.id].append(symptom_run(ground, known, latest))
