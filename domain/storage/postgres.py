"""PostgreSQL behind the door: one transaction a verb, in bounded pools of threads, retried whole.

Verbs that do many calls at once share one (`grouped.py`).

Writes run at READ COMMITTED: a verb takes its person's or holder's row before it decides (so two
phones cannot both be first), and finds what others committed while it waited. Reads run at
REPEATABLE READ, read only: one snapshot, as on SQLite. ADR 15 says why not SERIALIZABLE.
"""

import asyncio
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, TypeVar, cast

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from domain.kernel.problems import DomainError
from domain.storage.door import P, T
from domain.storage.faults import busy
from domain.storage.grouped import Grouped, Groups
from domain.storage.work import Work

R = TypeVar("R")
_TRIES = 4
_QUEUE = 2048
_CONNECT_SECONDS = 5
# A conflict with another transaction, which is over when the verb runs again: serialization,
# deadlock, and a row that somebody else made first.
_CONFLICTS = frozenset({"40001", "40P01", "23505"})
# The server is away, full, shutting down, or (of a verb) only a standby; class or whole code.
_AWAY = ("08", "53", "55P03", "57", "58", "25006")


def postgres_engine(url: str, connections: int) -> Engine:
    """Make an engine of at most so many connections; `url` may name several hosts (libpq's form).

    No statement is prepared on the server, so that PgBouncer may stand between in transaction mode.
    """
    driver = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(
        driver,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_CONNECT_SECONDS,
        connect_args={"prepare_threshold": None, "connect_timeout": _CONNECT_SECONDS},
        hide_parameters=True,
    )


class PostgresDatabase:
    """The server's database seen by this process: some threads read, some write."""

    def __init__(self, url: str, connections: int = 8) -> None:
        """Make the pools; `connections` are shared half and half, one each at least."""
        writing = max(connections // 2, 1)
        reading = max(connections - writing, 1)
        self._engine = postgres_engine(url, reading + writing)
        self._snapshots = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._refusing = False
        self._readers = _Threads("reader", reading)
        self._writers = _Threads("writer", max(writing - 1, 1))
        self._groups = Groups(self._written)

    async def read(
        self, query: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query on one snapshot; raises DomainError BUSY where the server is away.

        A query that writes is refused by the server, and told BUSY like a standby's verb.
        """
        return await self._readers.run(
            lambda: _tried(self._snapshots, lambda work: query(work, *args, **kwargs))
        )

    async def write(
        self, verb: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a verb in a transaction, again from the start after a conflict.

        It is the verb's own, but for one that does many calls at once.
        """
        if isinstance(verb, Grouped):
            return cast("T", await self._groups.run(verb, args))
        return await self._writers.run(
            lambda: self._written(lambda work: verb(work, *args, **kwargs))
        )

    def _written(self, verb: Callable[[Work], R]) -> R:
        try:
            answer = _tried(self._engine, verb)
        except DomainError as error:
            cause = error.__cause__
            self._refusing = isinstance(cause, DBAPIError) and _is_away(cause)
            raise
        else:
            self._refusing = False
        return answer

    @property
    def refusing(self) -> bool:
        """Tell whether the server was away or refused when a verb last got as far as writing."""
        return self._refusing

    async def sweep(self) -> None:
        """Do nothing: pages are the server's to reuse, and destroyed keys end what lay in them."""

    def close(self) -> None:
        """Finish what was taken, refuse the rest, let go of the connections."""
        self._readers.close()
        self._writers.close()
        self._groups.close()
        self._engine.dispose()


class _Threads:
    """A pool of threads that refuses more than it can hold."""

    def __init__(self, name: str, size: int) -> None:
        self._pool = ThreadPoolExecutor(size, thread_name_prefix=name)
        self._guard = threading.Lock()
        self._taken, self._closing = 0, False

    async def run(self, work: Callable[[], R]) -> R:
        with self._guard:
            if self._closing or self._taken >= _QUEUE:
                raise busy()
            self._taken += 1
            done = self._pool.submit(self._counted, work)
        return await asyncio.wrap_future(done)

    def _counted(self, work: Callable[[], R]) -> R:
        try:
            return work()
        finally:
            with self._guard:
                self._taken -= 1

    def close(self) -> None:
        with self._guard:
            self._closing = True
        self._pool.shutdown(wait=True)


def _tried(engine: Engine, verb: Callable[[Work], R]) -> R:
    """Run a verb until it is through; raises what it raised, or BUSY where the server is away."""
    fault: Exception | None = None
    for tried in range(_TRIES):
        try:
            return _once(engine, verb)
        except StaleDataError as error:
            fault = error
        except PoolTimeoutError:
            raise busy() from None
        except DBAPIError as error:
            if not _is_conflict(error) and not _is_away(error):
                raise
            fault = error
        time.sleep(secrets.randbelow(20 * 2**tried) / 1000)
    if isinstance(fault, DBAPIError) and not _is_same_row(fault):
        raise busy() from fault
    assert fault is not None  # noqa: S101 - the loop ends by an answer or a fault
    raise fault


def _once(engine: Engine, verb: Callable[[Work], R]) -> R:
    with engine.connect() as connection, connection.begin():
        work = Work(connection, Session(connection, expire_on_commit=False))
        try:
            answer = verb(work)
            work.session.flush()
        finally:
            work.release()
    return answer


def _is_conflict(error: DBAPIError) -> bool:
    return _state(error) in _CONFLICTS


def _is_same_row(error: DBAPIError) -> bool:
    return _state(error) == "23505"


def _is_away(error: DBAPIError) -> bool:
    state = _state(error)
    if state is None:
        return error.connection_invalidated or type(error.orig).__name__ == "OperationalError"
    return state.startswith(_AWAY)


def _state(error: DBAPIError) -> str | None:
    state: Any = getattr(error.orig, "sqlstate", None)
    return state if isinstance(state, str) else None
