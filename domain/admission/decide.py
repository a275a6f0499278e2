"""The decision at a door: pure, and the same in the page (web/static/js/door/decide.js).

What was read from the scanned text, the temperature and the door become facts; the policy's table
makes of the facts one verdict (domain/policy/doors.toml).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from domain.credential.table import Answer
from domain.kernel.colour import Colour
from domain.policy.doors import DoorAct, Doors, DoorVerdict
from domain.policy.places import DoorClass

POSTER = "poster"
"""A place's poster was scanned by mistake."""
NO_CODE = "no_code"
"""Nothing was scanned: the person has no code to show."""
NO_COLOUR = "none"


class Temperature(StrEnum):
    """What was measured. NORMAL: nothing was touched; MEASURED: somebody says so, below fever."""

    NORMAL = "normal"
    MEASURED = "measured"
    HIGH = "high"
    HIGH_AGAIN = "high_again"

    @property
    def is_high(self) -> bool:
        """Tell whether it is a fever."""
        return self in {Temperature.HIGH, Temperature.HIGH_AGAIN}


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of the code: a checker's answer, or POSTER, or NO_CODE; and its colour.

    `compare` tells that name and number's end are to be compared with a document, `waits` that the
    code is grey until somebody has seen it.
    """

    answer: str
    colour: Colour | None = None
    compare: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class AtDoor:
    """What else is known: the door, what was measured, and what was looked at.

    `warned` tells of a second high reading in this county within the last day.
    """

    door: DoorClass
    temperature: Temperature = Temperature.NORMAL
    seen: bool = False
    warned: bool = False
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict's key and the verdict."""

    key: str
    verdict: DoorVerdict

    @property
    def act(self) -> DoorAct:
        """Give what is done."""
        return self.verdict.act


def decide(doors: Doors, read: Read, at: AtDoor) -> Decision:
    """Give the one verdict; nothing is left without."""
    return _decided(_Known(doors), tuple(facts_of(read, at).values()))


class _Known:
    """A policy by identity: the same facts under the same policy lead to the same verdict."""

    __slots__ = ("doors",)

    def __init__(self, doors: Doors) -> None:
        self.doors = doors

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.doors is self.doors

    def __hash__(self) -> int:
        return id(self.doors)


@lru_cache(maxsize=4096)
def _decided(known: _Known, values: tuple[str, ...]) -> Decision:
    key = known.doors.key_for(dict(zip(_FACTS, values, strict=True)))
    return Decision(key, known.doors.verdict(key))


def facts_of(read: Read, at: AtDoor) -> dict[str, str]:
    """Give every fact that a row may ask for."""
    return {
        "way": "out" if at.leaving else "in",
        "answer": read.answer,
        "colour": NO_COLOUR if read.colour is None else read.colour.value,
        "compare": "yes" if read.compare else "no",
        "temperature": at.temperature.value,
        "warned": "yes" if at.warned else "no",
        "waits": "yes" if read.waits else "no",
        "document": "seen" if at.seen else "unseen",
        "door": at.door.value,
    }


def temperature_of(doors: Doors, told: Temperature, reading: float | None) -> Temperature:
    """Give what was measured, where a reading was typed too: the number goes before the button."""
    if reading is None:
        return told
    if not doors.is_fever(reading):
        return Temperature.MEASURED
    return told if told is Temperature.HIGH_AGAIN else Temperature.HIGH


ANSWERS = (*(answer.value for answer in Answer), POSTER, NO_CODE)
"""Every answer that a row may name."""
_FACTS = tuple(facts_of(Read(NO_CODE), AtDoor(DoorClass.PUBLIC)))
