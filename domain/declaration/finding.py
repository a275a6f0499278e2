"""Finding the place on the mainland that somebody typed: 武汉, 湖北省武汉市, Wuhan, Wuhan Hubei.

A city's name is easier to type than to find in a list of 360. What is known only by its province
(湖北某县) is taken as that province, so that nobody is stuck; homonyms are all given back.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from domain.places.divisions import Division, by_code, children_of, national

_SIGNS = re.compile(r"[\s,,、。.·'’\-/()()]+")
_TYPE_WORDS = re.compile(
    r"\b(?:city|province|municipality|prefecture|autonomous|region|county|league|district"
    r"|special|administrative|forestry)\b"
)
_ENDINGS = ("特别行政区", "自治区", "地区", "林区", "省", "市", "盟", "县")
_SHORTEST = 2
_LONGEST = 60


def find_division(typed: str) -> tuple[Division, ...]:
    """Give the provinces, prefectures and their like that a text can mean; several are homonyms."""
    key = _key(typed)
    if len(key) < _SHORTEST:
        return ()
    if key.isdecimal():
        return _divisions((key,))
    return _named(key) or _beginning(key) or _within(key)


def _named(key: str) -> tuple[Division, ...]:
    return _divisions(_names().get(key, ()))


def _beginning(key: str) -> tuple[Division, ...]:
    """Give the one place whose longer name begins so: 恩施 for 恩施土家族苗族自治州."""
    codes = {code for name, known in _names().items() if name.startswith(key) for code in known}
    return _divisions(tuple(codes)) if len(codes) == 1 else ()


def _within(key: str) -> tuple[Division, ...]:
    """Give the place whose name the text begins with, the longest: 武汉 for 武汉市江汉区."""
    if key.isascii():
        return ()
    heads = (key[:length] for length in range(len(key) - 1, _SHORTEST - 1, -1))
    return next((found for head in heads if (found := _named(head))), ())


def _divisions(codes: tuple[str, ...]) -> tuple[Division, ...]:
    return tuple(found for code in codes if (found := by_code(code)))


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Give every name under which a place is found, to the codes that bear it."""
    found: dict[str, dict[str, None]] = {}
    for division in _places():
        for name in _spellings(division):
            found.setdefault(name, {})[division.code] = None
    return MappingProxyType({name: tuple(codes) for name, codes in found.items()})


def _places() -> Iterator[Division]:
    for province in national():
        yield province
        yield from children_of(province.code)


def _spellings(division: Division) -> Iterator[str]:
    zh, en = (division.zh, _short(division.zh)), (_key(division.en),)
    yield from (*zh, *en)
    parent = by_code(division.parent) if division.parent else None
    if parent is not None:
        yield from (above + name for above in (parent.zh, _short(parent.zh)) for name in zh)
        yield from (name for own in en for name in (own + _key(parent.en), _key(parent.en) + own))


def _short(zh: str) -> str:
    """Give a name without its last word: 湖北 for 湖北省. Two characters always stay."""
    if zh.endswith("自治区"):
        return zh[:3] if zh.startswith("内蒙古") else zh[:2]
    ending = next((last for last in _ENDINGS if zh.endswith(last)), "")
    short = zh.removesuffix(ending)
    return short if len(short) >= _SHORTEST else zh


def _key(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed[:_LONGEST]).casefold()
    return _SIGNS.sub("", _TYPE_WORDS.sub("", plain))
