"""R4 and Y2: a symptom waits for a clinic; without an exposure, clean daily reports will do."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from domain.assessment.days import opening, told_on
from domain.assessment.known import Known
from domain.assessment.runs import Run, waiting_declared
from domain.assessment.values import Evidence
from domain.declaration.values import Health, Symptom
from domain.policy.grounds import ExposedSymptomGround, SymptomGround
from domain.policy.rulesets import Symptoms
from domain.signals.facts import FactKind

_SIGNS = tuple(sign.value for sign in Symptom)


class Trouble(NamedTuple):
    """A symptom declared, and not examined clear by a clinic since.

    `signs` is empty for "I don't know"; `began` is when it is said to have begun; `clean` counts
    the clean reports so far, and `closed` is the instant of the last one needed, or None.
    """

    declaration: UUID
    declared_on: date
    signs: tuple[str, ...]
    since: date
    began: datetime
    clean: int
    closed: datetime | None


def troubles_of(known: Known) -> list[Trouble]:
    """Give the symptoms that no clinic has examined clear, oldest first."""
    rule = known.rules.symptoms
    sick = [one for one in known.declarations if is_sick(one.health, rule)]
    if not sick:
        return []
    clean = _clean_reports(known, {told_on(one.declared_at) for one in sick})
    examined = _examined(known)
    needed = _needed(known)
    troubles = []
    for one in sick:
        if examined is None or examined < one.declared_at:
            declared_on = told_on(one.declared_at)
            since = one.health.symptoms_since or declared_on
            after = [made for day, made in clean.items() if day > declared_on]
            closed = after[needed - 1] if needed and len(after) >= needed else None
            began = min(one.declared_at, opening(since))
            signs = _signs(one.health, rule)
            troubles.append(Trouble(one.id, declared_on, signs, since, began, len(after), closed))
    return troubles


def exposed_runs(
    ground: ExposedSymptomGround,
    known: Known,
    troubles: Sequence[Trouble],
    exposures: Sequence[Run],
) -> Iterator[tuple[Trouble, Run]]:
    """Give the run of each symptom that was open while an exposure ran, with the symptom."""
    for trouble in troubles:
        if any(_overlap(trouble, exposure) for exposure in exposures):
            yield trouble, _run(ground, known, trouble, 0)


def symptom_run(ground: SymptomGround, known: Known, trouble: Trouble) -> Run:
    """Give the run of a symptom without exposure."""
    return _run(ground, known, trouble, ground.clean_reports)


def is_sick(health: Health, rule: Symptoms) -> bool:
    """Tell whether answers name a symptom; "I don't know" does, and so does a fever's reading."""
    if not health.symptoms and health.temperature is None:
        return health.symptoms_unknown
    return health.symptoms_unknown or bool(_signs(health, rule))


def _signs(health: Health, rule: Symptoms) -> tuple[str, ...]:
    named: set[str] = set(health.symptoms)
    if health.temperature is not None and health.temperature >= rule.fever_celsius:
        named.add(Symptom.FEVER)
    return tuple(sign for sign in _SIGNS if sign in named and sign in rule.signs)


def _clean_reports(known: Known, sick: set[date]) -> dict[date, datetime]:
    """Give the first report of each day on which no answer named a symptom.

    A full declaration asks the same questions, so it counts as its day's report.
    """
    clean: dict[date, datetime] = {}
    for one in known.declarations:
        day = told_on(one.declared_at)
        if day not in sick:
            clean.setdefault(day, one.declared_at)
    return clean


def _examined(known: Known) -> datetime | None:
    """Give the instant up to which a clinic has cleared declared symptoms.

    An examination that names a declaration clears what was declared up to it; one that names none
    clears what was declared up to its recording.
    """
    made = {one.id: one.declared_at for one in known.declarations}
    cleared = (
        fact.recorded_at if fact.of is None else made.get(fact.of)
        for fact in known.facts
        if fact.kind is FactKind.EXAMINED_CLEAR and fact.id not in known.excluded
    )
    return max((instant for instant in cleared if instant is not None), default=None)


def _needed(known: Known) -> int | None:
    """Give how many clean reports close a symptom, None where the set knows no such way."""
    for ground in known.rules.grounds:
        if isinstance(ground, SymptomGround):
            return ground.clean_reports
    return None


def _overlap(trouble: Trouble, exposure: Run) -> bool:
    began_in_time = exposure.end is None or trouble.began < exposure.end
    return began_in_time and (trouble.closed is None or exposure.start < trouble.closed)


def _run(
    ground: ExposedSymptomGround | SymptomGround, known: Known, trouble: Trouble, needed: int
) -> Run:
    code = "symptoms" if trouble.signs else "symptoms_unknown"
    day = trouble.since if trouble.signs else trouble.declared_on
    clean = trouble.clean if needed else 0
    evidence = Evidence(code, day=day, symptoms=trouble.signs, count=clean, needed=needed)
    phases = waiting_declared(ground.colour, trouble.declared_on, known.rules.review, ground.step)
    return Run((evidence,), trouble.began, phases, (trouble.declaration,))
