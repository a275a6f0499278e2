"""Crosses the decision table with days: every strand at its edges, with clearings, and in pairs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations, product

from tests.cases.decisions.clearings import CLEARINGS, Story, clean, record
from tests.cases.decisions.strands import DAY, SETS, Json, Strand, at, rows, strands, table
from tests.cases.decisions.timeline import decided

SECOND = timedelta(seconds=1)
ANCHORS = {
    "april": date(2020, 4, 1),
    "leap day": date(2020, 2, 29),
    "to the leap day": date(2020, 2, 15),
    "common year": date(2021, 2, 15),
    "year's end": date(2020, 12, 24),
}
"""Day 0: a plain one, a leap day, one whose day 14 is a leap day or is not, one before New Year."""

PAIRED = (
    "contact_declared",
    "contact_unknown",
    "contact_official",
    "abroad",
    "abroad_departure",
    "stay_high",
    "lived",
    "cough",
    "symptom_unknown",
    "confirmed",
    "suspected",
    "discharged",
    "isolation_ended",
)
_CASES = {"confirmed", "suspected", "discharged", "isolation_ended"}
_SICK = {"cough", "symptom_unknown"}
_MOVED = _SICK | {"contact_declared", "contact_unknown", "abroad", "abroad_departure", "stay_high"}

_OWN = {"contact_declared", "contact_unknown", "discharged"}
"""What Hubei colours otherwise: its other pairs are those of Yunnan."""


def cases(region: str) -> Iterator[Json]:
    """Give every case that the table makes for a region's set."""
    seen = set()
    for story in (*_alone(region), *_cleared(region), *_paired(region), *_exposed(region)):
        for when, moment in _moments(story).items():
            case = _case(region, story, when, moment)
            print_of = repr({**case, "case": "", "says": "", "source": ""})
            if print_of not in seen:
                seen.add(print_of)
                yield case


def _alone(region: str) -> Iterator[Story]:
    """Give each strand by itself: told on day 0, three days later, and on its last day."""
    for name, row in table(region).items():
        if name == "exposed":
            continue
        for anchor, day in _anchors(region, row).items():
            lags = (0, 3, 14) if row["day 0"] == "event" else (0,)
            for lag in lags:
                found = strands(region, name, day, at(day + lag * DAY))
                says = f"{name}, day 0 {anchor}, told {lag} days later"
                yield Story(f"{name}/{anchor}/{lag}", says, row["source"], found)
        yield _by_day(region, name, row)


def _anchors(region: str, row: Mapping[str, str]) -> Mapping[str, date]:
    """Give all days 0 to a set's own rows; to what Hubei shares, two will do."""
    if row["set"] == region or region == "YN":
        return ANCHORS
    return {name: ANCHORS[name] for name in ("april", "leap day")}


def _by_day(region: str, name: str, row: Mapping[str, str]) -> Story:
    """Ask at noon of every day around day 0 and the end, a clean declaration having been made."""
    day = ANCHORS["april"]
    found = strands(region, name, day, at(day))
    between = [] if name == "lived" else [clean(day + 5 * DAY, "18:00:00")]
    moments = {f"day {k}": at(day + k * DAY, "12:00:00") for k in (0, 1, 7, 13, 14, 15, 19, 20, 29)}
    says = f"{name} on day 0{', a clean declaration on day 5' if between else ''}"
    return Story(f"{name}/by day", says, row["source"], found, between, moments=moments)


def _cleared(region: str) -> Iterator[Story]:
    """Give each strand with each clearing of clearings.csv, recorded on day 10 at 10:00."""
    for row in rows("clearings"):
        name, clearing = row["strand"], row["clearing"]
        for anchor in ("april", "leap day"):
            day = ANCHORS[anchor]
            moment = at(day + 10 * DAY, "10:00:00")
            says = f"{name}, day 0 {anchor}, {clearing} on day 10: {row['effect']}"
            story = Story(
                f"{name}/{anchor}/{clearing}",
                says,
                row["source"],
                strands(region, name, day, at(day)),
            )
            CLEARINGS[clearing](story, moment)
            if row["effect"] == "closes":
                story.strands = [replace(one, closed=moment) for one in story.strands]
            elif row["effect"] == "never":
                story.strands = [_passed_over(one) for one in story.strands]
            if row["effect"] != "never":
                story.moments["before it"] = moment - SECOND
            story.moments["with it"] = moment
            yield story


