"""The six steps of a declaration as one table, and the one function that says what comes next.

A step's name is its module, its template and its URL. A new step is a new row here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from domain.declaration.address import read_address
from domain.declaration.document import read_paper
from domain.declaration.entries import Entries, one
from domain.declaration.fields import NEEDS, is_own
from domain.declaration.health import read_health
from domain.declaration.journey import read_journey
from domain.declaration.terms import Terms
from domain.declaration.who import read_who
from domain.kernel.problems import Problem
from domain.places.divisions import by_code

Reader = Callable[[Entries, Terms], Any]


class Step(StrEnum):
    """The steps in their order; the value is the URL segment."""

    WHO = "who"
    DOCUMENT = "document"
    JOURNEY = "journey"
    ADDRESS = "address"
    HEALTH = "health"
    CHECK = "check"


READERS: Mapping[Step, Reader] = MappingProxyType(
    {
        Step.WHO: read_who,
        Step.DOCUMENT: read_paper,
        Step.JOURNEY: read_journey,
        Step.ADDRESS: read_address,
        Step.HEALTH: read_health,
    }
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What posting a step led to: all entries now, its problems, and the step to go to."""

    entries: Entries
    problems: tuple[Problem, ...]
    next: Step


def problems_of(step: Step, entries: Entries, terms: Terms) -> tuple[Problem, ...]:
    """Give what is wrong with one step's answers; nothing for the check itself."""
    if step is Step.CHECK:
        return ()
    read = READERS[step](entries, terms)
    return read if isinstance(read, tuple) else ()


def next_step(entries: Entries, terms: Terms) -> Step:
    """Give the first step whose answers are not whole yet; the check when all are."""
    return next((step for step in Step if problems_of(step, entries, terms)), Step.CHECK)


def take(step: Step, before: Entries, posted: Entries, terms: Terms) -> Taken:
    """Put a posted step into the entries: its own fields replaced, others kept, loose ends cut."""
    others = {field: kept for field, kept in before.items() if not is_own(step, field)}
    own = {field: tuple(values) for field, values in posted.items() if is_own(step, field)}
    entries = settled({**others, **own})
    problems = problems_of(step, entries, terms)
    return Taken(entries, problems, step if problems else next_step(entries, terms))


def settled(entries: Entries) -> dict[str, tuple[str, ...]]:
    """Give the entries without answers to questions that are no longer asked."""
    kept = {field: tuple(values) for field, values in entries.items()}
    for field, parent, wanted in NEEDS:
        if not wanted & set(kept.get(parent, ())):
            for loose in [name for name in kept if f"{name}_".startswith(f"{field}_")]:
                del kept[loose]
    return _placed(kept)


def _placed(kept: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Cut the county and the township that lie outside what was chosen above them."""
    for above, field in (("prefecture", "county"), ("county", "township")):
        found = by_code(one(kept, field))
        if field in kept and (found is None or found.parent != one(kept, above)):
            del kept[field]
    return kept
