"""What other rooms and pages know of a venue and its entrances."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.policy.places import Sector, VenueKind


class VenueState(StrEnum):
    """How far a venue is: asked for, confirmed by its township, turned down, closed."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    CLOSED = "closed"


class Size(StrEnum):
    """How many people come on a day: under a hundred, under a thousand, more."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Venue:
    """A registered place or vehicle, as anybody may know it. `en` is "" where nobody gave one."""

    id: UUID
    division: str
    kind: VenueKind
    sector: Sector
    state: VenueState
    size: Size
    zh: str
    en: str
    address: str


@dataclass(frozen=True, slots=True)
class Entrance:
    """One door of a venue, or one vehicle by its plate.

    `exits` tells that people scan as they leave too, `presence` that they type the short number
    shown at the door, `staffed` that somebody checks there, `arrivals` that it is an entry place
    whose poster opens the travel form (E2).
    """

    venue: Venue
    id: UUID
    zh: str
    en: str
    plate: str
    exits: bool
    presence: bool
    staffed: bool
    arrivals: bool
