"""The grouping writer: many waiting verbs, each in its savepoint, one durable commit for all.

It waits for company only while a commit is in flight: what queues up meanwhile is the next group,
held at most 10 ms of work. A bad verb fails alone; a bad disk fails the whole group with BUSY.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from domain.kernel.problems import DomainError, Refusal
from domain.storage.work import Work

T = TypeVar("T")
_QUEUE = 2048
_GROUP_SECONDS = 0.010
_RETRY_AFTER = 5


@dataclass(slots=True)
class _Job:
    verb: Callable[[Work], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = field(default=None)


class GroupingWriter:
    """One thread, one connection, one commit a group."""

    def __init__(self, engine: Engine) -> None:
        """Start the thread."""
        self._engine = engine
        self._jobs: deque[_Job] = deque()
        self._ready = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    async def run(self, verb: Callable[[Work], T]) -> T:
        """Queue a verb and wait until its group is on the disk; raises DomainError BUSY."""
        loop = asyncio.get_running_loop()
        job = _Job(verb, loop, loop.create_future())
        with self._ready:
            if self._closing or len(self._jobs) >= _QUEUE:
                raise DomainError(Refusal.BUSY, _RETRY_AFTER)
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
                done = self._group(connection)
            except (DBAPIError, OSError):
                _drop(connection)
                connection = None
                done = self._taken(DomainError(Refusal.BUSY, _RETRY_AFTER))
            _answer(done)
        if connection is not None:
            connection.close()

    def _wait(self) -> bool:
        with self._ready:
            while not self._jobs and not self._closing:
                self._ready.wait()
            self._group_jobs: list[_Job] = []
            return bool(self._jobs)

    def _group(self, connection: Connection) -> list[_Job]:
        transaction = connection.begin()
        until = time.monotonic() + _GROUP_SECONDS
        try:
            while (job := self._next()) is not None:
                _try(connection, job)
                if time.monotonic() > until:
                    break
            transaction.commit()
        except BaseException:
            transaction.rollback()
            raise
        return self._group_jobs

    def _next(self) -> _Job | None:
        with self._ready:
            if not self._jobs:
                return None
            job = self._jobs.popleft()
        self._group_jobs.append(job)
        return job

    def _taken(self, error: DomainError) -> list[_Job]:
        if not self._group_jobs and self._next() is None:
            return []
        for job in self._group_jobs:
            job.result, job.error = None, error
        return self._group_jobs


def _try(connection: Connection, job: _Job) -> None:
    if job.future.cancelled():
        return
    session = Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
    try:
        job.result = job.verb(Work(connection, session))
        session.commit()
    except OperationalError:
        session.close()
        raise
    except BaseException as error:  # noqa: BLE001 - a verb's failure is its caller's answer
        session.rollback()
        job.error = error
    session.close()


def _drop(connection: Connection | None) -> None:
    if connection is not None:
        connection.invalidate()
        connection.close()


def _answer(done: list[_Job]) -> None:
    """Wake each event loop once for all of its answers."""
    loops: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in done:
        loops.setdefault(job.loop, []).append(job)
    for loop, jobs in loops.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, jobs)


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