def _passed_over(strand: Strand) -> Strand:
    """Leave of a corrected answer what is written and nothing of what it would lead to."""
    told = tuple(one | {"corrected": True} for one in strand.declarations)
    return replace(strand, declarations=told, closed=strand.known)


def _paired(region: str) -> Iterator[Story]:
    """Give every two strands, the second a day later than the first."""
    day = ANCHORS["april"]
    for one, other in combinations(PAIRED, 2):
        if not _pairs(one, other) or (region == "HB" and _OWN.isdisjoint({one, other})):
            continue
        first = strands(region, one, day, at(day))
        second = strands(region, other, day + DAY, at(day + 2 * DAY), 2)
        source = f"product B2: the worst ground wins, the latest end; {first[-1].source}"
        yield Story(f"{one}+{other}", f"{one}, and {other} a day later", source, [*first, *second])


def _exposed(region: str) -> Iterator[Story]:
    """Give each exposure with a symptom told on day 5, in its last second, and in the next one."""
    day = ANCHORS["april"]
    exposures = [name for name, row in table(region).items() if row["rule"] in {"R2", "R3", "Y3"}]
    symptoms = [name for name, row in table(region).items() if row["rule"] == "Y2"]
    for one, other in product(exposures, symptoms):
        if other != "cough" and one not in {"contact_declared", "abroad"}:
            continue
        for when, told in {
            "day 5": at(day + 5 * DAY),
            "last second": at(day + 14 * DAY, "23:59:59"),
            "second after": at(day + 15 * DAY, "00:00:00"),
        }.items():
            found = [
                *strands(region, one, day, at(day)),
                *strands(region, other, day, told, 2),
            ]
            story = Story(
                f"{one}/{other}/{when}",
                f"{one} on day 0, {other} told on {when}",
                table(region)["exposed"]["source"],
                found,
            )
            if when == "day 5":
                moment = at(day + 6 * DAY)
                record(story, "examined_clear", moment, None, other=False)
                story.strands[-1] = replace(found[-1], closed=moment)
                story.moments["examined clear"] = moment
            yield story


def _pairs(one: str, other: str) -> bool:
    """Leave out two that wait under one rule, where which review is told first is nobody's rule.

    And a home with another declaration, which is a move: those are worked by hand.
    """
    both = {one, other}
    if both <= _CASES:
        return False
    return not (both <= _SICK or ("lived" in both and both & _MOVED))


def _moments(story: Story) -> dict[str, datetime]:
    """Give when to ask: the last second before each edge and the first one after, and the extra."""
    edges = {strand.known for strand in story.strands}
    for strand in story.strands:
        edges |= {span.ends for span in (*strand.spans, *strand.exposed) if span.ends is not None}
    named = {}
    for edge in sorted(edges):
        named[f"{edge:%m-%d %H:%M} less a second"] = edge - SECOND
        named[f"{edge:%m-%d %H:%M}"] = edge
    return named | story.moments if "/by day" not in story.name else story.moments


def _case(region: str, story: Story, when: str, moment: datetime) -> Json:
    parts = {
        "declarations": [one for strand in story.strands for one in strand.declarations]
        + story.clean,
        "facts": [one for strand in story.strands for one in strand.facts] + story.facts,
        "areas": [one for strand in story.strands for one in strand.areas],
    }
    return {
        "case": f"{region.lower()}/{story.name}/{when}",
        "set": SETS[region],
        "says": story.says,
        "source": story.source,
        "at": moment.isoformat(),
        **{name: part for name, part in parts.items() if part},
        "expect": decided(story.strands, story.clean, moment),
    }
