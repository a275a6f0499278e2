"""What people tell of a venue, as values: who asks for one, and what runs it."""

from dataclasses import dataclass

from domain.policy.places import VenueKind
from domain.venues.values import Size


@dataclass(frozen=True, slots=True)
class Gate:
    """An entrance as it is told: its names, or one vehicle by its plate, and what it asks for."""

    zh: str
    en: str = ""
    plate: str = ""
    exits: bool = False
    presence: bool = False
    staffed: bool = True
    arrivals: bool = False


@dataclass(frozen=True, slots=True)
class Persons:
    """The named person and the deputy with their numbers in E.164; "" where there is no deputy."""

    person: str
    person_phone: str
    deputy: str
    deputy_phone: str


@dataclass(frozen=True, slots=True)
class Details:
    """What a venue is called, where it is, how many come; the languages of its posters."""

    zh: str
    en: str
    address: str
    size: Size
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A venue as somebody asks for it."""

    kind: VenueKind
    division: str
    details: Details
    persons: Persons
    gates: tuple[Gate, ...]
