"""The vectors: what is stored, what is scanned, when, and the answer it must get by the table.

`python -m tests.domain.credential.vectors` writes them to tests/cases/credential/; a test holds
that the files are what this makes. Expected answers are worked out from the table of the
architecture, by sums of their own, never by asking the code under test.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

from domain.credential.curve import PublicKey
from domain.credential.table import exported
from tests.domain.credential.collected import ADMIT, FRESH, Case, Vectors
from tests.domain.credential.moments import ages, clocks, expiries, replayed
from tests.domain.credential.stores import forms, stores
from tests.domain.credential.world import HOST, situations

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tests/cases/credential"
TABLE = ROOT / "web/static/js/credential/table.js"


def written() -> dict[str, str]:
    """Give the files by name."""
    found = Vectors()
    for part in (replayed, clocks, ages, expiries, stores, forms):
        found.cases += part(found)
    out = io.StringIO()
    names = list(Case.__dataclass_fields__)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([getattr(each, name) for name in names] for each in found.cases)
    kept = {name: _plain(each) for name, each in situations().items()}
    world = {"host": HOST, "home": "YN", "fresh": FRESH, "admit": ADMIT, "stored": kept}
    return {
        "cases.csv": out.getvalue(),
        "texts.json": _json(found.texts),
        "stored.json": _json(world),
        "table.json": _json(exported()),
    }


def table_module() -> str:
    """Give the page's module of the table: the same rows."""
    rows = "".join(f"  {json.dumps(row)},\n" for row in exported())
    origin = "// Written by tests/domain/credential/vectors.py from domain/credential/table.py.\n"
    return f"{origin}export const ROWS = [\n{rows}];\n"


def _plain(stored: dict[str, Any]) -> dict[str, Any]:
    root: PublicKey = stored["root"]
    return {
        "root": [root.x.hex(), root.y.hex()],
        "trust": stored["trust"].hex(),
        "key_sets": [each.hex() for each in stored["key_sets"]],
        "lists": [each.hex() for each in stored["lists"]],
        "least_sequence": stored["least_sequence"],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


if __name__ == "__main__":
    for name, text in written().items():
        (FOLDER / name).write_text(text, "utf-8")
    TABLE.write_text(table_module(), "utf-8")
