"""Adding and dropping a row of a repeated group: places stayed in, transit legs."""

from collections.abc import Sequence

from domain.declaration.entries import Entries, rows_of
from domain.declaration.way import LEG, MOST_LEGS, MOST_VISITS, VISIT

_GROUPS = {"visit": (VISIT, MOST_VISITS), "leg": (LEG, MOST_LEGS)}


def with_row(entries: Entries, group: str) -> dict[str, Sequence[str]]:
    """Open one more empty row, unless there are as many as may be."""
    parts, most = _GROUPS[group]
    row = max(rows_of(entries, group), default=0) + 1
    fresh = {f"{group}_{row}_{part}": ("",) for part in parts} if row <= most else {}
    return {**entries, **fresh}


def without_row(entries: Entries, group: str, row: int) -> dict[str, Sequence[str]]:
    """Drop a row; those behind it move up."""
    parts, _ = _GROUPS[group]
    rows = [each for each in rows_of(entries, group) if each != row]
    names = {f"{group}_{each}_{part}" for each in rows_of(entries, group) for part in parts}
    kept = {name: values for name, values in entries.items() if name not in names}
    moved = {
        f"{group}_{new}_{part}": entries.get(f"{group}_{old}_{part}", ("",))
        for new, old in enumerate(rows, 1)
        for part in parts
    }
    return {**kept, **moved}
