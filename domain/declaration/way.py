"""The repeated parts of a journey: places stayed in on the mainland, and transit legs."""

from datetime import date

from domain.declaration.entries import Reading, one, rows_of
from domain.declaration.faults import Fault
from domain.declaration.finding import find_division
from domain.declaration.typed import typed_day
from domain.declaration.values import Leg, Transport, Visit

MOST_VISITS, MOST_LEGS = 6, 4
VISIT = ("place", "day")
LEG = ("place", "transport", "number", "day")
_YUNNAN = "53"
_LONGEST_PLACE, _LONGEST_NUMBER = 60, 20


def read_visits(reading: Reading, *, required: bool) -> tuple[Visit, ...]:
    """Read the places stayed in; `required` where one came from within the mainland."""
    rows = _filled(reading, "visit", VISIT)
    if not rows and required:
        reading.fail("visit_1_place", Fault.VISIT_MISSING)
    return tuple(_visit(reading, row) for row in rows)


def read_legs(reading: Reading, left_on: date, arrival: date) -> tuple[Leg, ...]:
    """Read the transit legs, each between leaving and arriving."""
    return tuple(_leg(reading, row, left_on, arrival) for row in _filled(reading, "leg", LEG))


def _filled(reading: Reading, group: str, parts: tuple[str, ...]) -> list[int]:
    """Give the rows in which anything was typed: an empty row was only opened."""
    return [
        row
        for row in rows_of(reading.entries, group)
        if any(one(reading.entries, f"{group}_{row}_{part}") for part in parts)
    ]


def _visit(reading: Reading, row: int) -> Visit:
    field = f"visit_{row}_place"
    division = _division(reading, field)
    # Whoever declares before setting out is still there, maybe for days.
    last = reading.day(f"visit_{row}_day", Fault.VISIT_DAY_MISSING, reading.terms.days_ahead)
    arrival = typed_day(one(reading.entries, "arrival_day"), reading.terms.today)
    if arrival is not None and last > arrival:
        reading.fail(f"visit_{row}_day", Fault.VISIT_AFTER_ARRIVAL)
    return Visit(division, last)


def _division(reading: Reading, field: str) -> str:
    typed = reading.text(field, _LONGEST_PLACE, Fault.VISIT_MISSING)
    found = find_division(typed)
    if not found and typed:
        reading.fail(field, Fault.VISIT_UNKNOWN)
    elif len(found) > 1:
        reading.fail(field, Fault.VISIT_SEVERAL, codes=" ".join(place.code for place in found))
    elif found and found[0].code.startswith(_YUNNAN):
        reading.fail(field, Fault.VISIT_INSIDE)
    return found[0].code if found else ""


def _leg(reading: Reading, row: int, left_on: date, arrival: date) -> Leg:
    field = f"leg_{row}_"
    place = reading.text(f"{field}place", _LONGEST_PLACE, Fault.LEG_PLACE_MISSING)
    transport = reading.choice(f"{field}transport", Transport, Fault.LEG_TRANSPORT_MISSING)
    number = reading.text(f"{field}number", _LONGEST_NUMBER).upper()
    day = reading.day(f"{field}day", Fault.LEG_DAY_MISSING, reading.terms.days_ahead)
    framed = not (reading.failed("left_day") or reading.failed("arrival_day"))
    if framed and not left_on <= day <= arrival:
        reading.fail(f"{field}day", Fault.LEG_OFF_THE_WAY)
    return Leg(place, transport, number, day)
