"""Putting a backup back: all of it checked before any of it is put in place."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import msgspec

from domain.storage.backup import (
    LENGTH,
    BackupError,
    Description,
    describe,
    private_folder,
    sync_folder,
)
from domain.storage.keys import KeyRing
from domain.storage.locks import LockedError, lock_of, locked
from domain.storage.migrate import known_revisions, upgrade
from domain.storage.sqlite import sqlite_engine
from domain.storage.stream import StreamError, open_stream

_LOGS = ("-wal", "-shm", "-journal")


def restore(source: Path, database: Path, ring: KeyRing, *, replace: bool = False) -> Description:
    """Put a backup in a database's place, at this release's schema; raises BackupError.

    Nothing is touched before the whole file has proved authentic, sound and known, and nobody may
    have the database open. `replace` lets an existing one go.
    """
    if database.exists() and database.stat().st_size and not replace:
        message = f"{database} is there already: --replace puts the backup in its place"
        raise BackupError(message)
    try:
        with locked(lock_of(database), wait=False), private_folder(database) as folder:
            fresh = folder / database.name
            description = _opened(source, ring, fresh)
            _check(fresh, description)
            _bring_up(fresh)
            _put(fresh, database)
            return description
    except LockedError:
        message = "a running service holds the database: stop it first"
        raise BackupError(message) from None


def _opened(source: Path, ring: KeyRing, fresh: Path) -> Description:
    """Write the backup's database to a private file, the file found authentic to its end."""
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with source.open("rb") as sealed, os.fdopen(descriptor, "wb") as file:
            description = _poured(open_stream(ring, sealed), file)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, StreamError, msgspec.DecodeError) as error:
        message = f"{source}: {error}"
        raise BackupError(message) from None
    return description


def _poured(pieces: Iterator[bytes], file: BinaryIO) -> Description:
    first = next(pieces)
    (length,) = LENGTH.unpack_from(first)
    description = first[LENGTH.size : LENGTH.size + length]
    file.write(first[LENGTH.size + length :])
    file.writelines(pieces)
    return msgspec.json.decode(description, type=Description)


def _check(fresh: Path, description: Description) -> None:
    """Refuse a database that is unsound, not what it says, or of a schema not known here."""
    with closing(sqlite3.connect(fresh)) as opened:
        sound = opened.execute("PRAGMA integrity_check").fetchall()
        dangling = opened.execute("PRAGMA foreign_key_check").fetchall()
    if sound != [("ok",)] or dangling:
        message = "the backup's database is not sound: nothing was put in place"
        raise BackupError(message)
    if describe(fresh, description.instant) != description:
        message = "the backup's database is not the one it describes: nothing was put in place"
        raise BackupError(message)
    if description.revision not in known_revisions():
        message = (
            f"the backup is of schema {description.revision}, newer than this release: "
            "restore it with the release that made it"
        )
        raise BackupError(message)


def _bring_up(fresh: Path) -> None:
    """Migrate the fresh database to this release's schema, its log brought home."""
    engine = sqlite_engine(fresh)
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _put(fresh: Path, database: Path) -> None:
    """Put the fresh file where the old one was; no log of the old one may ever meet it."""
    if database.exists():
        _bring_home(database)
    for suffix in _LOGS:
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    sync_folder(database.parent)
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(database)
    sync_folder(database.parent)


def _bring_home(database: Path) -> None:
    """Empty the old database's log into it, alone: a tool that has it open is found here."""
    try:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as opened:
            opened.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        message = "something has the database open: stop it first"
        raise BackupError(message) from None
    except sqlite3.DatabaseError:
        return  # Damaged past opening: the very thing one restores for.
