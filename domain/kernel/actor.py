"""Who acts: the one value that permission, audit and verbs know a caller by."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """The kinds of caller (product.md H1)."""

    ANYONE = "anyone"
    HOLDER = "holder"
    DOOR = "door"
    VENUE = "venue"
    VILLAGE = "village"
    CLINIC = "clinic"
    SECTOR = "sector"
    TOWNSHIP = "township"
    COUNTY = "county"
    PREFECTURE = "prefecture"
    PROVINCE = "province"
    PARTNER = "partner"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A caller: a role, and the holder's, officer's or device's id where there is one.

    `division` is an officer's jurisdiction, `sector` the one office's among them, `venue` where
    door staff, a venue's manager or its gate stand, `entrance` the one door of a shift.
    """

    role: Role
    id: UUID | None = None
    division: str | None = None
    sector: str | None = None
    venue: UUID | None = None
    entrance: UUID | None = None


ANYONE = Actor(Role.ANYONE)
SYSTEM = Actor(Role.SYSTEM)
