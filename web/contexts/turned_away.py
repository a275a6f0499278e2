"""What the form shows on which a person says that their green was turned away."""

from dataclasses import dataclass
from datetime import datetime

from domain.admission.obstructions import MOST_WORDS
from domain.admission.turned_away import LastDoor
from web.i18n import language


@dataclass(frozen=True, slots=True)
class TurnedAwayPage:
    """The form. `place` and `at` are the last door that knows of them, "" and None for none."""

    place: str
    at: datetime | None
    most: int
    act: str
    sent: bool = False


def turned_away_page(door: LastDoor | None, act: str, *, sent: bool = False) -> TurnedAwayPage:
    """Word the last door in the reader's language."""
    place, at = "", None
    if door is not None:
        place = door.zh if language().key == "zh" else door.en or door.zh
        at = door.where.at
    return TurnedAwayPage(place, at, MOST_WORDS, act, sent)
