"""Locks between processes: a file beside what it guards, let go of by the kernel when one dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedError(Exception):
    """Somebody else holds the lock, and waiting for it was not asked for."""


class Lock:
    """A held lock (flock); a shared one is held by many, and by nobody while one is alone."""

    def __init__(self, path: Path, *, shared: bool = False, wait: bool = True) -> None:
        """Take the lock; raises LockedError where it is held and `wait` is false."""
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._descriptor, how if wait else how | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._descriptor)
            message = f"another process holds {path}"
            raise LockedError(message) from None

    def release(self) -> None:
        """Let go of it."""
        os.close(self._descriptor)


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Be alone for the length of a block; raises LockedError as `Lock` does."""
    lock = Lock(path, wait=wait)
    try:
        yield
    finally:
        lock.release()


def lock_of(database: Path) -> Path:
    """Give the lock file that everybody who has the database open shares."""
    return database.with_name(database.name + ".lock")
