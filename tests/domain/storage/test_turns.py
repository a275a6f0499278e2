"""Turns at one file: who waits is next, and nobody waits for ever."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.storage import turns
from domain.storage.turns import Turns

SECONDS = 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "one.db"


@pytest.fixture
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that has the file."""
    connection = opened(path)
    Turns(path).begin(connection)
    yield connection
    connection.close()


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)


def test_who_has_waited_comes_before_who_just_had_the_file(
    path: Path, held: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = threading.Event()
    wait = turns._look_again

    def noting(until: float) -> None:
        looked.set()
        wait(until)

    monkeypatch.setattr(turns, "_look_again", noting)
    order: list[str] = []
    waiting, again = opened(path), opened(path)

    def take(name: str, connection: sqlite3.Connection) -> None:
        Turns(path).begin(connection)
        order.append(name)
        connection.execute("COMMIT")

    first = threading.Thread(target=take, args=("who waited", waiting))
    first.start()
    assert looked.wait(SECONDS)  # it holds the turn and looks for the file
    second = threading.Thread(target=take, args=("who had it", again))
    held.execute("COMMIT")
    second.start()
    first.join(SECONDS)
    second.join(SECONDS)
    assert order == ["who waited", "who had it"]
    waiting.close()
    again.close()


def test_a_file_that_never_comes_free_is_told_in_time(
    path: Path, held: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.05)
    late = opened(path)
    with pytest.raises((sqlite3.OperationalError, TimeoutError)):
        Turns(path).begin(late)
    held.execute("COMMIT")
    Turns(path).begin(late)
    late.close()


def test_a_turn_that_never_comes_is_told_in_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.05)
    stuck, late = Turns(path), opened(path)
    assert turns._taken(stuck._opened())
    with pytest.raises(TimeoutError):
        Turns(path).begin(late)
    stuck.close()
    Turns(path).begin(late)
    late.close()


def test_a_broken_file_is_told_at_once(path: Path) -> None:
    path.write_bytes(b"no database" * 100)
    broken = opened(path)
    with pytest.raises(sqlite3.DatabaseError):
        Turns(path).begin(broken)
    broken.close()
