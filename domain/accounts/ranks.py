"""Who invites whom: the level above, within its jurisdiction, never sideways or upwards. Pure."""

from collections.abc import Mapping

from domain.kernel.actor import Actor, Role
from domain.places.divisions import by_code, contains

LEVELS: Mapping[Role, int] = {
    Role.PROVINCE: 2,
    Role.PREFECTURE: 4,
    Role.COUNTY: 6,
    Role.TOWNSHIP: 9,
}
"""The offices of the territory, highest first, by the digits of their divisions' codes."""
_BELOW: Mapping[Role, tuple[Role, ...]] = {
    Role.PROVINCE: (Role.PREFECTURE, Role.SECTOR, Role.VENUE),
    Role.PREFECTURE: (Role.COUNTY, Role.SECTOR, Role.VENUE),
    Role.COUNTY: (Role.TOWNSHIP, Role.SECTOR, Role.CLINIC, Role.VENUE),
    Role.TOWNSHIP: (Role.VILLAGE, Role.CLINIC, Role.SECTOR, Role.VENUE),
}
# They work where the office that answers for them does; others are one level below.
_BESIDE = frozenset({Role.SECTOR, Role.CLINIC, Role.VILLAGE})


def invites(role: Role) -> tuple[Role, ...]:
    """Give the roles that a role may invite, in the order in which a page lists them."""
    return _BELOW.get(role, ())


def may_invite(actor: Actor, role: Role, division: str, venue_division: str | None = None) -> bool:
    """Tell whether an actor may invite somebody into a role at a division.

    `venue_division` is where the venue of a manager lies; a manager's division is the same.
    """
    own = actor.division
    if own is None or role not in invites(actor.role) or by_code(division) is None:
        return False
    if role is Role.VENUE:
        return venue_division == division and contains(own, division)
    if venue_division is not None:
        return False
    if role in _BESIDE:
        return division == own
    return len(division) == LEVELS[role] and contains(own, division)


def answers_for(actor: Actor, role: Role, division: str) -> bool:
    """Tell whether an account of a role at a division is one that an actor ends or invites anew."""
    return may_invite(actor, role, division, division if role is Role.VENUE else None)
