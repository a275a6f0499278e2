"""Tables of cases kept as CSV beside the tests."""

import csv
from collections.abc import Mapping
from pathlib import Path

_CASES = Path(__file__).parents[2] / "cases"


def rows_of(name: str) -> list[Mapping[str, str]]:
    """Give the rows of a table of cases, by column."""
    with (_CASES / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
