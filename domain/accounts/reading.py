"""Reading the form of an invitation: posted entries to a place and how somebody is called. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from domain.accounts.ranks import LEVELS
from domain.accounts.values import Called, Place, Standing
from domain.kernel.actor import Actor, Role
from domain.kernel.problems import Problem
from domain.kernel.text import clean
from domain.people.names import NameFault, read_name
from domain.people.phones import PhoneFault, read_phone
from domain.policy.places import Sector

_LONGEST_UNIT = 60
_HOME = "CN"


class InviteFault(StrEnum):
    """What is wrong with an answer of an invitation."""

    UNIT_EMPTY = "unit_empty"
    UNIT_LONG = "unit_long"
    DIVISION_MISSING = "office_division_missing"
    SECTOR_MISSING = "office_sector_missing"
    LETTERS_UNKNOWN = "venue_letters_unknown"


def read_called(entries: Mapping[str, str]) -> Called | tuple[Problem, ...]:
    """Read the name and the number in office; a number may be left out."""
    name, typed = read_name(entries.get("name", "")), entries.get("phone", "")
    phone = read_phone(typed, _HOME) if typed.strip() else ""
    problems = []
    if isinstance(name, NameFault):
        problems.append(Problem("name", name))
    if isinstance(phone, PhoneFault):
        problems.append(Problem("phone", phone))
    if problems or isinstance(name, NameFault) or isinstance(phone, PhoneFault):
        return tuple(problems)
    return Called(name, phone)


def read_place(actor: Actor, role: Role, entries: Mapping[str, str]) -> Place | tuple[Problem, ...]:
    """Read where somebody is invited to; whether the actor may is the rule's to say (ranks)."""
    unit, division = clean(entries.get("unit", "")), entries.get("division", "")
    sector, standing = entries.get("sector", ""), entries.get("standing", "")
    below = role in LEVELS
    problems = []
    if not unit and role is not Role.VENUE:
        problems.append(Problem("unit", InviteFault.UNIT_EMPTY))
    if len(unit) > _LONGEST_UNIT:
        problems.append(Problem("unit", InviteFault.UNIT_LONG))
    if below and not division:
        problems.append(Problem("division", InviteFault.DIVISION_MISSING))
    if role is Role.SECTOR and sector not in set(Sector):
        problems.append(Problem("sector", InviteFault.SECTOR_MISSING))
    if problems:
        return tuple(problems)
    return Place(
        role,
        division if below else actor.division or "",
        sector if role is Role.SECTOR else "",
        None,
        unit,
        Standing(standing) if standing in set(Standing) else Standing.STAFF,
    )
