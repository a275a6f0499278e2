"""Numbers as people type them: full-width, grouped, in small letters."""

import unicodedata

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


def bare(typed: str) -> str:
    """Put into NFKC and upper case; drop blanks, dashes and what cannot be seen. Idempotent."""
    kept = typed
    # Upper case can take a text out of NFKC and back; two rounds reach the rest point.
    for _ in range(2):
        kept = unicodedata.normalize("NFKC", kept).upper()
    return unicodedata.normalize("NFKC", "".join(filter(_counts, kept)))


def _counts(sign: str) -> bool:
    return sign not in _DASHES and unicodedata.category(sign)[0] not in "CZ"
