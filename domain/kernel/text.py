"""Text as people type it, made clean without losing anything: no rare character is refused."""

import unicodedata
from collections.abc import Iterator

# Longer than anything a form asks for.
LONGEST = 4000
# Putting the marks on a letter into order takes the square of their number, and 30,000 in one field
# kept a process busy for seconds. No writing has more than these (UAX #15, 13: stream-safe text).
MOST_MARKS = 30
_BLANKS = "\n\r\t"
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """Trim, put into NFC, fold runs of blanks; drop control, direction marks, lone surrogates.

    NFC, never NFKC, which alters compatibility ideographs in names. Private-use characters stay
    (old machines write rare names with them), and so do the joiners some scripts need. The work is
    bounded: past LONGEST characters, and MOST_MARKS on one letter, nothing is kept.
    """
    kept = "".join(
        " " if character in _BLANKS else character
        for character in _bounded(text[:LONGEST])
        if _kept(character)
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _bounded(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            yield character


def _kept(character: str) -> bool:
    if character in _BLANKS or character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
