"""Where the vectors are gathered: cases, and the texts that they name, each text once."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.domain.credential.world import HOUR, START, people

FRESH, ADMIT = 26 * HOUR, 72 * HOUR
NOTHING, DOCUMENT, CONNECT, LET_IN = "", "document", "connect", "document connect logged"


@dataclass(frozen=True)
class Case:
    """One vector; `now` is the checker's own clock, `text` the name of a text."""

    name: str
    text: str
    now: int
    answer: str
    colour: str = ""
    does: str = NOTHING
    stored: str = "good"
    offset: int = 0
    last_server: int = START
    synchronised: int = 1


class Vectors:
    """Collects the cases and the texts that they name."""

    def __init__(self) -> None:
        self.people = people()
        self.texts: dict[str, str] = {}
        self.cases: list[Case] = []

    def live(self, who: str, instant: int) -> str:
        """Name the live text of a step, made where it is new."""
        return self._named(f"{who}@{instant // 15 - START // 15}", lambda: self._live(who, instant))

    def bare(self, who: str) -> str:
        """Name a credential's text by itself."""
        return self._named(who, lambda: self.people[who].bare)

    def given(self, name: str, text: str) -> str:
        return self._named(name, lambda: text)

    def shown(self, who: str, instant: int) -> str:
        return self.bare(who) if who.startswith("paper_") else self.live(who, instant)

    def _live(self, who: str, instant: int) -> str:
        return self.people[who].live_at(instant)

    def _named(self, name: str, make: Callable[[], str]) -> str:
        if name not in self.texts:
            self.texts[name] = make()
        return name
