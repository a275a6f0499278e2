"""PostgreSQL itself killed under declarations: the service goes on by itself, nothing is lost.

The control is the same kill with synchronous_commit=off, which must lose: a plain kill that cannot
lose proves nothing.
"""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError

from tests.databases import open_engine
from tests.faults.declaring import declare, prepared, pulses
from tests.faults.ledger import Rows, declared, unsound
from tests.postgres import Cluster, cluster
from tests.servers import Server, serving, settings_at

EACH, ANSWERED = 40, 15
_SECONDS = 60
SYNCHRONOUS = {"on": ("shared_buffers=32MB",)}
LAZY = {"off": ("shared_buffers=32MB", "synchronous_commit=off", "wal_writer_delay=10s")}


@pytest.fixture
def durable(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A cluster of its own with these options."""
    with cluster(request.param) as running:
        yield running


@pytest.fixture
def served(durable: Cluster, tmp_path: Path) -> Iterator[Server]:
    """A server that stands on it, and is never started again."""
    settings = settings_at(tmp_path, database_url=SecretStr(durable.fresh()))
    with serving(settings) as running:
        yield running


@pytest.fixture
def rows(served: Server) -> Iterator[Rows]:
    """Rows of the database as they are now; the first try may meet a connection that was cut."""
    engine = open_engine(served.settings.postgres)

    def read(statement: str) -> list[tuple[object, ...]]:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]

    def again(statement: str) -> list[tuple[object, ...]]:
        try:
            return read(statement)
        except OperationalError:
            return read(statement)

    yield again
    engine.dispose()


def killed(durable: Cluster) -> None:
    """Kill the postmaster, whose children then end by themselves, and start it once they have."""
    first = int((durable.folder / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    os.kill(first, signal.SIGKILL)
    until = time.monotonic() + _SECONDS
    while any(Path(f"/proc/{child}").exists() for child in [first, *children]):
        assert time.monotonic() < until, "a server process did not end"
        time.sleep(0.02)
    durable.start()


def lost_over_kills(durable: Cluster, served: Server, rows: Rows, kills: int) -> int:
    """Kill the database so many times under declarations; give how many promises were lost."""
    lost, everything = 0, set()
    for kill in range(kills):
        sent = prepared(served.settings, EACH, kill * EACH)
        everything |= {each.draft for each in sent}
        dead: list[int] = []

        def noted(count: int, dead: list[int] = dead) -> None:
            if count >= ANSWERED and not dead:
                dead.append(count)
                killed(durable)

        first = declare(served.settings, sent, noted)
        assert dead
        assert set(first.statuses) <= {303, 503}
        lost += len(first.declared - declared(rows))
        assert unsound(rows) == []
        while len((again := declare(served.settings, sent)).declared) < EACH:
            assert set(again.statuses) <= {303, 503}
        if not lost:
            assert declared(rows) == everything
            assert pulses(served.settings, [each.phone for each in sent]) == {b"green": EACH}
    return lost


@pytest.mark.parametrize("durable", SYNCHRONOUS.values(), ids=SYNCHRONOUS, indirect=True)
def test_a_killed_database_lost_nothing(durable: Cluster, served: Server, rows: Rows) -> None:
    assert lost_over_kills(durable, served, rows, 1) == 0


@pytest.mark.prove
@pytest.mark.parametrize("durable", SYNCHRONOUS.values(), ids=SYNCHRONOUS, indirect=True)
def test_a_database_killed_ten_times_lost_nothing(
    durable: Cluster, served: Server, rows: Rows
) -> None:
    assert lost_over_kills(durable, served, rows, 10) == 0


@pytest.mark.parametrize("durable", LAZY.values(), ids=LAZY, indirect=True)
def test_the_control_loses(durable: Cluster, served: Server, rows: Rows) -> None:
    sent = prepared(served.settings, EACH, 0)
    answers = declare(served.settings, sent)
    assert len(answers.declared) == EACH
    killed(durable)
    assert not answers.declared <= declared(rows)
