"""Text that others will read on posters, pages and sheets: plain words alone (trust.md T8, T16).

A name may hold no address of a page, nothing that a program or a reader could take for markup,
and may not begin as a formula does: neither a phone nor a spreadsheet ever makes it into anything
but words.
"""

import re
import unicodedata

from domain.declaration.entries import Reading
from domain.venues.faults import VenueFault

# What makes a reader of text see a link: a scheme, slashes, "www", a sign of mail, a dot between
# letters. Blanks after dots mend names such as "St. Mary"; look-alikes of each fall under NFKC.
_LINK = re.compile(
    r"//|\bwww\b|@|[^\W_][.][^\W\d_]|[。｡][a-z]"
    r"|\b(?:javascript|vbscript|data|blob|file|https?|ftp|mailto|tel|sms|weixin|alipays?|intent)"
    r"\s*:",
    re.IGNORECASE,
)
_MARKS = frozenset('<>{}[]\\`|^~$%*_#";=')
_FORMULA = ("=", "+", "-")


def is_plain(text: str) -> bool:
    """Tell whether a text is words alone: no link, no markup, no formula."""
    seen = unicodedata.normalize("NFKC", text)
    if seen.startswith(_FORMULA) or not _MARKS.isdisjoint(seen):
        return False
    return _LINK.search(seen) is None and _LINK.search(text) is None


def read_plain(reading: Reading, field: str, most: int, missing: VenueFault | None = None) -> str:
    """Read a field of at most `most` characters that others will see; `missing` makes it needed."""
    text = reading.text(field, most, missing)
    if text and not is_plain(text):
        reading.fail(field, VenueFault.NOT_PLAIN)
    return text
