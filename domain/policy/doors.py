"""What is done at a door: doors.toml and doors-unclear.toml as values."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec

from domain.policy.places import DoorClass, Sector, VenueKind
from domain.policy.texts import Text, Words

Key = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z_]{1,23}$")]
_COUNTY_DIGITS = 6


class DoorAct(StrEnum):
    """What the person at the door does; the one instruction says it in words."""

    LET_IN = "let_in"
    LET_OUT = "let_out"
    STOP = "stop"
    FEVER_ENTRANCE = "fever_entrance"
    HOLD = "hold"
    REPORT_AND_LET_IN = "report_and_let_in"
    MEASURE_AGAIN = "measure_again"
    REFER = "refer"
    APPLY_HERE = "apply_here"
    CHECK_DOCUMENT = "check_document"
    OPEN_LIVE = "open_live"
    SCAN_AGAIN = "scan_again"
    LOOK_UP = "look_up"
    CONNECT = "connect"

    @property
    def passes(self) -> bool:
        """Tell whether the person goes through the door."""
        return self in {DoorAct.LET_IN, DoorAct.LET_OUT, DoorAct.REPORT_AND_LET_IN}


class Fact(StrEnum):
    """The facts that a row may ask for."""

    WAY = "way"
    ANSWER = "answer"
    COLOUR = "colour"
    COMPARE = "compare"
    TEMPERATURE = "temperature"
    WARNED = "warned"
    WAITS = "waits"
    DOCUMENT = "document"
    DOOR = "door"


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the doors of one kind of venue are classed, and which sector answers for it."""

    door: DoorClass
    sector: Sector


class Temperatures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fever, the rest before the second reading, and how long doors then measure first.

    A high reading counts as the second one up to `again_minutes` after the first at that venue.
    """

    fever_celsius: Annotated[float, msgspec.Meta(ge=36, le=40)]
    rest_minutes: Annotated[int, msgspec.Meta(ge=1, le=60)]
    again_minutes: Annotated[int, msgspec.Meta(ge=1, le=600)]
    first_hours: Annotated[int, msgspec.Meta(ge=1, le=24)]
    source: Words

    @property
    def rest(self) -> timedelta:
        """Give how long one rests before the second reading."""
        return timedelta(minutes=self.rest_minutes)

    @property
    def again(self) -> timedelta:
        """Give how long after a first high reading another one is the second."""
        return timedelta(minutes=self.again_minutes)

    @property
    def first(self) -> timedelta:
        """Give how long doors measure a person first after a second high reading."""
        return timedelta(hours=self.first_hours)


class Often(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often one shift may scan one person in a day before somebody looks at it."""

    most: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    source: Words


class DoorVerdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verdict: what is done, in a word and in one line, and whether the command is told.

    `paint` is the screen's colour, "own" the code's. A line may have the place {hotline}.
    """

    act: DoorAct
    paint: Literal["green", "yellow", "red", "grey", "own"]
    source: Words
    word: Text
    line: Text
    alert: bool = False


class DoorRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row: for each fact it names the values that fit, and the verdict's key."""

    when: Mapping[Fact, frozenset[str]]
    key: Key

    def fits(self, facts: Mapping[str, str]) -> bool:
        """Tell whether every fact that the row names has one of its values."""
        return all(facts[name] in values for name, values in self.when.items())


class Doors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that binds at a door."""

    source: Words
    temperature: Temperatures
    often: Often
    hotlines: Mapping[str, Words]
    kinds: Mapping[VenueKind, Kind]
    verdicts: Mapping[Key, DoorVerdict]
    unclear: Mapping[Key, DoorVerdict]
    rows: tuple[DoorRow, ...]

    def __post_init__(self) -> None:
        """Refuse a kind without a class, a row without a verdict, a verdict that no row gives."""
        if missing := set(VenueKind) - set(self.kinds):
            message = f"kinds without a door class: {', '.join(sorted(missing))}"
            raise ValueError(message)
        if wrong := {row.key for row in self.rows} ^ set(self.all_verdicts):
            message = f"rows and verdicts do not agree on: {', '.join(sorted(wrong))}"
            raise ValueError(message)
        if not self.rows or self.rows[-1].when:
            message = "the last row must fit everything"
            raise ValueError(message)

    @property
    def all_verdicts(self) -> dict[str, DoorVerdict]:
        """Give every verdict by its key, those first that a colour or a temperature decides."""
        return {**self.verdicts, **self.unclear}

    def verdict(self, key: str) -> DoorVerdict:
        """Give the verdict of a key; raises KeyError for one that no row gives."""
        return self.verdicts.get(key) or self.unclear[key]

    def door_of(self, kind: VenueKind, *, arrivals: bool = False) -> DoorClass:
        """Give the class of a door; where travellers arrive, it is an entry place's (A4)."""
        door = self.kinds[kind].door
        return DoorClass.ENTRY if arrivals and door is DoorClass.TRANSPORT else door

    def sector_of(self, kind: VenueKind) -> Sector:
        """Give the sector that usually answers for a kind of venue."""
        return self.kinds[kind].sector

    def hotline_of(self, division: str) -> str:
        """Give the number to call in a division: its own, or that of what it lies in."""
        fitting = [each for each in self.hotlines if division.startswith(each)]
        return self.hotlines[max(fitting, key=len)] if fitting else ""

    def key_for(self, facts: Mapping[str, str]) -> str:
        """Give the key of the first row that fits; the last one fits everything."""
        return next(row.key for row in self.rows if row.fits(facts))

    def is_fever(self, reading: float | None) -> bool:
        """Tell whether a reading in degrees Celsius is a fever."""
        return reading is not None and reading >= self.temperature.fever_celsius


def county_of(division: str) -> str:
    """Give the county of a division (GB/T 2260): whose doors know of each other's readings."""
    return division[:_COUNTY_DIGITS]


def exported(doors: Doors) -> dict[str, Any]:
    """Give rows, verdicts without their words and the fever as plain data, for the page."""
    return {
        "fever": doors.temperature.fever_celsius,
        "rows": [
            {"when": {name.value: sorted(fit) for name, fit in row.when.items()}, "key": row.key}
            for row in doors.rows
        ],
        "verdicts": {
            key: {"act": each.act.value, "paint": each.paint, "alert": each.alert}
            for key, each in doors.all_verdicts.items()
        },
    }
