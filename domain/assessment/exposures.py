"""R2 and R3: close contact, and a stay outside the mainland, run through days after day 0.

"I don't know", and a day that is not stated, count from the declaration.
"""

from collections.abc import Iterator
from datetime import date

from domain.assessment.days import opening, told_on
from domain.assessment.known import Known
from domain.assessment.runs import Run, dated
from domain.assessment.values import Evidence
from domain.declaration.values import Answer, Declaration
from domain.policy.grounds import AbroadGround, ContactGround, TimedGround, Word
from domain.signals.facts import FactKind


def contact_runs(ground: ContactGround, known: Known) -> Iterator[Run]:
    """Give the run of each contact, official or declared as the ground has it."""
    if Word.OFFICIAL in ground.word:
        yield from _official_contacts(ground, known)
    if Word.DECLARED in ground.word:
        for declaration in known.declarations:
            health = declaration.health
            told = declaration.declared_at
            if health.contact is Answer.YES and health.contact_on is not None:
                yield _declared(ground, declaration, "contact_declared", health.contact_on)
            elif health.contact is Answer.YES:
                yield _declared(ground, declaration, "contact_undated", told_on(told))
            elif health.contact is Answer.UNKNOWN:
                yield _declared(ground, declaration, "contact_unknown", told_on(told))


def abroad_runs(ground: AbroadGround, known: Known) -> Iterator[Run]:
    """Give the run of each stay outside the mainland, answered so or seen from the journey."""
    for declaration in known.declarations:
        health, told = declaration.health, declaration.declared_at
        if health.abroad is Answer.YES and health.entered_on is not None:
            yield _declared(ground, declaration, "abroad", health.entered_on)
        elif health.abroad is Answer.YES:
            yield _declared(ground, declaration, "abroad_undated", told_on(told))
        elif health.abroad is Answer.UNKNOWN:
            yield _declared(ground, declaration, "abroad_unknown", told_on(told))
        if health.abroad is not Answer.YES and _from_abroad(ground, declaration):
            place = declaration.journey.departure or ""
            arrived = _arrived(declaration)
            yield _declared(ground, declaration, "abroad_departure", arrived, place)


def _official_contacts(ground: ContactGround, known: Known) -> Iterator[Run]:
    """Pass over what an exclusion lifted: the contact's case, or the contact itself."""
    for fact in known.facts:
        if fact.kind is FactKind.CLOSE_CONTACT and known.excluded.isdisjoint((fact.of, fact.id)):
            evidence = Evidence("contact_official", official=True, day=fact.day)
            phase = dated(ground.colour, fact.day, ground.days, ground.step)
            yield Run((evidence,), opening(fact.day), (phase,), (fact.id,))


def _declared(
    ground: TimedGround, declaration: Declaration, code: str, day: date, place: str = ""
) -> Run:
    evidence = Evidence(code, day=day, place=place)
    phase = dated(ground.colour, day, ground.days, ground.step)
    found = (declaration.id,)
    return Run((evidence,), opening(day), (phase,), found, fresh_after=ground.fresh_answers)


def _from_abroad(ground: AbroadGround, declaration: Declaration) -> bool:
    journey = declaration.journey
    return (
        journey.outside
        and not declaration.daily
        and journey.departure is not None
        and journey.departure not in ground.mainland
    )


def _arrived(declaration: Declaration) -> date:
    """Give the day of entry that a journey from abroad leads to."""
    arrives_at = declaration.journey.arrives_at
    stated = declaration.health.entered_on
    return stated or told_on(arrives_at or declaration.declared_at)
