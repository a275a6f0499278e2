"""A key ring at which verbs that run side by side meet: what one decides, the other cannot see.

Each waits at its first look for a key of the chosen kind, until the other is there too; one that
waits for a row's lock never comes, and after a moment the first goes on alone.
"""

import contextlib
import threading

from domain.storage.keys import Key, Kind, MemoryKeyRing
from tests.domain.acts import KEYS

_PATIENCE = 0.25


class MeetingRing(MemoryKeyRing):
    """The tests' keys; the first `many` verbs meet where they first ask for a key of `kind`."""

    def __init__(self, kind: Kind, many: int = 2) -> None:
        """Hold the same keys as every other ring of the tests."""
        super().__init__(KEYS)
        self._kind, self._met = kind, threading.Barrier(many)
        self._came = threading.local()

    def current(self, kind: Kind) -> Key:
        """Meet, then give the key to write with."""
        self._meet(kind)
        return super().current(kind)

    def derived(self, kind: Kind, purpose: str, number: int | None = None) -> bytes:
        """Meet, then give the derived key."""
        self._meet(kind)
        return super().derived(kind, purpose, number)

    def come(self) -> None:
        """Come to the meeting as somebody who asks for no key."""
        with contextlib.suppress(threading.BrokenBarrierError):
            self._met.wait(_PATIENCE)

    def _meet(self, kind: Kind) -> None:
        if kind is not self._kind or getattr(self._came, "once", False):
            return
        self._came.once = True
        self.come()
