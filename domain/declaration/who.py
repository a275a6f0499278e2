"""Step 1: the phone number and the name (notice A7), and who it is for where that is another."""

from dataclasses import dataclass

from domain.declaration.entries import Entries, Reading, one
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.declaration.values import Relationship
from domain.kernel.problems import Problem
from domain.people.names import NameFault, read_name
from domain.people.phones import PhoneFault, read_phone

HOME_REGION = "CN"
PROXY = "proxy"
"""The entry with which a proxy's draft begins: `home` where there is a home to take over."""
FIRST = (PROXY, "phone", "helper")
"""What a proxy's draft begins with, and is thrown back to where it is for somebody else."""


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
    relationship = relationship_in(entries)
    if is_for_other(entries) and relationship is Relationship.SELF:
        reading.fail("relationship", Fault.RELATIONSHIP_MISSING)
    name = read_name(one(entries, "name"))
    if isinstance(name, NameFault):
        reading.fail("name", name)
    phone = read_phone(one(entries, "phone"), one(entries, "region") or HOME_REGION)
    if isinstance(phone, PhoneFault):
        reading.fail("phone", phone)
    helper = one(entries, "helper") == "yes"
    return reading.outcome(Who(str(name), str(phone), helper, relationship))


def is_for_other(entries: Entries) -> bool:
    """Tell whether these are the answers of a proxy: begun as such, or about a family member.

    PROXY is no step's own field: no form can post it.
    """
    return bool(one(entries, PROXY)) or relationship_in(entries) is not Relationship.SELF


def relationship_in(entries: Entries) -> Relationship:
    """Give who the applicant is to the holder: oneself where nothing else was chosen."""
    try:
        return Relationship(one(entries, "relationship"))
    except ValueError:
        return Relationship.SELF
