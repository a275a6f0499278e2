"""What the manager's page of gates shows: which keys run at which door, and a new one once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.admission.gates import Gate
from domain.venues.naming import DoorNames
from web.i18n import language


@dataclass(frozen=True, slots=True)
class GateRow:
    """One key in words: `name` is what the form that ends it calls it."""

    name: str
    door: str
    made_at: datetime
    used_on: date | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class GatesPage:
    """The page. `key` is a new key, shown this once; `doors` are what one can be made for."""

    gates: tuple[GateRow, ...]
    doors: tuple[tuple[str, str], ...]
    key: str
    address: str


def gates_page(
    gates: Sequence[Gate],
    doors: Sequence[UUID],
    names: dict[UUID, DoorNames],
    address: str,
    key: str = "",
) -> GatesPage:
    """Word a venue's keys and its open doors."""
    rows = tuple(
        GateRow(
            each.id.hex, door_named(names, each.entrance), each.made_at, each.used_on, each.ended_at
        )
        for each in gates
    )
    chosen = tuple((door.hex, door_named(names, door)) for door in doors)
    return GatesPage(rows, chosen, key, address)


def door_named(names: dict[UUID, DoorNames], door: UUID) -> str:
    """Give a door's name in the reader's language, the Chinese one where there is no other."""
    found = names.get(door)
    if found is None:
        return ""
    return found.door_zh if language().key == "zh" else found.door_en or found.door_zh
