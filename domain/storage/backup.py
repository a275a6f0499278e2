"""Backing up SQLite while it is written to: one snapshot, sealed before it leaves the data folder.

VACUUM INTO reads one snapshot and lets writers go on; the online backup in small steps starts over
at every foreign write (trust.md 0.9). The snapshot lies in a private folder of the data folder,
where the same rows lie anyway, never on the disk of the backups; what a killed backup left there
goes with the next one, or with the next start.
"""

import os
import shutil
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import msgspec
from sqlalchemy.exc import DBAPIError

from domain.kernel.days import day_of
from domain.storage.keys import KeyRing, Kind
from domain.storage.locks import LockedError, locked
from domain.storage.sqlite import sqlite_engine
from domain.storage.stream import seal_stream

LENGTH = struct.Struct(">I")
_NAME = "healthcode-%Y%m%dT%H%M%SZ.backup"
_SNAPSHOTS, _LOCK, _PART = "backup.part", "backup.lock", ".part"


class BackupError(Exception):
    """A backup or a restore was refused; the message says why, for who runs the service."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a backup says of itself, sealed with it: when, at which schema, how many rows."""

    instant: datetime
    revision: str
    tables: dict[str, int]

    @property
    def rows(self) -> int:
        """Give the number of rows of all tables."""
        return sum(self.tables.values())


def back_up(database: Path, ring: KeyRing, target: Path, instant: datetime) -> Description:
    """Write a sealed backup of a database, whole or not at all; raises BackupError.

    `target` is a file that does not exist; what was acknowledged before the call is in it.
    """
    if not database.exists():
        message = f"there is no database at {database}"
        raise BackupError(message)
    if target.exists():
        message = f"{target} is there already"
        raise BackupError(message)
    try:
        with _snapshot(database) as copy:
            description = describe(copy, instant)
            head = msgspec.json.encode(description)
            with copy.open("rb") as content, _placed(target) as file:
                key = ring.current(Kind.BACKUP)
                seal_stream(key, LENGTH.pack(len(head)) + head, content, file)
    except OSError as error:
        message = f"{target} could not be written: {error.strerror}"
        raise BackupError(message) from None
    return description


def name_at(instant: datetime) -> str:
    """Give the name of a backup made at an instant."""
    return instant.astimezone(UTC).strftime(_NAME)


def drop_outlived(folder: Path, instant: datetime, keep: timedelta) -> list[str]:
    """Delete the folder's backups that are older than `keep`; give their names."""
    kept = _backups_in(folder)
    return _drop(folder, [name for name, made in kept.items() if made < instant - keep])


def drop_between(folder: Path, instant: datetime) -> list[str]:
    """Thin out: of each day that ended more than a day ago only the last backup stays."""
    old = {n: made for n, made in _backups_in(folder).items() if made < instant - timedelta(days=1)}
    last = {day_of(made): name for name, made in sorted(old.items())}
    return _drop(folder, [name for name, made in old.items() if last[day_of(made)] != name])


def clear_leftovers(database: Path) -> None:
    """Remove what a killed backup or restore left; a running one keeps its own."""
    with suppress(LockedError), locked(database.with_name(_LOCK), wait=False):
        _clear(database)


def describe(copy: Path, instant: datetime) -> Description:
    """Read from a database that nobody writes to what a backup says of it."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?immutable=1", uri=True)) as opened:
        names = [
            str(row[0])
            for row in opened.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        counts = {
            name: int(opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - names of our own tables
            for name in sorted(names)
        }
        if "alembic_version" not in counts:
            message = "the database was never migrated"
            raise BackupError(message)
        revision = str(opened.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    return Description(instant, revision, counts)


@contextmanager
def private_folder(database: Path) -> Iterator[Path]:
    """Give an empty folder beside a database that no other user may enter, for one block.

    One backup or restore has it at a time; raises BackupError where another one does.
    """
    try:
        with locked(database.with_name(_LOCK), wait=False):
            folder = _clear(database)
            folder.mkdir(mode=0o700)
            try:
                yield folder
            finally:
                _clear(database)
    except LockedError:
        message = "another backup or restore is running"
        raise BackupError(message) from None


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _snapshot(database: Path) -> Iterator[Path]:
    """Give a copy of the database as it stood at one commit."""
    with private_folder(database) as folder:
        copy = folder / database.name
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL, 0o600))
        engine = sqlite_engine(database)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
        except DBAPIError as error:
            message = f"the database could not be copied: {error.orig}"
            raise BackupError(message) from None
        finally:
            engine.dispose()
        yield copy


@contextmanager
def _placed(target: Path) -> Iterator[BinaryIO]:
    """Give a private file that appears at `target` when it is whole and on the disk."""
    part = target.with_name(target.name + _PART)
    for left in (part, *target.parent.glob(f"healthcode-*.backup{_PART}")):
        left.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _backups_in(folder: Path) -> dict[str, datetime]:
    found = {}
    for path in folder.glob("healthcode-*.backup"):
        with suppress(ValueError):
            found[path.name] = datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)
    return found


def _drop(folder: Path, names: list[str]) -> list[str]:
    for name in names:
        (folder / name).unlink(missing_ok=True)
    sync_folder(folder)
    return sorted(names)


def _clear(database: Path) -> Path:
    folder = database.with_name(_SNAPSHOTS)
    if folder.exists():
        shutil.rmtree(folder)
    return folder
