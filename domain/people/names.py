"""Names as people write them: one field, nobody's real name refused (notice A7).

A name has one character or many, a surname or none, letters of any script. U+00B7 is the one
separator inside the Chinese form of minority names: the dots typed in its place become it.
"""

import re
from enum import StrEnum

from domain.kernel.text import clean

SEPARATOR = "\u00b7"
LONGEST_NAME = 150

# Ideographs of every block, the two signs that stand in names as they do, and private use:
# old machines write rare characters there.
_HAN = (
    "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af\ue000-\uf8ff\U000f0000-\U0010fffd"
)
_ANY_HAN = re.compile(f"[{_HAN}]")
_BLANK_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")
_DOT_BETWEEN_HAN = re.compile(
    f"(?<=[{_HAN}]) ?[.\u00b7\u2022\u2027\u30fb\u22c5\ufe52\uff0e\uff65\u2219\u0387] ?(?=[{_HAN}])",
)


class NameFault(StrEnum):
    """What is wrong with a typed name."""

    EMPTY = "name_empty"
    TOO_LONG = "name_too_long"
    NO_LETTER = "name_no_letter"


def read_name(typed: str) -> str | NameFault:
    """Read a name: NFC, single blanks, none between Han characters, the right separator."""
    name = _BLANK_BETWEEN_HAN.sub("", _DOT_BETWEEN_HAN.sub(SEPARATOR, clean(typed)))
    if not name:
        return NameFault.EMPTY
    if len(name) > LONGEST_NAME:
        return NameFault.TOO_LONG
    if not any(sign.isalpha() or is_han(sign) for sign in name):
        return NameFault.NO_LETTER
    return name


def is_han(text: str) -> bool:
    """Tell whether a text holds a Han character."""
    return _ANY_HAN.search(text) is not None
