"""What closes a strand, or does not: each clearing of clearings.csv, added to a story."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tests.cases.decisions.strands import CASE, DAY, OTHER, Json, Strand, at


@dataclass
class Story:
    """Strands, the clean declarations and closing facts beside them, and when to ask."""

    name: str
    says: str
    source: str
    strands: list[Strand]
    clean: list[Json] = field(default_factory=list)
    facts: list[Json] = field(default_factory=list)
    moments: dict[str, datetime] = field(default_factory=dict)


def clean(day: date, clock: str, name: str = "c") -> Json:
    return {"id": f"{name}{day:%m%d}", "at": at(day, clock).isoformat()}


def record(story: Story, kind: str, moment: datetime, of: str | None, *, other: bool) -> None:
    fact: Json = {"id": "z", "at": moment.isoformat(), "day": moment.date().isoformat()}
    fact |= {"kind": kind} | ({"of": of} if of else {}) | ({"other": True} if other else {})
    story.facts.append(fact)


def _reports(count: int) -> Callable[[Story, datetime], None]:
    def report(story: Story, moment: datetime) -> None:
        days: Iterable[datetime] = (moment - back * DAY for back in range(count - 1, -1, -1))
        story.clean += [clean(one.date(), "10:00:00") | {"daily": True} for one in days]

    return report


def _itself(story: Story) -> str:
    found: Sequence[Json] = story.strands[0].facts or story.strands[0].declarations
    return str(found[0]["id"])


def _delist(story: Story, moment: datetime) -> None:
    gone = {"delisted_on": moment.date().isoformat(), "delisted_at": moment.isoformat()}
    story.strands = [
        replace(one, areas=tuple(area | gone for area in one.areas)) for one in story.strands
    ]


CLEARINGS: Mapping[str, Callable[[Story, datetime], None]] = {
    "clean_declaration": lambda story, moment: story.clean.append(clean(moment.date(), "10:00:00")),
    "corrected": lambda story, moment: story.clean.append(clean(moment.date(), "10:00:00")),
    "six_reports": _reports(6),
    "seven_reports": _reports(7),
    "examined": lambda story, moment: record(story, "examined_clear", moment, None, other=False),
    "examined_named": lambda story, moment: record(
        story, "examined_clear", moment, _itself(story), other=False
    ),
    "excluded_itself": lambda story, moment: record(
        story, "excluded", moment, _itself(story), other=False
    ),
    "excluded_case": lambda story, moment: record(story, "excluded", moment, CASE, other=True),
    "excluded_other": lambda story, moment: record(story, "excluded", moment, OTHER, other=True),
    "released_case": lambda story, moment: record(story, "discharged", moment, CASE, other=True),
    "delisted": _delist,
}
