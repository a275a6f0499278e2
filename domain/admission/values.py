"""What a door says of one person, and what it is told (product F1, F2; trust T12)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.admission.decide import Temperature
from domain.kernel.colour import Colour
from domain.policy.doors import DoorAct

MOST_PEOPLE = 6
"""As many as one QR shows together."""
NOBODY = UUID(int=0)
"""Under whose id something is sealed that is about nobody we know."""


class Reason(StrEnum):
    """Why staff turned a green away, as they say (product F3)."""

    NOT_THEIRS = "not_theirs"
    LOOKS_ILL = "looks_ill"
    FROM_ELSEWHERE = "from_elsewhere"
    HOUSE_RULE = "house_rule"
    FULL = "full"
    OTHER_REASON = "other_reason"


class How(StrEnum):
    """How a person was checked: by a code, by their document, at a gate without staff."""

    CODE = "code"
    DOCUMENT = "document"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class Call:
    """One person at a door, as the device says; the same id again is the same admission.

    `at` is the tap by the device's clock, `reading` in degrees Celsius. `paper` says that an old
    picture cannot be opened live and is taken as a printed card. `told` is the key of the verdict
    that the device gave by itself, "" where it gave none.
    """

    id: UUID
    at: datetime
    text: str
    temperature: Temperature = Temperature.NORMAL
    reading: float | None = None
    seen: bool = False
    paper: bool = False
    leaving: bool = False
    refused: Reason | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Admitted:
    """What the door is told: the verdict, a colour, a masked name, a number's end; no more."""

    key: str
    act: DoorAct
    answer: str
    colour: Colour | None = None
    name: str = ""
    tail: str = ""
    otherwise: bool = False
