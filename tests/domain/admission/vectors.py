"""The cases of doors: what is seen, what is measured, at which door, and what must be done.

`python -m tests.domain.admission.vectors` writes tests/cases/doors/cases.csv and the page's table;
a test holds that the files are what this makes. What is expected is worked out here from the
product's table, door by door, and never by asking the rows.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields, replace
from itertools import product
from pathlib import Path

from domain.policy.doors import exported
from domain.policy.policies import load_policies

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests/cases/doors/cases.csv"
TABLE = ROOT / "web/static/js/door/table.js"
DOORS = ("public", "transport", "medical", "entry", "home")
TEMPERATURES = ("normal", "measured", "high", "high_again")
COLOURS = ("green", "yellow", "red", "grey")
_COMPARED = ("paper", "foreign")
_BLANK = (
    "not_ours",
    "damaged",
    "ask_online",
    "unknown_issuer",
    "cannot_check",
    "forged",
    "check_clock",
    "list_too_old",
    "poster",
    "no_code",
)
CODES = (
    *((answer, colour, False) for answer in ("checked", "by_signature") for colour in COLOURS),
    *((answer, colour, True) for answer in (*_COMPARED, "checked") for colour in COLOURS),
    ("list_old", "green", True),
    ("list_too_old", "red", False),
    ("list_too_old", "yellow", False),
    ("old_picture", "", True),
    ("expired", "grey", False),
    *((answer, "", False) for answer in _BLANK),
)
"""Every answer with every colour that it can have, and whether a document is to be compared."""
_RISK = {
    "public": ("stop", "stop"),
    "transport": ("no_boarding", "stop"),
    "medical": ("fever_entrance", "fever_entrance"),
    "entry": ("hold", "hold"),
    "home": ("report", "report_and_let_in"),
}
_FEVER = {
    ("public", "high"): ("rest", "measure_again", False),
    ("public", "high_again"): ("refer", "refer", True),
    ("transport", "high"): ("rest", "measure_again", False),
    ("transport", "high_again"): ("refer", "refer", True),
    ("medical", "high"): ("fever_entrance_warm", "fever_entrance", False),
    ("medical", "high_again"): ("fever_entrance_again", "fever_entrance", True),
    ("entry", "high"): ("hold_warm", "hold", True),
    ("entry", "high_again"): ("hold_warm", "hold", True),
    ("home", "high"): ("report_warm", "report_and_let_in", True),
    ("home", "high_again"): ("report_warm", "report_and_let_in", True),
}
_OWN_WORDS = {
    "ask_online": "connect",
    "cannot_check": "connect",
    "unknown_issuer": "connect",
    "check_clock": "connect",
    "list_too_old": "connect",
    "forged": "look_up",
    "no_code": "look_up",
}
_UNREAD = {
    "not_ours": ("not_ours", "scan_again"),
    "damaged": ("damaged", "scan_again"),
    "old_picture": ("open_live", "open_live"),
}
_GREEN = {"transport": "board", "entry": "pass"}


@dataclass(frozen=True)
class Case:
    """One row of the file; "" is no colour, and 0 or 1 a fact."""

    door: str
    answer: str
    colour: str
    compare: int
    temperature: str
    warned: int
    waits: int
    seen: int
    leaving: int
    key: str = ""
    act: str = ""
    alert: int = 0


def cases() -> Iterator[Case]:
    """Give every case with what is expected of it."""
    flags = (0, 1)
    for door, code in product(DOORS, CODES):
        answer, colour, compare = code
        for temperature, warned, seen in product(TEMPERATURES, flags, flags):
            for waits in flags if code == ("checked", "grey", False) else (0,):
                at = door, answer, colour, int(compare), temperature, warned, waits, seen
                yield _expecting(Case(*at, leaving=0))
        yield _expecting(Case(door, answer, colour, int(compare), "high_again", 1, 0, 0, 1))


def _expecting(case: Case) -> Case:
    key, act, alert = expected(case)
    return replace(case, key=key, act=act, alert=int(alert))


def expected(case: Case) -> tuple[str, str, bool]:
    """Give key, act and alert by the product's table (F2, F4)."""
    if case.leaving or case.answer == "poster":
        return ("leave", "let_out", False) if case.leaving else ("poster", "scan_again", False)
    if case.colour in {"red", "yellow"}:
        return *_RISK[case.door], True
    if fever := _FEVER.get((case.door, case.temperature)):
        return fever
    if case.warned and case.temperature == "normal":
        return "measure_first", "measure_again", False
    if unread := _UNREAD.get(case.answer):
        return *unread, False
    return *(_green(case) if case.colour == "green" else _unclear(case)), False


def _green(case: Case) -> tuple[str, str]:
    """Give what a green leads to: only what must be compared with a document waits for that."""
    if case.compare and not case.seen:
        own = case.answer if case.answer in {"list_old", "foreign"} else "check_document"
        return own, "check_document"
    if case.answer == "list_old":
        return "let_in_logged", "let_in"
    return _GREEN.get(case.door, "let_in"), "let_in"


def _unclear(case: Case) -> tuple[str, str]:
    """Give what no colour, or grey, leads to; hospitals do not wait and homes stop nobody."""
    if case.waits and not case.seen and case.door != "medical":
        return "see_document", "check_document"
    if case.door in {"medical", "home"}:
        open_door = "forged_let_in" if case.answer == "forged" else f"{case.door}_open"
        return open_door, "let_in"
    if case.door == "entry" and (case.colour == "grey" or case.answer == "no_code"):
        return "declare_here", "apply_here"
    if own := _OWN_WORDS.get(case.answer):
        return case.answer, own
    return ("expired" if case.answer == "expired" else "apply_here"), "apply_here"


def written() -> str:
    """Give the file of cases."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(each.name for each in fields(Case))
    writer.writerows(astuple(case) for case in cases())
    return out.getvalue()


def table_module() -> str:
    """Give the page's module: the policy's rows, and what is done at each verdict."""
    data = exported(load_policies().doors)
    rows = "".join(f"  {json.dumps(row)},\n" for row in data["rows"])
    verdicts = "".join(f"  {key}: {json.dumps(each)},\n" for key, each in data["verdicts"].items())
    origin = "// Written by tests/domain/admission/vectors.py from domain/policy/doors.toml.\n"
    return (
        f"{origin}export const FEVER = {data['fever']};\n"
        f"export const ROWS = [\n{rows}];\nexport const VERDICTS = {{\n{verdicts}}};\n"
    )


if __name__ == "__main__":
    CASES.write_text(written(), "utf-8")
    TABLE.write_text(table_module(), "utf-8")
