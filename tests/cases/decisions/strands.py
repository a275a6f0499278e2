"""The decision table of table.csv, read by itself: strands of evidence, each with its spans.

Nothing here knows the program that decides: the cases made from the table are what must come out.
Days are Beijing's, eight hours ahead of UTC all year.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
BEIJING = timezone(timedelta(hours=8))
DAY = timedelta(days=1)
SETS = {"YN": "YN-2020-04", "HB": "HB-2020-03"}
CASE, OTHER = "x", "y"
Json = dict[str, Any]


@dataclass(frozen=True)
class Span:
    """A stretch of a strand: until it ends (None for never), and what is told meanwhile."""

    colour: str
    ends: datetime | None
    until: date | None
    review: date | None
    step: str


@dataclass(frozen=True)
class Strand:
    """One piece of evidence under one rule, known from an instant on, perhaps closed by another."""

    name: str
    rule: str
    source: str
    known: datetime
    spans: tuple[Span, ...]
    anew: bool
    declarations: tuple[Json, ...] = ()
    facts: tuple[Json, ...] = ()
    areas: tuple[Json, ...] = ()
    closed: datetime | None = None
    exposed: tuple[Span, ...] = field(default=())

    @property
    def end(self) -> datetime | None:
        return self.spans[-1].ends


def at(day: date, clock: str = "09:00:00") -> datetime:
    """Give a moment of a Beijing day."""
    return datetime.combine(day, time.fromisoformat(clock), BEIJING)


def rows(name: str) -> Iterator[Mapping[str, str]]:
    """Give the rows of one of the tables."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, strict=True)


def table(region: str) -> dict[str, Mapping[str, str]]:
    """Give the rows that one set follows, by strand."""
    return {row["strand"]: row for row in rows("table") if region in row["set"].split("+")}


def spans(row: Mapping[str, str], day: date) -> tuple[Span, ...]:
    """Lay a row's phases along the days after day 0: through so many, over at the next 00:00."""
    found = []
    for phase in row["phases"].split(";"):
        colour, days, told, step = phase.split()
        if days == "-":
            found.append(Span(colour, None, None, None, step))
        else:
            last = day + int(days) * DAY
            until, review = (last, None) if told == "until" else (None, last)
            found.append(Span(colour, at(last + DAY, "00:00:00"), until, review, step))
    return tuple(found)


def strands(region: str, name: str, event: date, told: datetime, at_: int = 1) -> list[Strand]:
    """Give what one strand's evidence leads to; a release brings the case that it ends."""
    found = table(region)
    row = found[name]
    day = event if row["day 0"] == "event" else told.date()
    declared, facts, areas = _evidence(name, event, told, at_)
    strand = Strand(
        name,
        row["rule"],
        row["source"],
        told,
        spans(row, day),
        row["anew"] == "yes",
        tuple(declared),
        tuple(facts),
        tuple(areas),
        exposed=spans(found["exposed"], told.date()) if row["rule"] == "Y2" else (),
    )
    if name not in {"discharged", "isolation_ended"}:
        return [strand]
    before = "confirmed" if name == "discharged" else "asymptomatic"
    recorded = at(event - 9 * DAY, "08:00:00")
    (case,) = strands(region, before, event - 10 * DAY, recorded, at_ * 10)
    named = {**facts[0], "of": case.facts[0]["id"]}
    return [replace(case, closed=told), replace(strand, facts=(named,))]


_SAID: Mapping[str, Json] = {
    "contact_undated": {"contact": "yes"},
    "contact_unknown": {"contact": "unknown"},
    "abroad_undated": {"abroad": "yes"},
    "abroad_unknown": {"abroad": "unknown"},
    "cough": {"symptoms": ["cough"]},
    "fever": {"symptoms": ["fever"]},
    "fatigue": {"symptoms": ["fatigue"]},
    "reading": {"temperature": 37.3},
    "symptom_unknown": {"symptoms_unknown": True},
}


def _evidence(
    name: str, event: date, told: datetime, at_: int
) -> tuple[list[Json], list[Json], list[Json]]:
    declaration = {"id": f"d{at_}", "at": told.isoformat()}
    fact = {"id": f"f{at_}", "at": told.isoformat(), "day": event.isoformat()}
    listed = {
        "id": f"a{at_}",
        "at": at(event - 10 * DAY, "10:00:00").isoformat(),
        "listed_on": (event - 10 * DAY).isoformat(),
    }
    if name in _SAID:
        return [declaration | _SAID[name]], [], []
    match name:
        case "contact_declared":
            said: Json = {"contact": "yes", "contact_on": event.isoformat()}
        case "abroad":
            said = {"abroad": "yes", "entered_on": event.isoformat()}
        case "abroad_departure":
            arrived = at(event, "12:00:00").isoformat()
            said = {"departure": "VN", "arrives_at": arrived}
        case "stay_high" | "stay_medium":
            first = (event - 5 * DAY).isoformat()
            said = {"visits": [{"division": "4201", "first": first, "last": event.isoformat()}]}
            area = listed | {"division": "42", "level": name.removeprefix("stay_")}
            return [declaration | said], [], [area]
        case "lived":
            home = "532528101"
            area = listed | {"division": home, "level": "high"}
            return [declaration | {"home": home}], [], [area]
        case "contact_official":
            return [], [fact | {"kind": "close_contact", "of": CASE}], []
        case _:
            return [], [fact | {"kind": name}], []
    return [declaration | said], [], []
