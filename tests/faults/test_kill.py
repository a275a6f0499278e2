"""A server killed while people declare loses nothing it acknowledged, and doubles nothing.

The real command line runs in a process group of its own; the kill falls at a seeded number of
answers and a seeded moment after it, into whatever is being written then.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same moments every time

import pytest
from pydantic import SecretStr

from tests.databases import open_engine
from tests.faults.declaring import Sent, declare, prepared, pulses
from tests.faults.ledger import Rows, declared, unsound
from tests.faults.process import Process, process_of
from tests.postgres import Cluster
from tests.servers import settings_at
from web.settings import Settings

EACH = 40


PLACES = {"sqlite": 1, "sqlite, two workers": 2, "postgresql": 2}


@pytest.fixture(params=PLACES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A service of its own, on either database."""
    chosen: dict[str, object] = {"workers": PLACES[request.param], "log_level": "error"}
    if request.param == "postgresql":
        running: Cluster = request.getfixturevalue("postgres")
        chosen["database_url"] = SecretStr(running.fresh())
    return settings_at(tmp_path, **chosen)


@pytest.fixture
def rows(settings: Settings) -> Iterator[Rows]:
    """Rows of the database as they are now."""
    engine = open_engine(settings.postgres or settings.database)

    def read(statement: str) -> list[tuple[object, ...]]:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]

    yield read
    engine.dispose()


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
    at, pause = chance.randrange(1, EACH - 10), chance.uniform(0, 0.02)
    dead = False

    def noted(count: int) -> None:
        nonlocal dead
        if count >= at and not dead:
            dead = True
            time.sleep(pause)  # the moment itself, not a wait for anything
            process.kill()

    acknowledged = declare(process.settings, sent, noted).declared
    assert dead
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
