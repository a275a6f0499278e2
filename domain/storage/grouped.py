"""Verbs that do many calls at once: check-ins and admissions, several rows in one statement.

Such a verb is written for a list of calls, and called like any other. SQLite groups every verb by
itself; on PostgreSQL its calls wait here while a commit is in flight, and what has come meanwhile
is the next transaction (ADR 26). A call that fails by itself fails alone.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

from domain.kernel.problems import DomainError
from domain.storage.answers import Waiting, answer
from domain.storage.faults import busy
from domain.storage.work import Work

P = ParamSpec("P")
T = TypeVar("T")
Call = tuple[Any, ...]
Many = Callable[[Work, Sequence[Call]], Sequence[T]]
_QUEUE = 2048
_TOGETHER = 128


class Grouped(Generic[P, T]):
    """A verb by what it does for many calls: their positional values in, an answer for each out.

    Who makes one says its types: what it is called with, besides the work, and what it gives.
    """

    def __init__(self, many: Many[T]) -> None:
        """Keep what it does."""
        self.many = many

    def __call__(self, work: Work, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do one call by itself; there are no values by name."""
        assert not kwargs  # noqa: S101 - calls are kept as their values in order
        return self.many(work, [args])[0]


@dataclass(slots=True, kw_only=True)
class _Waits(Waiting):
    verb: Grouped[..., Any]
    args: Call


class Groups:
    """One thread that runs what waits together; `write` runs a verb in a transaction of its own."""

    def __init__(self, write: Callable[[Callable[[Work], Any]], Any]) -> None:
        """Start the thread."""
        self._write = write
        self._waiting: deque[_Waits] = deque()
        self._ready = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="groups", daemon=True)
        self._thread.start()

    async def run(self, verb: Grouped[..., T], args: Call) -> T:
        """Wait until a call's group is on the disk; raises DomainError BUSY for a full queue."""
        loop = asyncio.get_running_loop()
        waits = _Waits(loop=loop, future=loop.create_future(), verb=verb, args=args)
        with self._ready:
            if self._closing or len(self._waiting) >= _QUEUE:
                raise busy()
            self._waiting.append(waits)
            self._ready.notify()
        found: T = await waits.future
        return found

    def close(self) -> None:
        """Finish what waits and end the thread."""
        with self._ready:
            self._closing = True
            self._ready.notify()
        self._thread.join()

    def _run(self) -> None:
        while group := self._next():
            self._do(group)
            answer(group)

    def _next(self) -> list[_Waits]:
        """Give what waits for the verb whose turn it is; nothing once it is closed and done."""
        with self._ready:
            while not self._waiting and not self._closing:
                self._ready.wait()
            group: list[_Waits] = []
            while self._waiting and len(group) < _TOGETHER:
                if group and self._waiting[0].verb is not group[0].verb:
                    break
                group.append(self._waiting.popleft())
            return group

    def _do(self, group: Sequence[_Waits]) -> None:
        """Run a group in one transaction; where that fails, each of its calls in its own.

        A refusal is the server's, which is away: what one call is refused is its answer, a value.
        """
        verb, calls = group[0].verb, [each.args for each in group]
        try:
            answers = self._write(lambda work: verb.many(work, calls))
        except BaseException as error:  # noqa: BLE001 - whatever it is, those who wait are told
            if len(group) == 1 or isinstance(error, DomainError):
                for each in group:
                    each.error = error
                return
            for each in group:
                self._do([each])
            return
        for each, found in zip(group, answers, strict=True):
            each.result = found
