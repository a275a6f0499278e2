"""What is printed, told without the library that prints: it is megabytes that pages need not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.kernel.colour import Colour


class FontsMissingError(Exception):
    """The machine has no Chinese face to print with; the text says which package brings it."""


class Paper(StrEnum):
    """What the cards are printed on."""

    A4 = "a4"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """One person's card. `until` is the exclusive end, None where it waits for an event."""

    name: str
    tail: str
    colour: Colour
    registered: datetime
    until: datetime | None
    qr: str
