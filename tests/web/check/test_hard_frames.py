"""Our codes as cameras at doors see them: 38 hard frames of each kind, and who reads them."""

import pytest
import zxingcpp

from bench.decoders import GOAL, codes
from bench.hard_frames import HARD, frames
from bench.hardships import SIZE

# One of each hardship, for every run.
SAMPLE = ("small 200", "blur 2.5", "dark 0.12", "angle 50.0", "lamp at the edge", "inverted")
LEAST = {"live": GOAL, "paper": 36, "online": 33}


def _read(kind: str, names: tuple[str, ...] = ()) -> tuple[int, list[str]]:
    """Give how many frames were read, and the names of those that were read wrongly."""
    text, version, error = codes()[kind]
    good, wrong = 0, []
    for name, frame in frames(text, version, error, names):
        found = [each.text for each in zxingcpp.read_barcodes(frame)]
        good += found == [text]
        wrong += [name] if found not in ([], [text]) else []
    return good, wrong


def test_there_are_38_frames_each_another_hardship() -> None:
    assert len({each.name for each in HARD}) == len(HARD) == 38


def test_a_frame_follows_from_its_name_and_text_alone() -> None:
    first, again = (dict(frames("X", 1, "l", ("dark 0.3",))) for _ in range(2))
    assert first["dark 0.3"].tobytes() == again["dark 0.3"].tobytes()
    assert first["dark 0.3"].size == SIZE
    other = dict(frames("Y", 1, "l", ("dark 0.3",)))
    assert first["dark 0.3"].tobytes() != other["dark 0.3"].tobytes()


@pytest.mark.parametrize("kind", ["live", "paper", "online"])
def test_one_of_each_hardship_is_read(kind: str) -> None:
    assert _read(kind, SAMPLE) == (len(SAMPLE), [])


@pytest.mark.prove
@pytest.mark.parametrize("kind", ["live", "paper", "online"])
def test_of_38_hard_frames_as_many_are_read_as_doors_need(kind: str) -> None:
    good, wrong = _read(kind)
    assert wrong == []
    assert good >= LEAST[kind]
