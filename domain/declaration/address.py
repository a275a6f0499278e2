"""Step 4: where the applicant lives or stays in Yunnan, down to the township; and their work."""

from domain.declaration.entries import Entries, Reading, one
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.declaration.values import Occupation, Stay
from domain.kernel.problems import Problem
from domain.places.divisions import YUNNAN, by_code

LONGEST_ADDRESS, LONGEST_EMPLOYER = 120, 80
_LEVELS = (
    ("prefecture", Fault.PREFECTURE_MISSING),
    ("county", Fault.COUNTY_MISSING),
    ("township", Fault.TOWNSHIP_MISSING),
)


def read_address(entries: Entries, terms: Terms) -> Stay | tuple[Problem, ...]:
    """Read the township under its county and prefecture, the address, and the employer."""
    reading = Reading(entries, terms)
    division = read_township(reading)
    address = reading.text("address", LONGEST_ADDRESS, Fault.ADDRESS_MISSING)
    occupation = reading.choice("occupation", Occupation, Fault.OCCUPATION_MISSING)
    employer = ""
    if occupation is Occupation.EMPLOYED and not reading.failed("occupation"):
        employer = reading.text("employer", LONGEST_EMPLOYER, Fault.EMPLOYER_MISSING)
    return reading.outcome(Stay(division, address, occupation, employer))


def read_township(reading: Reading) -> str:
    """Read three lists that hang together: what does not belong to the one above was not chosen."""
    above = YUNNAN
    for field, missing in _LEVELS:
        code = one(reading.entries, field)
        found = by_code(code)
        if found is None or found.parent != above:
            reading.fail(field, missing)
            return ""
        above = found.code
    return above


def place_above(entries: Entries, home: str) -> tuple[str, str]:
    """Give the prefecture and county whose lists are to be shown: the chosen, else home's.

    `home` is the county that most people here live in (a setting). A county of another prefecture
    than the one chosen is "", to be chosen anew.
    """
    prefecture = one(entries, "prefecture")
    if (found := by_code(prefecture)) is None or found.parent != YUNNAN:
        return home[:4], home
    county = by_code(one(entries, "county"))
    return prefecture, county.code if county and county.parent == prefecture else ""
