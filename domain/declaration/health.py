"""Step 5: the health of the last 14 days (notice A9). "I don't know" is an answer."""

from datetime import date

from domain.declaration.entries import Entries, Reading, one
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.declaration.typed import typed_day, typed_temperature
from domain.declaration.values import Answer, Health, Symptom
from domain.kernel.problems import Problem
from domain.kernel.text import clean
from domain.places.countries import CHINA, is_country

# Beside the symptoms themselves, and beside the days.
NONE, UNKNOWN, EARLIER = "none", "unknown", "earlier"
COLDEST, HOTTEST = 34.0, 43.0


def read_health(entries: Entries, terms: Terms) -> Health | tuple[Problem, ...]:
    """Read contact, stay outside the mainland and symptoms, each with its day."""
    reading = Reading(entries, terms)
    contact = reading.choice("contact", Answer, Fault.CONTACT_MISSING)
    told = contact is Answer.YES and not reading.failed("contact")
    contact_on = _contact_day(reading) if told else None
    abroad, where, entered_on = _abroad(reading)
    symptoms, unknown = _symptoms(reading)
    return reading.outcome(
        Health(
            contact=contact,
            contact_on=contact_on,
            abroad=abroad,
            abroad_where=where,
            entered_on=entered_on,
            symptoms=symptoms,
            symptoms_unknown=unknown,
            temperature=_temperature(reading) if Symptom.FEVER in symptoms else None,
            symptoms_since=_since(reading) if symptoms else None,
        )
    )


def came_from_abroad(entries: Entries) -> bool:
    """Tell whether the journey says that one came from outside the mainland."""
    departure = one(entries, "departure").upper()
    return one(entries, "outside") == "yes" and departure != CHINA and is_country(departure)


def _contact_day(reading: Reading) -> date | None:
    if one(reading.entries, "contact_day") == UNKNOWN:
        return None
    return reading.day("contact_day", Fault.CONTACT_DAY_MISSING)


def _abroad(reading: Reading) -> tuple[Answer, str, date | None]:
    """Read the stay outside the mainland; who came from there cannot say no."""
    entries = reading.entries
    abroad = reading.choice("abroad", Answer, Fault.ABROAD_MISSING)
    if abroad is Answer.NO and came_from_abroad(entries):
        reading.fail("abroad", Fault.ABROAD_BUT_CAME)
    if reading.failed("abroad") or abroad is not Answer.YES:
        return abroad, "", None
    where = one(entries, "abroad_where").upper()
    if not is_country(where) or where == CHINA:
        reading.fail("abroad_where", Fault.ABROAD_WHERE_MISSING)
    if one(entries, "entered_day") == UNKNOWN:
        return abroad, where, None
    return abroad, where, _entered(reading)


def _entered(reading: Reading) -> date:
    """Read the day of entry; who came from abroad entered before arriving, or on that day."""
    entered = reading.day("entered_day", Fault.ENTERED_MISSING, reading.terms.days_ahead)
    arrival = typed_day(one(reading.entries, "arrival_day"), reading.terms.today)
    if came_from_abroad(reading.entries) and arrival is not None and entered > arrival:
        reading.fail("entered_day", Fault.ENTERED_AFTER_ARRIVAL)
    return entered


def _symptoms(reading: Reading) -> tuple[frozenset[Symptom], bool]:
    """Read the ticks: symptoms, or none of these, or not known; at least one of them."""
    ticked = {clean(value) for value in reading.entries.get("symptoms", ())}
    symptoms = frozenset(symptom for symptom in Symptom if symptom.value in ticked)
    if NONE in ticked and (symptoms or UNKNOWN in ticked):
        reading.fail("symptoms", Fault.SYMPTOMS_AND_NONE)
    elif not symptoms and not ticked & {NONE, UNKNOWN}:
        reading.fail("symptoms", Fault.SYMPTOMS_MISSING)
    return symptoms, UNKNOWN in ticked


def _temperature(reading: Reading) -> float | None:
    """Read the thermometer where one was at hand. A fever brought down by a pill stays a fever."""
    text = one(reading.entries, "temperature")
    if not text:
        return None
    read = typed_temperature(text)
    if read is None:
        reading.fail("temperature", Fault.TEMPERATURE_UNREAD)
    elif not COLDEST <= read <= HOTTEST:
        reading.fail("temperature", Fault.TEMPERATURE_RANGE)
    return read


def _since(reading: Reading) -> date:
    if one(reading.entries, "since_day") == EARLIER:
        return reading.terms.before_window
    return reading.day("since_day", Fault.SINCE_MISSING)
