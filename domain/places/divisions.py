"""Yunnan down to the township, China down to the prefecture: one tree, read once when asked.

Codes are those of the statistics bureau without trailing zeros: province 2 digits, prefecture 4,
county 6 (some hang directly under a province), township 9. Names repeat (60 names of towns do in
Yunnan alone): the code is stored, the parent is shown with the name.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from domain.places.historic import present_code

YUNNAN = "53"
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Division:
    """One unit: code, both names, its parent's code ("" for a province)."""

    code: str
    zh: str
    en: str
    parent: str


def by_code(code: str) -> Division | None:
    """Find a division by its code of today or a replaced county's code; None if there is none."""
    return _tree().get(code) or _tree().get(present_code(code))


def yunnan() -> Division:
    """Give the province itself, the root of the tree that goes down to townships."""
    return _tree()[YUNNAN]


def national() -> tuple[Division, ...]:
    """Give the 34 provinces in the order of their codes."""
    return children_of("")


def children_of(code: str) -> tuple[Division, ...]:
    """Give the units right below a code, in order; none for a township or an unknown code."""
    return _children().get(present_code(code), ())


def path_of(code: str) -> tuple[Division, ...]:
    """Give the way from the province down to a code, itself last; empty for an unknown code."""
    found = by_code(code)
    return (*path_of(found.parent), found) if found else ()


def name_of(code: str, language: str, *, with_parent: bool = False) -> str:
    """Give a name in "zh" or "en", after or before its parent's if asked; "" for an unknown code.

    A township is told with its county, a county with its prefecture: 元阳县马街乡, or
    Majie Township, Yuanyang County.
    """
    shown = path_of(code)[-2 if with_parent else -1 :]
    if language == "zh":
        return "".join(division.zh for division in shown)
    return ", ".join(division.en for division in reversed(shown))


def contains(outer: str, inner: str) -> bool:
    """Tell whether one code is the other's or holds it; replaced codes count as today's."""
    return present_code(inner).startswith(present_code(outer))


@cache
def _tree() -> Mapping[str, Division]:
    return MappingProxyType({found.code: found for found in (*_of_china(), *_of_yunnan())})


@cache
def _children() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = {}
    for division in _tree().values():
        found.setdefault(division.parent, []).append(division)
    return MappingProxyType({code: tuple(below) for code, below in found.items()})


def _of_china() -> Iterator[Division]:
    for code, zh, en, below in _read("china.json", "provinces"):
        yield Division(code, zh, en, "")
        for child, child_zh, child_en in below:
            yield Division(child, child_zh, child_en, code)


def _of_yunnan() -> Iterator[Division]:
    for prefecture, _, _, counties in _read("yunnan.json", "prefectures"):
        for county, zh, en, towns in counties:
            yield Division(county, zh, en, prefecture)
            for suffix, town_zh, town_en in towns:
                yield Division(county + suffix, town_zh, town_en, county)


def _read(name: str, level: str) -> list[Any]:
    read: dict[str, list[Any]] = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return read[level]
