"""The key ring's file: 0600, outside the data folder, replaced as a whole, shared by processes."""

import base64
import json
import os
import secrets
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from domain.storage.keys import Key, KeyMissingError, Kind, MemoryKeyRing
from domain.storage.locks import locked

# A ring without one of the first is damaged; what came later is added to a ring made before.
_FIRST = (Kind.SEAL, Kind.INDEX, Kind.BROWSER, Kind.AUDIT)
_LATER = (Kind.BACKUP, Kind.CREDENTIAL, Kind.PUSH)
_Keys = dict[tuple[Kind, int], bytes]


class KeyFileError(Exception):
    """The file may not be used: readable by others, inside the data folder, or damaged."""


class FileKeyRing:
    """The ring read from its file; a key it does not know makes it read the file once more."""

    def __init__(self, path: Path, data_folder: Path) -> None:
        """Open the ring, making it where there is none; raises KeyFileError."""
        self._path = path.resolve()
        if self._path.is_relative_to(data_folder.resolve()):
            message = f"the key ring {path} lies inside the data folder"
            raise KeyFileError(message)
        if not self._path.exists() or _without(_read(self._path), _LATER):
            with _locked(self._path):
                _write(self._path, _complete(self._path))
        self._ring = MemoryKeyRing(_read(self._path))
        self._stamp = _stamp(self._path)

    def current(self, kind: Kind) -> Key:
        """Give the key to write with."""
        return self._ring.current(kind)

    def numbered(self, kind: Kind, number: int) -> Key:
        """Give the key an envelope names; raises KeyMissingError."""
        try:
            return self._ring.numbered(kind, number)
        except KeyMissingError:
            if not self.reread():
                raise
            return self._ring.numbered(kind, number)

    def of_day(self, day: date) -> Key:
        """Give a day's sealing key; raises KeyMissingError."""
        return self.numbered(Kind.DAY, day.toordinal())

    def held(self, kind: Kind) -> tuple[Key, ...]:
        """Give every key of a kind there is, by number."""
        return self._ring.held(kind)

    def has_day(self, day: date) -> bool:
        """Tell whether a day's key is there."""
        try:
            self.of_day(day)
        except KeyMissingError:
            return False
        return True

    def derived(self, kind: Kind, purpose: str, number: int | None = None) -> bytes:
        """Give 32 bytes for one purpose, derived from the kind's current or numbered key."""
        if number is not None:
            self.numbered(kind, number)
        return self._ring.derived(kind, purpose, number)

    def reread(self) -> bool:
        """Read the file again where another process changed it; tell whether it did."""
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return False
        self._ring, self._stamp = MemoryKeyRing(_read(self._path)), stamp
        return True

    def make_days(self, days: Iterable[date]) -> None:
        """Make the keys of days that have none yet."""
        with _locked(self._path):
            keys = _read(self._path)
            missing = [at for day in days if (at := (Kind.DAY, day.toordinal())) not in keys]
            if missing:
                _write(self._path, keys | {at: secrets.token_bytes(32) for at in missing})
        self.reread()

    def make_next(self, kind: Kind, number: int) -> None:
        """Make a further key of a kind, where there is none of that number."""
        with _locked(self._path):
            keys = _read(self._path)
            if (kind, number) not in keys:
                _write(self._path, keys | {(kind, number): secrets.token_bytes(32)})
        self.reread()

    def drop_days_before(self, day: date, in_use: Iterable[date] = ()) -> int:
        """Destroy the keys of days before `day` that nothing kept needs; give how many went."""
        spared = {used.toordinal() for used in in_use}
        with _locked(self._path):
            keys = _read(self._path)
            kept = {
                at: secret for at, secret in keys.items() if not _before(at, day) or at[1] in spared
            }
            if len(kept) < len(keys):
                _write(self._path, kept)
        self.reread()
        return len(keys) - len(kept)


def _complete(path: Path) -> _Keys:
    """Give the ring's keys with those of every standing kind that it lacks."""
    keys = _read(path) if path.exists() else _fresh(_FIRST)
    return keys | _fresh(_without(keys, _LATER))


def _without(keys: _Keys, kinds: Iterable[Kind]) -> list[Kind]:
    held = {kind for kind, _ in keys}
    return [kind for kind in kinds if kind not in held]


def _fresh(kinds: Iterable[Kind]) -> _Keys:
    return {(kind, 1): secrets.token_bytes(32) for kind in kinds}


def _before(at: tuple[Kind, int], day: date) -> bool:
    return at[0] is Kind.DAY and at[1] < day.toordinal()


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_ino


def _read(path: Path) -> _Keys:
    if path.stat().st_mode & 0o077:
        message = f"the key ring {path} is readable by others: chmod 600 it"
        raise KeyFileError(message)
    damaged = f"the key ring {path} is damaged"
    try:
        rows = json.loads(path.read_text())["keys"]
        keys = {
            (Kind(kind), int(number)): base64.b64decode(secret) for kind, number, secret in rows
        }
    except (ValueError, KeyError, TypeError):
        raise KeyFileError(damaged) from None
    if _without(keys, _FIRST):
        raise KeyFileError(damaged)
    return keys


def _write(path: Path, keys: _Keys) -> None:
    rows = [
        [kind, number, base64.b64encode(secret).decode()] for (kind, number), secret in keys.items()
    ]
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"version": 1, "keys": rows}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _locked(path: Path) -> AbstractContextManager[None]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return locked(path.with_name(path.name + ".lock"))
