"""What the first page shows."""

from dataclasses import dataclass

from domain.declaration.drafts import read_channel
from web.i18n import catalogue, language
from web.i18n import mark as _


@dataclass(frozen=True, slots=True)
class HomePage:
    """The way in: where the one button leads, and what it says in the other language."""

    start: str
    beside: str


def home_page(channel: str) -> HomePage:
    """Give the first page; a partner's `?channel=` goes on to the declaration, which counts it."""
    known = read_channel(channel)
    start = f"/declare?channel={known}" if known else "/declare"
    other = "en" if language().key == "zh" else "zh"
    return HomePage(start, catalogue(other).gettext(_("Get my health code")))
