"""What is printed, told without the library that prints: it is megabytes that pages need not."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.kernel.colour import Colour
from domain.policy.places import DoorClass
from domain.policy.texts import Text


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


class PosterSize(StrEnum):
    """What a poster is printed on: a sheet of A4, or a card of A6 for a vehicle."""

    A4 = "a4"
    A6 = "a6"


@dataclass(frozen=True, slots=True)
class FurtherLine:
    """A line in a third language, and the face that has its script ("" for the main one)."""

    text: str
    font: str


@dataclass(frozen=True, slots=True)
class Placard:
    """What one entrance's poster says.

    `address` is what its QR holds, `letters` what is typed `type_at` a page of ours.
    """

    venue: Text
    entrance: Text
    township: Text
    address: str
    letters: str
    type_at: str
    door: DoorClass
    arrivals: bool
    staffed: bool
    lines: tuple[FurtherLine, ...]
    made_on: date
