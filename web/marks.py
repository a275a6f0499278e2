"""The mark of the day: one of a set of small pictures, so that yesterday's screenshot shows.

Which one is drawn by the key ring, so that nobody can tell tomorrow's; two days running never
share one (product C1). Each is our own drawing: a path stroked in a square of 24.
"""

import hmac
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from domain.storage.keys import KeyRing, Kind


@dataclass(frozen=True, slots=True)
class Mark:
    """One picture: its name in both languages, and its path."""

    zh: str
    en: str
    path: str

    def named_in(self, language: str) -> str:
        """Give the name in a language: `zh`, or English for any other."""
        return self.zh if language == "zh" else self.en


_FILE = Path(__file__).with_name("marks.toml")
MARKS = tuple(Mark(**each) for each in tomllib.loads(_FILE.read_text("utf-8"))["mark"])


def mark_of(ring: KeyRing, day: date) -> Mark:
    """Give the mark of a Beijing day: even and odd days draw from one half of the set each."""
    return _drawn(ring.derived(Kind.BROWSER, "mark"), day)


@lru_cache(maxsize=4)
def _drawn(key: bytes, day: date) -> Mark:
    drawn = hmac.digest(key, day.isoformat().encode(), "sha256")
    half = len(MARKS) // 2
    return MARKS[2 * (int.from_bytes(drawn[:4]) % half) + day.toordinal() % 2]
