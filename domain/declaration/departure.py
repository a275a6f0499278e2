"""Having left Yunnan, one tap later (product A3): which day was the last one there."""

from datetime import date

from domain.declaration.entries import Entries, Reading
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.kernel.problems import Problem

FIELD = "left_on"


def read_departure(entries: Entries, terms: Terms, declared_on: date) -> date | tuple[Problem, ...]:
    """Read the last day in Yunnan: not ahead, nor before the declaration that says one is there."""
    reading = Reading(entries, terms)
    day = reading.day(FIELD, Fault.DEPARTURE_DAY_MISSING)
    if day < declared_on:
        reading.fail(FIELD, Fault.DEPARTURE_BEFORE_DECLARED)
    return reading.outcome(day)
