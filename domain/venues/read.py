"""Reading what is told of a venue: pure, each problem with the field it belongs to."""

from domain.declaration.address import read_township
from domain.declaration.entries import Entries, Reading, one, rows_of
from domain.declaration.terms import Terms
from domain.kernel.problems import Problem
from domain.people.names import NameFault, read_name
from domain.people.phones import PhoneFault, read_phone
from domain.policy.places import VenueKind
from domain.policy.venues import VenueRules
from domain.venues.faults import VenueFault
from domain.venues.gates import gate_named
from domain.venues.plain import is_plain, read_plain
from domain.venues.told import Asked, Details, Gate, Persons
from domain.venues.values import Size

LONGEST_ZH, LONGEST_EN, LONGEST_ADDRESS = 60, 100, 100
MOST_GATES = 9
"""As many entrances as one form asks for; more are added later."""
_HOME = "CN"


def read_asked(entries: Entries, terms: Terms, rules: VenueRules) -> Asked | tuple[Problem, ...]:
    """Read a venue as somebody asks for it."""
    reading = Reading(entries, terms)
    kind = reading.choice("kind", VenueKind, VenueFault.KIND_MISSING)
    zh, en = _names(reading)
    division = read_township(reading)
    details = Details(zh, en, _address(reading), _size(reading))
    gates = _gates(reading, rules, kind)
    persons = _persons(reading, details.size)
    return reading.outcome(Asked(kind, division, details, persons, gates))


def read_details(
    entries: Entries, terms: Terms, lines: frozenset[str]
) -> Details | tuple[Problem, ...]:
    """Read what a manager mends; `lines` are the languages that posters can have beside ours."""
    reading = Reading(entries, terms)
    chosen = tuple(sorted(lines & set(entries.get("lines", ()))))
    zh, en = _names(reading)
    return reading.outcome(Details(zh, en, _address(reading), _size(reading), chosen))


def read_persons(entries: Entries, terms: Terms, size: Size) -> Persons | tuple[Problem, ...]:
    """Read the named person and the deputy; a place of under a hundred people needs none."""
    reading = Reading(entries, terms)
    return reading.outcome(_persons(reading, size))


def _names(reading: Reading) -> tuple[str, str]:
    zh = read_plain(reading, "zh", LONGEST_ZH, VenueFault.NAME_MISSING)
    if zh and not any(sign.isalpha() for sign in zh):
        reading.fail("zh", VenueFault.NAME_MISSING)
    return zh, read_plain(reading, "en", LONGEST_EN)


def _address(reading: Reading) -> str:
    return read_plain(reading, "address", LONGEST_ADDRESS, VenueFault.ADDRESS_MISSING)


def _size(reading: Reading) -> Size:
    return reading.choice("size", Size, VenueFault.SIZE_MISSING)


def _gates(reading: Reading, rules: VenueRules, kind: VenueKind) -> tuple[Gate, ...]:
    """Read the rows that are filled in; without any the first one is asked for."""
    filled = [f"gate_{row}_zh" for row in rows_of(reading.entries, "gate")]
    named = [field for field in filled if one(reading.entries, field)] or ["gate_1_zh"]
    found: list[Gate] = []
    for field in named:
        gate = gate_named(reading, field, rules.kinds[kind])
        if gate.zh and gate.zh in {each.zh for each in found}:
            reading.fail(field, VenueFault.ENTRANCE_TWICE)
        found.append(gate)
    return tuple(found)


def _persons(reading: Reading, size: Size) -> Persons:
    person, phone = _person(reading, "person", VenueFault.PERSON_MISSING)
    typed = one(reading.entries, "deputy") or one(reading.entries, "deputy_phone")
    if size is Size.SMALL and not reading.failed("size") and not typed:
        return Persons(person, phone, "", "")
    return Persons(person, phone, *_person(reading, "deputy", VenueFault.DEPUTY_MISSING))


def _person(reading: Reading, field: str, missing: VenueFault) -> tuple[str, str]:
    name = read_name(one(reading.entries, field))
    if isinstance(name, NameFault):
        reading.fail(field, missing if name is NameFault.EMPTY else name)
    elif not is_plain(name):
        reading.fail(field, VenueFault.NOT_PLAIN)
    phone = read_phone(one(reading.entries, f"{field}_phone"), _HOME)
    if isinstance(phone, PhoneFault):
        reading.fail(f"{field}_phone", phone)
    return str(name), str(phone)
