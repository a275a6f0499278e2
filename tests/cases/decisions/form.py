"""Our own side of the published form: a case as the program's values, its answer as the form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from domain.assessment.assess import assess
from domain.assessment.values import Assessment, Signals
from domain.declaration.values import (
    Answer,
    Declaration,
    Departure,
    Health,
    Journey,
    Leg,
    Occupation,
    Stay,
    Symptom,
    Transport,
    Visit,
)
from domain.kernel.days import last_day_before
from domain.policy.rulesets import RuleSet
from domain.signals.facts import AreaFact, Fact, FactKind, Level, Outcome, areas_of
from tests.cases.decisions.run import cases
from tests.cases.decisions.strands import Json

_SPACE = UUID(int=0)
_ME, _OTHER, _HOLDER = UUID(int=1), UUID(int=2), UUID(int=3)
_NEVER_LISTED = "532528100"


class Posed:
    """A case ready to be decided as often as one likes: by our rules, or by changed ones."""

    def __init__(self, case: Json) -> None:
        self.case = case
        self.at = _instant(case["at"])
        told = tuple(_declaration(one) for one in case.get("declarations", ()))
        said = tuple(_departure(one) for one in case.get("left", ()))
        self.declarations = _with(told, said) if said else told
        facts = tuple(_fact(one) for one in case.get("facts", ()))
        self.signals = Signals(facts, areas_of(_area(one) for one in case.get("areas", ())))
        self.seen = case.get("document_seen", True)

    def decide(self, rules: RuleSet) -> Assessment:
        """Decide the case under a rule set."""
        return assess(self.declarations, self.signals, rules, self.at, document_seen=self.seen)

    def answer(self, rules: RuleSet) -> Json:
        """Give the answer in the published form."""
        return {"case": self.case["case"], **answered(self.decide(rules))}


@cache
def posed_cases(rule_set: str) -> tuple[Posed, ...]:
    """Give every published case of a set, made ready once a process."""
    return tuple(Posed(case) for case in cases(rule_set))


def answered(found: Assessment) -> Json:
    """Write an assessment as an answer."""
    return {
        "colour": found.colour.value,
        "until": _last_day(found.until),
        "registered": None if found.registered is None else found.registered.isoformat(),
        "reasons": [
            {
                "rule": reason.rule,
                "colour": reason.colour.value,
                "until": _last_day(reason.until),
                "review": None if reason.review is None else reason.review.isoformat(),
                "step": reason.next_step,
            }
            for reason in found.reasons
        ],
    }


def named(label: str) -> UUID:
    """Give the id that a name in a case stands for."""
    return uuid5(_SPACE, label)


def _last_day(until: datetime | None) -> str | None:
    return None if until is None else last_day_before(until).isoformat()


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _maybe_day(found: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(found[key]) if key in found else None


def _declaration(one: Json) -> Declaration:
    return Declaration(
        named(one["id"]),
        _ME,
        _HOLDER,
        _instant(one["at"]),
        _journey(one),
        Stay(one.get("home", _NEVER_LISTED), "", Occupation.FARMING),
        _health(one),
        daily=one.get("daily", False),
        corrected=one.get("corrected", False),
    )


def _with(told: tuple[Declaration, ...], said: tuple[Departure, ...]) -> tuple[Declaration, ...]:
    """Put what was said of leaving where it is kept: the rules order it by when it was said."""
    standing = (one for one in told if not (one.daily or one.corrected))
    first = min(standing, key=lambda one: one.declared_at)
    return tuple(replace(one, departures=said) if one is first else one for one in told)


def _departure(one: Json) -> Departure:
    return Departure(named(one["id"]), _instant(one["at"]), _maybe_day(one, "on"))


def _journey(one: Json) -> Journey:
    visits = tuple(_visit(visit) for visit in one.get("visits", ()))
    transit = one.get("transit", ())
    legs = tuple(Leg(place, Transport.TRAIN, "G1", date(2020, 4, 1)) for place in transit)
    departure = one.get("departure")
    arrives_at = _instant(one["arrives_at"]) if "arrives_at" in one else None
    outside = bool(visits or departure or legs)
    return Journey(outside, departure, visits, arrives_at=arrives_at, legs=legs)


def _visit(visit: Json) -> Visit:
    return Visit(visit["division"], date.fromisoformat(visit["last"]), _maybe_day(visit, "first"))


def _health(one: Json) -> Health:
    return Health(
        Answer(one.get("contact", "no")),
        _maybe_day(one, "contact_on"),
        Answer(one.get("abroad", "no")),
        "",
        _maybe_day(one, "entered_on"),
        frozenset(Symptom(word) for word in one.get("symptoms", ())),
        symptoms_unknown=one.get("symptoms_unknown", False),
        temperature=one.get("temperature"),
        symptoms_since=_maybe_day(one, "symptoms_since"),
    )


def _fact(one: Json) -> Fact:
    return Fact(
        named(one["id"]),
        _OTHER if one.get("other") else _ME,
        FactKind(one["kind"]),
        date.fromisoformat(one["day"]),
        _instant(one["at"]),
        named(one["of"]) if "of" in one else None,
        Outcome(one["result"]) if "result" in one else None,
    )


def _area(one: Json) -> AreaFact:
    return AreaFact(
        named(one["id"]),
        one["division"],
        Level(one["level"]),
        date.fromisoformat(one["listed_on"]),
        _instant(one["at"]),
        _maybe_day(one, "delisted_on"),
        _instant(one["delisted_at"]) if "delisted_at" in one else None,
    )
