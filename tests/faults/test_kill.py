"""A server killed while people declare loses nothing it acknowledged, and doubles nothing.

The real command line runs in a process group of its own; the kill falls at a seeded number of
answers and a seeded moment after it, into whatever is being written then.
"""

from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same moments every time

import pytest

from tests.faults.declaring import Sent, declare, prepared, pulses
from tests.faults.ledger import Rows, declared, unsound
from tests.faults.process import Killing, Process, process_of
from web.settings import Settings

EACH = 40


def killed_over_and_over(settings: Settings, rows: Rows, folder: Path, kills: int) -> int:
    """Kill the server so many times under declarations; give how many were unacknowledged."""
    chance, everything, open_ends = Random(11), set(), 0  # noqa: S311 - no secret
    with process_of(settings, folder / "log") as process:
        for kill in range(kills):
            sent = prepared(settings, EACH, kill * EACH)
            everything |= {each.draft for each in sent}
            acknowledged = _killed(process, sent, chance)
            open_ends += EACH - len(acknowledged)
            process.start()
            stored = declared(rows)
            assert acknowledged <= stored, f"kill {kill} lost {len(acknowledged - stored)}"
            assert stored <= everything
            assert unsound(rows) == []
            answered = [each.phone for each in sent if each.draft in acknowledged]
            assert pulses(settings, answered) == {b"green": len(answered)}
            again = declare(settings, sent)
            assert len(again.declared) == EACH, again.statuses
            assert declared(rows) == everything
            assert unsound(rows) == []
    return open_ends


def _killed(process: Process, sent: list[Sent], chance: Random) -> set[object]:
    killing = Killing(process, chance.randrange(1, EACH - 10), chance.uniform(0, 0.02))
    acknowledged = declare(process.settings, sent, killing.noted).declared
    assert killing.done
    return set(acknowledged)


def test_a_killed_server_lost_and_doubled_nothing(
    settings: Settings, rows: Rows, tmp_path: Path
) -> None:
    assert killed_over_and_over(settings, rows, tmp_path, 1) > 0


@pytest.mark.prove
def test_a_server_killed_fifty_times_lost_and_doubled_nothing(
    settings: Settings, rows: Rows, tmp_path: Path
) -> None:
    assert killed_over_and_over(settings, rows, tmp_path, 50) > 0
