"""Reads the decision cases: the notation of tests/cases/decisions/README.md into evidence."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid5

from domain.assessment.values import Signals
from domain.declaration.values import (
    Answer,
    Declaration,
    Health,
    Journey,
    Leg,
    Occupation,
    Stay,
    Symptom,
    Transport,
    Visit,
)
from domain.kernel.days import BEIJING
from domain.signals.facts import AreaFact, Fact, FactKind, Level, Outcome, areas_of

FOLDER = Path(__file__).parents[2] / "cases" / "decisions"
_SPACE = UUID(int=0)
_ME, _OTHER, _HOLDER = UUID(int=1), UUID(int=2), UUID(int=3)


@dataclass(slots=True)
class Evidence:
    """What one row says is known."""

    declarations: list[Declaration] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    areas: list[AreaFact] = field(default_factory=list)
    document_seen: bool = True

    @property
    def signals(self) -> Signals:
        """Give the official side."""
        return Signals(tuple(self.facts), areas_of(self.areas))


def rows_of(rule_set: str) -> Iterator[Mapping[str, str]]:
    """Give every row of a rule set's files."""
    for file in sorted((FOLDER / rule_set.lower()).glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, strict=True)


def instant_of(text: str) -> datetime:
    """Read `04-03 09:00`, `2021-04-03 09:00:00`, or an ISO instant that ends in Z."""
    if text.endswith("Z"):
        return datetime.fromisoformat(text)
    day, _, time = text.partition(" ")
    moment = datetime.fromisoformat(f"{day_of(day).isoformat()} {time}")
    return moment.replace(tzinfo=BEIJING).astimezone(UTC)


def day_of(text: str) -> date:
    """Read `04-03` of 2020, or a day with its year."""
    return date.fromisoformat(text if len(text) == len("2020-04-03") else f"2020-{text}")


def read_evidence(text: str) -> Evidence:
    """Read the evidence column."""
    found = Evidence()
    for at, part in enumerate(filter(None, (part.strip() for part in text.split(";")))):
        words = part.split()
        kind, _, label = words[0].partition("#")
        match kind:
            case "unseen":
                found.document_seen = False
            case "D" | "R":
                found.declarations.append(_declaration(kind, _id(label or f"at {at}"), words[1:]))
            case "F" | "X":
                found.facts.append(_fact(kind, _id(label or f"at {at}"), words[1:]))
            case "A":
                found.areas.append(_area(_id(f"at {at}"), words[1:]))
            case _:
                message = f"no such evidence: {part}"
                raise ValueError(message)
    return found


def _id(label: str) -> UUID:
    return uuid5(_SPACE, label)


def _moment(words: list[str]) -> datetime:
    """Take an instant off the front of the words."""
    first = words.pop(0)
    return instant_of(first if first.endswith("Z") else f"{first} {words.pop(0)}")


def _declaration(kind: str, name: UUID, words: list[str]) -> Declaration:
    declared_at = _moment(words)
    said: dict[str, str] = {}
    visits = []
    for word in words:
        key, _, value = word.partition("=")
        if key == "visit":
            visits.append(_visit(value))
        else:
            said[key] = value
    unknown = said.keys() - _SAID
    assert not unknown, unknown
    home = said.get("home", "532528100")
    return Declaration(
        name,
        _ME,
        _HOLDER,
        declared_at,
        _journey(said, tuple(visits)),
        Stay(home, "", Occupation.FARMING),
        _health(said),
        daily=kind == "R",
        corrected="corrected" in said,
    )


_SAID = {
    "contact", "abroad", "sick", "since", "temp", "from", "arrives", "transit", "home", "corrected"
}  # fmt: skip


def _visit(text: str) -> Visit:
    division, _, days = text.partition(":")
    first, _, last = days.partition("..")
    return Visit(division, day_of(last), day_of(first) if first else None)


def _journey(said: Mapping[str, str], visits: tuple[Visit, ...]) -> Journey:
    departure, transit, arrives = said.get("from"), said.get("transit"), said.get("arrives")
    if arrives is None:
        arrives_at = None
    else:
        arrives_at = instant_of(arrives if arrives.endswith("Z") else f"{arrives} 12:00")
    legs = (Leg(transit, Transport.TRAIN, "G1", date(2020, 4, 1)),) if transit else ()
    outside = bool(visits or departure or transit)
    return Journey(outside, departure, visits, None, None, "", "", arrives_at, legs)


def _health(said: Mapping[str, str]) -> Health:
    contact, contact_on = _answer(said.get("contact"))
    abroad, entered_on = _answer(said.get("abroad"))
    sick = said.get("sick", "")
    symptoms = frozenset(Symptom(word) for word in sick.split("+") if word not in {"", "unknown"})
    return Health(
        contact,
        contact_on,
        abroad,
        "",
        entered_on,
        symptoms,
        symptoms_unknown=sick == "unknown",
        temperature=float(said["temp"]) if "temp" in said else None,
        symptoms_since=day_of(said["since"]) if "since" in said else None,
    )


def _answer(text: str | None) -> tuple[Answer, date | None]:
    match text:
        case None:
            return Answer.NO, None
        case "yes" | "unknown":
            return Answer(text), None
        case _:
            return Answer.YES, day_of(text)


def _fact(kind: str, name: UUID, words: list[str]) -> Fact:
    recorded_at = _moment(words)
    what, on, day, *rest = words
    assert on == "on", words
    of = _id(rest[1]) if rest[:1] == ["of"] else None
    results = [Outcome(word) for word in rest if word in {*Outcome}]
    whose = _ME if kind == "F" else _OTHER
    result = results[0] if results else None
    return Fact(name, whose, FactKind(what), day_of(day), recorded_at, of, result)


def _area(name: UUID, words: list[str]) -> AreaFact:
    recorded_at = _moment(words)
    division, level, days = words[:3]
    first, _, last = days.partition("..")
    delisted_at = _moment(words[3:]) if last else None
    delisted_on = day_of(last) if last else None
    return AreaFact(
        name, division, Level(level), day_of(first), recorded_at, delisted_on, delisted_at
    )
