"""The table against every vector; the files are what the script makes."""

import csv
import json
from collections import Counter
from functools import cache
from typing import Any

from domain.credential.curve import PublicKey
from domain.credential.knowledge import Knowledge, Stored, open_stored
from domain.credential.table import ROWS, Answer
from domain.credential.verdict import DeviceClock, Limits, Verdict, verdict
from tests.domain.credential.vectors import FOLDER, TABLE, table_module, written

LEAST_CASES = 600


def rows() -> list[dict[str, str]]:
    with (FOLDER / "cases.csv").open("r", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


def opened(world: dict[str, Any], name: str) -> Knowledge:
    stored = world["stored"][name]
    x, y = map(bytes.fromhex, stored["root"])
    return open_stored(
        Stored(
            home=world["home"],
            root=PublicKey(x, y),
            trust=bytes.fromhex(stored["trust"]),
            key_sets=tuple(map(bytes.fromhex, stored["key_sets"])),
            lists=tuple(map(bytes.fromhex, stored["lists"])),
            least_sequence=stored["least_sequence"],
        )
    )


def does(found: Verdict) -> str:
    return " ".join(act for act in ("document", "connect", "logged") if getattr(found, act))


@cache
def answers() -> dict[str, tuple[str, str, str]]:
    """Give our answer to every vector, by its name."""
    world, texts = read("stored.json"), read("texts.json")
    kept = {name: opened(world, name) for name in world["stored"]}
    limits = Limits(world["fresh"], world["admit"])
    found = {}
    for row in rows():
        clock = DeviceClock(
            int(row["now"]),
            int(row["offset"]),
            int(row["last_server"]),
            bool(int(row["synchronised"])),
        )
        said = verdict(texts[row["text"]], world["host"], kept[row["stored"]], clock, limits)
        found[row["name"]] = (said.answer.value, said.colour or "", does(said))
    return found


def test_every_case_gets_its_answer() -> None:
    wrong = {
        row["name"]: (answers()[row["name"]], expected)
        for row in rows()
        if answers()[row["name"]] != (expected := (row["answer"], row["colour"], row["does"]))
    }
    assert wrong == {}


def test_there_are_enough_cases_and_each_has_its_name() -> None:
    names = Counter(row["name"] for row in rows())
    assert len(names) >= LEAST_CASES
    assert [name for name, count in names.items() if count > 1] == []


def test_every_answer_is_asked_for_but_that_of_a_browser_that_cannot_check() -> None:
    assert {row["answer"] for row in rows()} == {each.value for each in Answer} - {"cannot_check"}


def test_the_files_are_what_the_script_makes() -> None:
    for name, text in written().items():
        assert (FOLDER / name).read_text("utf-8") == text, f"{name}: run the script anew"
    assert TABLE.read_text("utf-8") == table_module(), "the table of the page: run the script anew"


def test_the_last_row_fits_everything() -> None:
    assert ROWS[-1].when == {}
    assert all(row.when for row in ROWS[:-1])
