"""The grouping writer: many waiting verbs, each in its savepoint, one durable commit for all.

It waits for company only while a commit is in flight: what queues up meanwhile is the next group,
held at most 10 ms of work. A bad verb fails alone. A bad disk fails its group with BUSY, and the
next group starts on a fresh connection; a file that cannot be locked or opened fails all who wait,
so that nobody waits for it twice. The thread outlives any error: a queued verb is always answered.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from domain.storage.answers import Waiting, answer
from domain.storage.faults import busy, medium_fault
from domain.storage.grouped import Grouped
from domain.storage.work import Work

T = TypeVar("T")
_QUEUE = 2048
_GROUP_SECONDS = 0.010
_TOGETHER = 64


class _GroupedWork(Work):
    """A verb's work within a group: a failed flush of its session may end nothing but the verb."""

    __slots__ = ()

    @property
    def session(self) -> Session:
        """Give the session, made when first asked for; what it holds is flushed as it is read."""
        if self._session is None:
            self._session = Session(
                self.connection,
                join_transaction_mode="create_savepoint",
                expire_on_commit=False,
            )
        return self._session

    def finish(self) -> None:
        """Bring what the session still holds into the verb's savepoint."""
        if self._session is not None:
            self._session.commit()
            self._session.close()


@dataclass(slots=True, kw_only=True)
class _Job(Waiting):
    verb: Callable[..., Any]
    args: tuple[Any, ...] = ()


class GroupingWriter:
    """One thread, one connection, one commit a group."""

    def __init__(self, engine: Engine, group_seconds: float = _GROUP_SECONDS) -> None:
        """Start the thread; a group takes verbs for `group_seconds`, at 0 each is its own group."""
        self._engine = engine
        self._group_seconds = group_seconds
        self._jobs: deque[_Job] = deque()
        self._group: list[_Job] = []
        self._ready = threading.Condition()
        self._closing = False
        self._refusing = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def refusing(self) -> bool:
        """Tell whether the last group was lost to the disk."""
        return self._refusing

    async def run(self, verb: Callable[..., T], *args: Any) -> T:
        """Queue a verb and wait until its group is on the disk; raises DomainError BUSY.

        Of a verb that does many calls at once (`grouped.py`), those that stand in the queue one
        after the other are done together.
        """
        loop = asyncio.get_running_loop()
        job = _Job(verb=verb, args=args, loop=loop, future=loop.create_future())
        with self._ready:
            if self._closing or len(self._jobs) >= _QUEUE:
                raise busy()
            self._jobs.append(job)
            self._ready.notify()
        answer: T = await job.future
        return answer

    def close(self) -> None:
        """Finish what was queued and end the thread."""
        with self._ready:
            self._closing = True
            self._ready.notify()
        self._thread.join()

    def _run(self) -> None:
        connection: Connection | None = None
        while self._wait():
            try:
                if connection is None:
                    connection = self._engine.connect()
                self._commit_group(connection)
                self._refusing = False
            except BaseException as error:  # noqa: BLE001 - whatever it is, those who wait are told
                self._refuse(error)
                _drop(connection)
                connection = None
            answer(self._group)
        _drop(connection)

    def _wait(self) -> bool:
        with self._ready:
            while not self._jobs and not self._closing:
                self._ready.wait()
            self._group = []
            return bool(self._jobs)

    def _commit_group(self, connection: Connection) -> None:
        transaction = connection.begin()
        until = time.monotonic() + self._group_seconds
        try:
            while jobs := self._next():
                _try(connection, jobs)
                if time.monotonic() >= until:
                    break
            transaction.commit()
        except BaseException:
            with suppress(Exception):  # what the error itself rolled back cannot be rolled back
                transaction.rollback()
            raise

    def _next(self) -> list[_Job]:
        """Give the next job, with those behind it that are done together with it."""
        with self._ready:
            jobs: list[_Job] = []
            while self._jobs and len(jobs) < _TOGETHER:
                verb = self._jobs[0].verb
                if jobs and (verb is not jobs[0].verb or not isinstance(verb, Grouped)):
                    break
                jobs.append(self._jobs.popleft())
        self._group.extend(jobs)
        return jobs

    def _refuse(self, cause: BaseException) -> None:
        """Refuse the group, or where it could not even begin, everybody who waits."""
        self._refusing = True
        if not self._group:
            with self._ready:
                self._group.extend(self._jobs)
                self._jobs.clear()
        for job in self._group:
            job.result, job.error = None, busy(cause)


def _try(connection: Connection, jobs: Sequence[_Job]) -> None:
    """Run jobs of one verb in a savepoint; raises only where the group is lost with them.

    The savepoint is the driver's own: it holds what the verb writes past its session too, and ends
    with an error where SQLite rolled the whole transaction back by itself, as on a full disk.
    Several that fail together are run one by one.
    """
    left = [job for job in jobs if not job.future.cancelled()]
    if not left:
        return
    cursor, work = connection.connection.cursor(), _GroupedWork(connection)
    cursor.execute("SAVEPOINT verb")
    try:
        _do(work, left)
        work.finish()
        cursor.execute("RELEASE verb")
    except BaseException as error:
        if medium_fault(error):
            raise
        work.release()
        cursor.execute("ROLLBACK TO verb")
        cursor.execute("RELEASE verb")
        if len(left) > 1:
            for job in left:
                _try(connection, [job])
        else:
            left[0].error = error
    finally:
        cursor.close()


def _do(work: Work, jobs: Sequence[_Job]) -> None:
    verb = jobs[0].verb
    if isinstance(verb, Grouped):
        answers = verb.many(work, [job.args for job in jobs])
    else:
        answers = [verb(work, *jobs[0].args)]
    for job, found in zip(jobs, answers, strict=True):
        job.result = found


def _drop(connection: Connection | None) -> None:
    """Let go of a connection, in whatever state it is."""
    if connection is None:
        return
    with suppress(Exception):
        connection.invalidate()
    with suppress(Exception):
        connection.close()
