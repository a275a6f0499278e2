"""Vectors about time: pictures shown again, clocks that are wrong, old lists, the end itself."""

from collections.abc import Iterator

from tests.domain.credential.collected import (
    ADMIT,
    CONNECT,
    DOCUMENT,
    FRESH,
    LET_IN,
    NOTHING,
    Case,
    Vectors,
)
from tests.domain.credential.world import DAY, HOUR, SHOWN, START, credential, signed

PRESENT = {
    "green": "green",
    "yellow": "yellow",
    "red": "red",
    "turned_red": "red",
    "turned_yellow": "yellow",
    "withdrawn": "grey",
    "lifted": "green",
    "first_index": "yellow",
    "last_index": "red",
    "delta_red": "red",
    "delta_green": "green",
}
"""What a fresh list makes of each credential that is not newer than it."""
STALE = {**PRESENT, "lifted": "red"}
"""What a stale list leaves: the worse of what it says and what is signed."""


def replayed(to: Vectors) -> Iterator[Case]:
    """A picture shown again after so many seconds, at every phase of the step."""
    at = START + 3 * HOUR
    for who in ("green", "yellow", "red", "turned_red", "withdrawn"):
        for phase in (0, 7, 14):
            for age in (0, 15, 29, 31, 46, 60, 3600):
                late = (phase + age) // 15
                live = "checked" if late <= 1 else "old_picture"
                colour = PRESENT[who] if late <= 1 else ""
                does = NOTHING if late <= 1 else DOCUMENT
                text = to.live(who, at + phase)
                name = f"replay {who} {age} s from second {phase}"
                yield Case(name, text, at + phase + age, live, colour, does)


def clocks(to: Vectors) -> Iterator[Case]:
    """A checker's clock that is wrong, with the offset known or not."""
    at = START + 3 * HOUR
    for phase in (0, 14):
        for age in (0, 15, 29, 31, 46, 60, 3600):
            for wrong in (-120, -60, -31, -15, -1, 1, 15, 31, 60, 120):
                text = to.live("green", at + phase)
                now = at + phase + age + wrong
                name = f"clock {wrong:+} s, {age} s from second {phase}"
                for known in (True, False):
                    steps = (phase + age + (0 if known else wrong)) // 15
                    live = abs(steps) <= 1
                    yield Case(
                        f"{name}, {'corrected' if known else 'not corrected'}",
                        text,
                        now,
                        "checked" if live else "old_picture",
                        "green" if live else "",
                        NOTHING if live else DOCUMENT,
                        offset=-wrong if known else 0,
                    )
    shown, told = to.live("green", at), ("check_clock", "", CONNECT)
    yield Case("clock never synchronised since a jump", shown, at, *told, synchronised=0)
    yield Case("clock before the last contact", shown, at, *told, last_server=at + 121)
    just = ("checked", "green", NOTHING)
    yield Case("clock just before the last contact", shown, at, *just, last_server=at + 120)
    for early, answer in ((-61, "check_clock"), (-60, "old_picture")):
        # Issued at START + 60: its own signature is proof that it is not earlier.
        text = to.live("new", START + 60)
        does = CONNECT if answer == "check_clock" else DOCUMENT
        yield Case(
            f"clock {early} s before the lists",
            text,
            START + early,
            answer,
            "",
            does,
            last_server=0,
        )


def ages(to: Vectors) -> Iterator[Case]:
    """Lists of every age, for every credential, live and on paper."""
    hours = (0, HOUR, FRESH - 1, FRESH, FRESH + 1, 50 * HOUR, ADMIT, ADMIT + 1, 10 * DAY)
    for age in hours:
        for who in PRESENT:
            for paper in ("", "paper_"):
                text = to.shown(paper + who, START + age)
                yield _aged(f"list {age} s old, {paper}{who}", text, age, who, bool(paper))
        for who, colour in (("new", "green"), ("new_red", "red")):
            if age >= HOUR:
                text = to.shown(who, START + age)
                yield _newer(f"list {age} s old, {who}", text, age, colour)


def _aged(name: str, text: str, age: int, who: str, paper: bool) -> Case:
    now, colour = START + age, STALE[who]
    if age <= FRESH:
        answer = "paper" if paper else "checked"
        return Case(name, text, now, answer, PRESENT[who], DOCUMENT if paper else NOTHING)
    return _stale(name, text, age, colour)


def _stale(name: str, text: str, age: int, colour: str) -> Case:
    now = START + age
    if colour in {"yellow", "red"}:
        return Case(name, text, now, "list_too_old", colour, CONNECT)
    if colour == "green" and age <= ADMIT:
        return Case(name, text, now, "list_old", "green", LET_IN)
    return Case(name, text, now, "list_too_old", "", CONNECT)


def _newer(name: str, text: str, age: int, colour: str) -> Case:
    if age <= FRESH:
        return Case(name, text, START + age, "by_signature", colour)
    return _stale(name, text, age, colour)


def expiries(to: Vectors) -> Iterator[Case]:
    """The second of the end and those around it; a listed risk outlives it."""
    for who in ("green", "red", "turned_red", "withdrawn"):
        end = SHOWN[who].expires
        for late in (-1, 0, 1, DAY):
            text = to.live(who, end + late)
            name = f"expiry {late:+} s, {who}"
            if late < 0:
                # No list is fresh on the thirteenth day.
                yield _stale(name, text, end + late - START, STALE[who])
            else:
                yield Case(name, text, end + late, "expired", "grey")
    for index, colour in ((100, "red"), (101, "yellow"), (102, ""), (7, "")):
        short = signed(credential(index, expires=START + HOUR))
        text = to.given(f"short_{index}", short.live_at(START + HOUR))
        answer = ("checked", colour) if colour else ("expired", "grey")
        yield Case(f"expired with a fresh list, {index}", text, START + HOUR, *answer)
