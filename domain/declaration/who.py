"""Step 1: the phone number and the name (notice A7)."""

from dataclasses import dataclass

from domain.declaration.entries import Entries, Reading, one
from domain.declaration.terms import Terms
from domain.declaration.values import Relationship
from domain.kernel.problems import Problem
from domain.people.names import NameFault, read_name
from domain.people.phones import PhoneFault, read_phone

HOME_REGION = "CN"


@dataclass(frozen=True, slots=True)
class Who:
    """What the first step states."""

    name: str
    phone: str
    helper_phone: bool
    relationship: Relationship


def read_who(entries: Entries, terms: Terms) -> Who | tuple[Problem, ...]:
    """Read name, phone with its region, whether it is a helper's, and who fills in for whom."""
    reading = Reading(entries, terms)
    name = read_name(one(entries, "name"))
    if isinstance(name, NameFault):
        reading.fail("name", name)
    phone = read_phone(one(entries, "phone"), one(entries, "region") or HOME_REGION)
    if isinstance(phone, PhoneFault):
        reading.fail("phone", phone)
    helper = one(entries, "helper") == "yes"
    return reading.outcome(Who(str(name), str(phone), helper, _relationship(entries)))


def _relationship(entries: Entries) -> Relationship:
    """Give who the applicant is to the holder: oneself unless the family pages said otherwise."""
    try:
        return Relationship(one(entries, "relationship"))
    except ValueError:
        return Relationship.SELF
