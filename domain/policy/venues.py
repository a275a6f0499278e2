"""What the kinds of venue are called, and what posters say: venues.toml, posters.toml as values."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from domain.policy.places import DoorClass, VenueKind
from domain.policy.texts import Text, Words


class KindRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of venue: its name, and what its entrances are."""

    name: Text
    vehicle: bool = False
    plate: bool = False
    unstaffed: bool = False
    arrivals: Literal["no", "may", "usual"] = "no"


class VenueRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every kind of venue there is; `sheet_notes` tell how a list of venues is filled in."""

    kinds: Mapping[VenueKind, KindRule]
    sheet_notes: tuple[Text, ...]

    def __post_init__(self) -> None:
        """Refuse a table that leaves a kind out."""
        if missing := sorted(set(VenueKind) - set(self.kinds)):
            message = f"these kinds of venue are missing: {', '.join(missing)}"
            raise ValueError(message)


class PosterLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line in a third language: what the language is called, the words, the face for them."""

    name: Text
    text: Words
    font: str = ""


class PosterWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words on every poster: its head, the steps, the letters to type, who has no phone."""

    title: Text
    scan_here: Text
    scan: Text
    tap: Text
    tell: Text
    show: Text
    show_alone: Text
    letters: Text
    no_phone: Text
    green: Text
    issued: Text


class PosterRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What posters say; `risk` of a yellow or red code by the class of door.

    `lines` are those that a venue may have beside, by the language's tag (BCP 47).
    """

    words: PosterWords
    risk: Mapping[DoorClass, Text]
    lines: Mapping[str, PosterLine]

    def __post_init__(self) -> None:
        """Refuse a table that leaves a class of door out."""
        if missing := sorted(set(DoorClass) - set(self.risk)):
            message = f"these classes of door are missing: {', '.join(missing)}"
            raise ValueError(message)
