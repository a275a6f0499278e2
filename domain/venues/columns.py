"""The columns of a sheet of venues: headings in both languages, and a row as a form's entries.

Headings are found in any order, in either language or both; what a row says goes through the same
reader as the form, so that a sheet can say nothing that a person could not.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from domain.declaration.entries import Entries
from domain.kernel.problems import Problem
from domain.places.divisions import Division, by_code, children_of, path_of
from domain.policy.places import VenueKind
from domain.policy.texts import Text
from domain.policy.venues import VenueRules
from domain.venues.faults import SheetFault, VenueFault
from domain.venues.read import MOST_GATES
from domain.venues.values import Size

HEADINGS: Mapping[str, Text] = MappingProxyType(
    {
        "kind": Text("场所类型", "Kind"),
        "zh": Text("场所名称", "Name in Chinese"),
        "en": Text("英文名称", "Name in English"),
        "township": Text("乡镇", "Township"),
        "address": Text("详细地址", "Address"),
        "size": Text("每天人数", "People a day"),
        "person": Text("负责人", "Person in charge"),
        "person_phone": Text("负责人电话", "Their phone"),
        "deputy": Text("副负责人", "Deputy"),
        "deputy_phone": Text("副负责人电话", "Deputy’s phone"),
        "gates": Text("出入口或车牌", "Entrances or plates"),
    }
)
_ALSO = {"gates": ("出入口", "车牌", "Entrances"), "zh": ("名称",), "kind": ("类型",)}
OPTIONAL = frozenset({"en", "deputy", "deputy_phone"})
_MEDIUM, _LARGE = 100, 1000
# Semicolons, commas and enumeration commas of both widths, and new lines.
_SPLIT = re.compile("[;,\n\uff1b\uff0c\u3001]+")
_TOWNSHIP, _COUNTY, _LEVELS = 9, 6, 4
_NUMBER = re.compile(r"[0-9]{1,9}")


def heading_of(field: str) -> str:
    """Give a column's heading as the blank sheet has it: both languages, a star where needed."""
    star = "" if field in OPTIONAL else " *"
    return f"{HEADINGS[field].zh} {HEADINGS[field].en}{star}"


def columns_in(heading: Sequence[str]) -> Mapping[int, str] | Problem:
    """Give which column holds which field; a problem where needed ones have no heading."""
    known = {
        _folded(words): field
        for field, text in HEADINGS.items()
        for words in (text.zh, text.en, heading_of(field), *_ALSO.get(field, ()))
    }
    found = {at: known[_folded(cell)] for at, cell in enumerate(heading) if _folded(cell) in known}
    missing = [field for field in HEADINGS if field not in {*OPTIONAL, *found.values()}]
    if missing:
        return Problem("file", SheetFault.NO_HEADING, {"fields": " ".join(missing)})
    return found


def entries_of(
    cells: Mapping[str, str], rules: VenueRules, within: str
) -> tuple[Entries, dict[str, VenueFault]]:
    """Give a row as the form of a venue would post it, and what its own words were unknown for.

    `within` is the jurisdiction whose townships may be told by their names.
    """
    entries = {field: (text,) for field, text in cells.items() if field not in _OTHERWISE}
    faults: dict[str, VenueFault] = {}
    kind = kind_named(cells.get("kind", ""), rules)
    if kind is None and cells.get("kind"):
        faults["kind"] = VenueFault.KIND_UNKNOWN
    town = township_named(cells.get("township", ""), within)
    if isinstance(town, VenueFault):
        faults["township"] = town
    else:
        levels = ("prefecture", "county", "township")
        entries |= {level: (each.code,) for level, each in zip(levels, town, strict=False)}
    size = size_of(cells.get("size", ""))
    entries |= {"kind": (kind or "",), "size": (size or "",)}
    gates = [gate.strip() for gate in _SPLIT.split(cells.get("gates", "")) if gate.strip()]
    if len(gates) > MOST_GATES:
        faults["gates"] = VenueFault.TOO_MANY_ENTRANCES
    rows = enumerate(gates[:MOST_GATES], start=1)
    entries |= {f"gate_{row}_zh": (gate,) for row, gate in rows}
    return entries, faults


def kind_named(words: str, rules: VenueRules) -> VenueKind | None:
    """Give the kind that is meant: its name in either language, or its code."""
    sought = _folded(words)
    for kind, rule in rules.kinds.items():
        if sought in {_folded(rule.name.zh), _folded(rule.name.en), _folded(kind.value)}:
            return kind
    return None


def township_named(words: str, within: str) -> tuple[Division, ...] | VenueFault:
    """Give the way down to a township: by its code, or by its name in the jurisdiction."""
    if not words:
        return ()
    sought = _folded(words)
    if _NUMBER.fullmatch(sought):
        path = path_of(sought[:_TOWNSHIP])
        return path[1:] if len(path) == _LEVELS else VenueFault.TOWNSHIP_UNKNOWN
    found = [town for town in townships_of(within) if _is_called(town, sought)]
    return path_of(found[0].code)[1:] if len(found) == 1 else VenueFault.TOWNSHIP_UNKNOWN


def townships_of(within: str) -> tuple[Division, ...]:
    """Give every township of a jurisdiction, itself where it is one."""
    if len(within) >= _TOWNSHIP:
        own = by_code(within)
        return (own,) if own else ()
    if len(within) >= _COUNTY:
        return children_of(within)
    return tuple(town for below in children_of(within) for town in townships_of(below.code))


def size_of(words: str) -> Size | None:
    """Give the size that a number of people a day makes, or that its code names."""
    text = _folded(words)
    if _NUMBER.fullmatch(text):
        people = int(text)
        return Size.SMALL if people < _MEDIUM else Size.MEDIUM if people < _LARGE else Size.LARGE
    return next((size for size in Size if size.value == text), None)


def _is_called(town: Division, sought: str) -> bool:
    county = by_code(town.parent)
    above = county.zh if county else ""
    return sought in {_folded(town.zh), _folded(town.en), _folded(above + town.zh)}


def _folded(words: str) -> str:
    """Fold what people write alike: width, case, blanks, stars, the kind of apostrophe."""
    text = unicodedata.normalize("NFKC", words).casefold().replace("’", "'")
    return "".join(text.split()).replace("*", "")


_OTHERWISE = frozenset({"kind", "township", "size", "gates"})
