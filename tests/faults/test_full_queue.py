"""Writes refused without any fault: the queue is full, and pages are served all the same."""

import asyncio
import contextlib
import threading
from pathlib import Path

import pytest
from pydantic import SecretStr

from domain.kernel.problems import DomainError
from domain.storage import postgres, writer
from domain.storage.work import Work
from tests.browse import Browse
from tests.faults.declaring import Sent, declare, prepared, pulses
from tests.servers import Server, serving, settings_at

KNOWN, MORE, SECONDS = 2, 20, 30


class Gate:
    """One place of the queue: taken, and then let go."""

    def __init__(self) -> None:
        self.taken, self.open = threading.Event(), threading.Event()


def _held(_work: Work, gate: Gate) -> None:
    gate.taken.set()
    gate.open.wait(SECONDS)


def _reads_are_served(served: Server, known: list[Sent]) -> None:
    assert pulses(served.settings, [each.phone for each in known]) == {b"green": KNOWN}
    browse = Browse(served.address)
    browse.get("/help")
    browse.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_full_queue_refuses_writes_alone(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "" if kind == "sqlite" else request.getfixturevalue("postgres").fresh()
    gate = Gate()
    with serving(settings_at(tmp_path, database_url=SecretStr(url))) as served:
        served.rest_jobs()  # one that reads would have the one place of the readers
        known = prepared(served.settings, KNOWN, 0)
        assert len(declare(served.settings, known).declared) == KNOWN
        more = prepared(served.settings, MORE, KNOWN)
        monkeypatch.setattr(writer, "_QUEUE", 0)
        monkeypatch.setattr(postgres, "_QUEUE", 1)
        holding = asyncio.run_coroutine_threadsafe(_hold(served, gate), served.loop)
        try:
            assert gate.taken.wait(SECONDS)
            refused = declare(served.settings, more)
            assert (dict(refused.statuses), refused.busy) == ({503: MORE}, MORE)
            _reads_are_served(served, known)
        finally:
            gate.open.set()
            holding.result(SECONDS)
        monkeypatch.undo()
        assert len(declare(served.settings, more).declared) == MORE


async def _hold(served: Server, gate: Gate) -> None:
    """Keep PostgreSQL's one place taken; SQLite's queue has none to take."""
    if not served.settings.postgres:
        gate.taken.set()
    while not gate.taken.is_set():
        # The last of the declarations may have the place at this moment.
        with contextlib.suppress(DomainError):
            await served.services.db.write(_held, gate)
        await asyncio.sleep(0)
