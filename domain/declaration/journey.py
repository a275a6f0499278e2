"""Step 3: outside Yunnan in the last 14 days, and if so the way in (notice A8)."""

from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from domain.declaration.entries import Entries, Reading, one
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.declaration.typed import typed_time
from domain.declaration.values import Journey, Transport
from domain.declaration.way import read_legs, read_visits
from domain.kernel.days import day_of, start_of
from domain.kernel.problems import Problem
from domain.places.countries import CHINA, is_country

LONGEST_NUMBER, LONGEST_PLACE = 20, 60
# What has a number that its ticket shows, and a car's plate; other ways may go without.
_NUMBERED = MappingProxyType(
    {
        Transport.PLANE: Fault.FLIGHT_MISSING,
        Transport.TRAIN: Fault.TRAIN_MISSING,
        Transport.CAR: Fault.PLATE_MISSING,
    }
)
_SEATED = frozenset({Transport.PLANE, Transport.TRAIN, Transport.COACH, Transport.SHIP})


def read_journey(entries: Entries, terms: Terms) -> Journey | tuple[Problem, ...]:
    """Read the answer and, where it is yes, the whole way, its days checked against each other."""
    reading = Reading(entries, terms)
    answer = one(entries, "outside")
    if answer == "no":
        return Journey(outside=False)
    if answer != "yes":
        reading.fail("outside", Fault.OUTSIDE_MISSING)
        return tuple(reading.problems)
    departure = one(entries, "departure").upper()
    if not is_country(departure):
        reading.fail("departure", Fault.DEPARTURE_MISSING)
    visits = read_visits(reading, required=departure == CHINA)
    left_on = reading.day("left_day", Fault.LEFT_MISSING, terms.days_ahead)
    transport = reading.choice("transport", Transport, Fault.TRANSPORT_MISSING)
    number = _number(reading, transport)
    seat = reading.text("seat", LONGEST_NUMBER) if transport in _SEATED else ""
    arrives_at = _arrival(reading)
    _check_days(reading, left_on, arrives_at)
    return reading.outcome(
        Journey(
            outside=True,
            departure=departure,
            visits=visits,
            left_on=left_on,
            transport=transport,
            transport_number=number,
            seat=seat,
            arrives_at=arrives_at,
            legs=read_legs(reading, left_on, day_of(arrives_at)),
            onward=reading.text("onward", LONGEST_PLACE),
        )
    )


def _number(reading: Reading, transport: Transport) -> str:
    if transport is Transport.FOOT or reading.failed("transport"):
        return ""
    number = reading.text("transport_number", LONGEST_NUMBER, _NUMBERED.get(transport))
    return number.upper()


def _arrival(reading: Reading) -> datetime:
    """Read day and time of arrival, at most 72 hours ahead of the clock."""
    terms = reading.terms
    day = reading.day("arrival_day", Fault.ARRIVAL_DAY_MISSING, terms.days_ahead)
    text = one(reading.entries, "arrival_time")
    read = typed_time(text)
    if read is None:
        reading.fail("arrival_time", Fault.TIME_UNREAD if text else Fault.ARRIVAL_TIME_MISSING)
    at = _clock(day, read or time(0))
    if at > terms.instant + terms.ahead:
        reading.fail("arrival_day", Fault.ARRIVAL_TOO_FAR)
    return at


def _clock(day: date, at: time) -> datetime:
    """Give the instant of a Beijing wall clock reading, in UTC."""
    return start_of(day) + timedelta(hours=at.hour, minutes=at.minute)


def _check_days(reading: Reading, left_on: date, arrives_at: datetime) -> None:
    arrival = day_of(arrives_at)
    if left_on > arrival:
        reading.fail("arrival_day", Fault.ARRIVAL_BEFORE_LEFT)
