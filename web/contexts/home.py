"""What the first page shows."""

import re
from dataclasses import dataclass

_CHANNEL = re.compile(r"[a-z0-9-]{1,32}")


@dataclass(frozen=True, slots=True)
class HomePage:
    """The way in: where the one button leads."""

    start: str


def home_page(channel: str) -> HomePage:
    """Give the first page; a partner's `?channel=` goes on to the declaration, which counts it."""
    known = _CHANNEL.fullmatch(channel)
    return HomePage(f"/declare?channel={channel}" if known else "/declare")
