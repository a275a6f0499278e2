"""Text as people type it, made clean without losing anything: no rare character is refused."""

import unicodedata

_BLANKS = "\n\r\t"
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """Trim, put into NFC, fold runs of blanks; drop control, direction marks, lone surrogates.

    NFC, never NFKC, which alters compatibility ideographs in names. Private-use characters stay
    (old machines write rare names with them), and so do the joiners some scripts need.
    """
    kept = "".join(
        " " if character in _BLANKS else character for character in text if _kept(character)
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _kept(character: str) -> bool:
    if character in _BLANKS or character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
