"""A server killed while people check in loses nothing it acknowledged, and doubles nothing."""

from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same moments every time
from uuid import UUID

import pytest

from bench.taps import Taps, made_taps
from domain.kernel.clock import SystemClock
from domain.kernel.ids import event_id
from tests.faults.declaring import Sent, declare
from tests.faults.ledger import Rows
from tests.faults.process import Killing, Process, process_of
from web.settings import Settings

EACH = 40


def killed_over_and_over(settings: Settings, rows: Rows, folder: Path, kills: int) -> int:
    """Kill the server so many times under taps; give how many were unacknowledged."""
    chance, everything, open_ends = Random(13), set(), 0  # noqa: S311 - no secret
    with process_of(settings, folder / "log") as process:
        taps = made_taps(settings, EACH, kills)
        for kill in range(kills):
            sent = forms(settings, taps, kill * EACH)
            everything |= {each.draft for each in sent}
            acknowledged = _killed(process, sent, chance)
            open_ends += EACH - len(acknowledged)
            process.start()
            stored = set(checked_in(rows))
            assert acknowledged <= stored, f"kill {kill} lost {len(acknowledged - stored)}"
            assert stored <= everything
            again = declare(settings, sent)
            assert len(again.declared) == EACH, again.statuses
            assert sorted(checked_in(rows)) == sorted(everything)
            assert rows("SELECT count(*) FROM last_visit") == [(len(everything),)]
    return open_ends


def forms(settings: Settings, taps: Taps, first: int) -> list[Sent]:
    """Give the taps of all phones at one door, each under an id of its own."""
    acts = [event_id(SystemClock().now()) for _ in range(EACH)]
    return [
        Sent(taps.taps[first + n][0], act, taps.request(settings.port, first + n, act), "/here")
        for n, act in enumerate(acts)
    ]


def checked_in(rows: Rows) -> list[UUID]:
    """Give the id of each check-in that is stored, as often as it is."""
    found = rows("SELECT check_in_id FROM check_in")
    return [each if isinstance(each, UUID) else UUID(bytes=each) for (each,) in found]  # type: ignore[arg-type] # bytes


def _killed(process: Process, sent: list[Sent], chance: Random) -> set[UUID]:
    killing = Killing(process, chance.randrange(1, EACH - 10), chance.uniform(0, 0.01))
    acknowledged = declare(process.settings, sent, killing.noted).declared
    assert killing.done
    return set(acknowledged)


def test_a_killed_server_lost_and_doubled_no_check_in(
    settings: Settings, rows: Rows, tmp_path: Path
) -> None:
    killed_over_and_over(settings, rows, tmp_path, 2)


@pytest.mark.prove
def test_a_server_killed_fifty_times_lost_and_doubled_no_check_in(
    settings: Settings, rows: Rows, tmp_path: Path
) -> None:
    assert killed_over_and_over(settings, rows, tmp_path, 50) > 0
