"""Taking turns at one SQLite file: of many processes that write, none waits long for the others.

SQLite lets whoever asks first after a commit have the file, which is most often the one who just
had it; others sleep longer each time and may wait for seconds. Here whoever waits holds the turn,
a lock of its own, until the file is theirs; who comes back from a commit queues behind. It is about
fairness alone: the file's own lock keeps the data right.
"""

import fcntl
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

WAIT_SECONDS = 5.0
_LOOK_SECONDS = 0.001


class Turns:
    """One writer's place among all who write to a file."""

    def __init__(self, path: Path) -> None:
        """Queue for the file at `path`; the lock lies beside it."""
        self._path = path.with_suffix(".turn")
        self._descriptor: int | None = None

    def begin(self, connection: Any) -> None:
        """Begin a transaction on a driver's connection that holds the file from its first moment.

        Raises sqlite3.OperationalError or TimeoutError after 5 seconds without a turn, OSError
        where the lock cannot be made.
        """
        until = time.monotonic() + WAIT_SECONDS
        descriptor = self._opened()
        while not _taken(descriptor):
            _look_again(until)
        try:
            while not _begun(connection, until):
                _look_again(until)
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the lock's file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _opened(self) -> int:
        if self._descriptor is None:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._descriptor


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _begun(connection: Any, until: float) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
        if not busy or time.monotonic() > until:
            raise
        return False
    return True


def _look_again(until: float) -> None:
    if time.monotonic() > until:
        message = "no turn at the file"
        raise TimeoutError(message)
    time.sleep(_LOOK_SECONDS)
