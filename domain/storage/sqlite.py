"""SQLite behind the door: reads inline on one connection, writes through one grouping thread."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, cast

from sqlalchemy import Connection, Engine, create_engine, event

from domain.storage.door import P, T
from domain.storage.faults import busy, medium_fault
from domain.storage.grouped import Grouped
from domain.storage.locks import Lock, lock_of
from domain.storage.turns import Turns
from domain.storage.work import Work
from domain.storage.writer import GroupingWriter

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "busy_timeout=5000",
)


def sqlite_engine(path: Path) -> Engine:
    """Make an engine whose every connection keeps our promises (trust.md T27: FULL)."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _promise(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return engine


def writing_engine(path: Path) -> Engine:
    """Make an engine whose transactions hold the file from their beginning, each in its turn."""
    engine, turns = sqlite_engine(path), Turns(path)

    @event.listens_for(engine, "connect")
    def _wait_elsewhere(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=0")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        turns.begin(connection.connection.dbapi_connection)

    @event.listens_for(engine, "engine_disposed")
    def _close(_engine: Engine) -> None:
        turns.close()

    return engine


class SQLiteDatabase:
    """The file's readers and its one writer of this process; other processes have their own."""

    def __init__(self, path: Path) -> None:
        """Open the file (already migrated); raises LockedError while a restore replaces it."""
        self._held = Lock(lock_of(path), shared=True, wait=False)
        self._path = path
        self._reading = sqlite_engine(path)
        self._writing = writing_engine(path)
        self._reader = self._reading.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._snapshot = self._reader.connection.cursor()
        self._writer = GroupingWriter(self._writing)

    async def read(
        self, query: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query inline on one snapshot: a keyed read takes tens of microseconds."""
        work = Work(self._reader)
        try:
            # The driver's own BEGIN and COMMIT: SQLAlchemy's cost as much as the query between.
            self._snapshot.execute("BEGIN")
            return query(work, *args, **kwargs)
        except Exception as error:
            if medium_fault(error):
                raise busy() from error
            raise
        finally:
            work.release()
            if self._snapshot.connection.in_transaction:
                self._snapshot.execute("COMMIT")

    async def write(
        self, verb: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Hand a verb to the writer and wait for its group's commit."""
        if isinstance(verb, Grouped):
            return cast("T", await self._writer.run(verb, *args))
        return await self._writer.run(lambda work: verb(work, *args, **kwargs))

    async def sweep(self) -> None:
        """Bring the write-ahead log home and empty it: what was deleted must not linger there."""
        await asyncio.to_thread(_empty_log, self._path)

    @property
    def refusing(self) -> bool:
        """Tell whether the disk refused the last group of writes."""
        return self._writer.refusing

    def close(self) -> None:
        """Finish the writer's queue and close both engines."""
        self._writer.close()
        self._reader.close()
        self._reading.dispose()
        self._writing.dispose()
        self._held.release()


def _empty_log(path: Path) -> None:
    engine = sqlite_engine(path)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
