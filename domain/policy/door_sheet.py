"""The sheet of doors: the table and every instruction as a page people can read, docs/doors.md.

    python -m domain.policy.door_sheet

writes it anew; a test holds that it is what the policy says.
"""

from collections.abc import Iterator
from pathlib import Path

from domain.policy.doors import DoorRow, Doors
from domain.policy.places import DoorClass
from domain.policy.policies import load_policies
from domain.policy.sheet import table_of

_PAGE = Path(__file__).parents[2] / "docs" / "doors.md"
_HEAD = Path(__file__).with_name("door_sheet.md")


def door_sheet(doors: Doors) -> str:
    """Give the whole page: kinds, rows, verdicts, numbers."""
    return "\n".join([_HEAD.read_text("utf-8").rstrip() + "\n", *_parts(doors)])


def _parts(doors: Doors) -> Iterator[str]:
    yield f"Source: {doors.source}.\n\n## Kinds of venue\n"
    yield from table_of(("door", "kinds"), list(_kinds(doors)))
    yield "\nWhere travellers arrive, a door of transport is an entry place's.\n\n## Rows\n"
    rows = [(str(at), _when(row), row.key) for at, row in enumerate(doors.rows, 1)]
    yield from table_of(("", "when", "verdict"), rows)
    yield "\n## Verdicts\n"
    yield from table_of(
        ("verdict", "act", "told", "中文", "English", "source"),
        [
            (
                key,
                _plain(each.act),
                "the command" if each.alert else "",
                f"{each.word.zh}<br>{each.line.zh}",
                f"{each.word.en}<br>{each.line.en}",
                each.source,
            )
            for key, each in doors.all_verdicts.items()
        ],
    )
    yield "\n## Numbers\n"
    yield from _numbers(doors)


def _kinds(doors: Doors) -> Iterator[tuple[str, str]]:
    for door in DoorClass:
        kinds = [_plain(kind) for kind, each in doors.kinds.items() if each.door is door]
        yield door.value, ", ".join(kinds)


def _when(row: DoorRow) -> str:
    parts = [f"{name}: {_either(values)}" for name, values in row.when.items()]
    return "; ".join(parts) or "anything else"


def _either(values: frozenset[str]) -> str:
    return " or ".join(_plain(value) for value in sorted(values))


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _numbers(doors: Doors) -> Iterator[str]:
    measured, numbers = doors.temperature, sorted(doors.hotlines.items())
    yield (
        f"- A reading of {measured.fever_celsius} °C is a fever. Rest {measured.rest_minutes} "
        f"minutes; another high reading within {measured.again_minutes} minutes is the second. "
        f"Then the county's doors measure first for {measured.first_hours} hours. "
        f"({measured.source})"
    )
    yield (
        f"- One person scanned more than {doors.often.most} times a day by one shift is flagged. "
        f"({doors.often.source})"
    )
    calls = ", ".join(f"{division}: {number}" for division, number in numbers)
    yield f"- Numbers to call, by division: {calls}.\n"


if __name__ == "__main__":
    _PAGE.write_text(door_sheet(load_policies().doors), "utf-8")
