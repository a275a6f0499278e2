"""A disk under SQLite that writes down what it is told, and fails when a test says so.

The driver is Python's own, and so is the library: through ctypes its default VFS (sqlite.org/vfs)
is copied with another xOpen, and each file it opens gets a copied table of methods. Whatever
the product opens in the watched folder passes through here, to the real file and back. Nothing of
the product knows.
"""

import _sqlite3
import ctypes
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_POINTER, _INT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_OPEN_READONLY, _OPEN_WRITABLE = 0x1, 0x2 | 0x4
FULL = sqlite3.SQLITE_FULL
IOERR_READ = sqlite3.SQLITE_IOERR | 1 << 8
IOERR_WRITE = sqlite3.SQLITE_IOERR | 3 << 8
IOERR_FSYNC = sqlite3.SQLITE_IOERR | 4 << 8
READ_ONLY = -1  # an open that finds the file readable alone, as on a medium mounted so


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", _INT),
        ("file_size", _INT),
        ("longest", _INT),
        ("next", _POINTER),
        ("name", ctypes.c_char_p),
        ("data", _POINTER),
        ("open", _POINTER),
        ("delete", _POINTER),
        ("others", _POINTER * 14),
    ]


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", _INT),
        ("close", _POINTER),
        ("read", _POINTER),
        ("write", _POINTER),
        ("truncate", _POINTER),
        ("sync", _POINTER),
        ("others", _POINTER * 13),
    ]


# A name goes on as the pointer it came as: SQLite keeps it, and finds parameters behind it.
_Open = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_Delete = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT)
_Close = ctypes.CFUNCTYPE(_INT, _POINTER)
_Move = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _LONG)
_Truncate = ctypes.CFUNCTYPE(_INT, _POINTER, _LONG)
_Sync = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)


@dataclass(frozen=True, slots=True)
class Op:
    """One thing the disk was told: write, truncate, sync, delete; `size` is an offset or length."""

    kind: str
    file: str
    size: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """What a folder's disk was told, and how it answers: `fault` gives a result code, or 0."""

    folder: Path
    log: list[Op] = field(default_factory=list)
    fault: Callable[[str, str], int] = lambda _kind, _file: 0

    def name_of(self, address: int | None) -> str:
        """Give the name of a file in the folder by its path's address, "" for any other file."""
        path = Path(ctypes.string_at(address).decode()) if address else Path()
        return path.name if path.parent == self.folder else ""


class _Shim:
    """The copied VFS; it keeps every callback alive as long as SQLite may call it."""

    def __init__(self, disk: Disk) -> None:
        built_in = getattr(_sqlite3, "__file__", None)
        self._library = ctypes.CDLL(built_in)  # the library that the driver itself calls
        self._library.sqlite3_vfs_find.restype = _POINTER
        self._disk = disk
        self._base = _Vfs.from_address(self._library.sqlite3_vfs_find(None))
        self._open_base = _Open(self._base.open)
        self._delete_base = _Delete(self._base.delete)
        self._files: dict[int, tuple[str, _Methods]] = {}
        self._tables: dict[int, tuple[_Methods, list[Any]]] = {}
        self._callbacks = (_Open(self._open), _Delete(self._delete))
        self._vfs = _Vfs.from_buffer_copy(self._base)
        self._vfs.name, self._vfs.next = b"watched", None
        self._vfs.open, self._vfs.delete = (_address(each) for each in self._callbacks)

    def install(self) -> None:
        assert self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1) == 0

    def remove(self) -> None:
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
        assert self._library.sqlite3_vfs_register(ctypes.byref(self._base), 1) == 0

    def _open(self, _vfs: int, path: int | None, file: int, flags: int, given: int | None) -> int:
        name = self._disk.name_of(path)
        fault = self._disk.fault("open", name) if name else 0
        if fault > 0:
            ctypes.c_void_p.from_address(file).value = None
            return fault
        if fault == READ_ONLY:
            flags = flags & ~_OPEN_WRITABLE | _OPEN_READONLY
        result = self._open_base(ctypes.addressof(self._base), path, file, flags, given)
        methods = ctypes.c_void_p.from_address(file)
        if name and result == 0 and methods.value:
            mine, _ = self._table(methods.value)
            self._files[file] = name, _Methods.from_address(methods.value)
            methods.value = ctypes.addressof(mine)
        return int(result)

    def _delete(self, _vfs: int, path: int, lasting: int) -> int:
        if name := self._disk.name_of(path):
            if fault := self._disk.fault("delete", name):
                return fault
            self._disk.log.append(Op("delete", name, lasting))
        return int(self._delete_base(ctypes.addressof(self._base), path, lasting))

    def _table(self, address: int) -> tuple[_Methods, list[Any]]:
        if address not in self._tables:
            mine = _Methods.from_buffer_copy(_Methods.from_address(address))
            calls = [
                _Close(self._close),
                _Move(self._read),
                _Move(self._write),
                _Truncate(self._truncate),
                _Sync(self._sync),
            ]
            names = ("close", "read", "write", "truncate", "sync")
            for name, call in zip(names, calls, strict=True):
                setattr(mine, name, _address(call))
            self._tables[address] = mine, calls
        return self._tables[address]

    def _close(self, file: int) -> int:
        _, base = self._files.pop(file)
        ctypes.c_void_p.from_address(file).value = ctypes.addressof(base)
        return int(_Close(base.close)(file))

    def _read(self, file: int, into: int, amount: int, offset: int) -> int:
        name, base = self._files[file]
        fault = self._disk.fault("read", name)
        return fault or int(_Move(base.read)(file, into, amount, offset))

    def _write(self, file: int, data: int, amount: int, offset: int) -> int:
        name, base = self._files[file]
        if fault := self._disk.fault("write", name):
            # A full or dying disk takes the beginning of what it refuses.
            _Move(base.write)(file, data, amount // 2, offset)
            return fault
        self._disk.log.append(Op("write", name, offset, ctypes.string_at(data, amount)))
        return int(_Move(base.write)(file, data, amount, offset))

    def _truncate(self, file: int, size: int) -> int:
        name, base = self._files[file]
        if fault := self._disk.fault("truncate", name):
            return fault
        self._disk.log.append(Op("truncate", name, size))
        return int(_Truncate(base.truncate)(file, size))

    def _sync(self, file: int, flags: int) -> int:
        name, base = self._files[file]
        if fault := self._disk.fault("sync", name):
            return fault
        result = int(_Sync(base.sync)(file, flags))
        self._disk.log.append(Op("sync", name))
        return result


def _address(callback: Any) -> int:
    address = ctypes.cast(callback, _POINTER).value
    assert address is not None
    return address


@contextmanager
def watched(folder: Path) -> Iterator[Disk]:
    """Watch one folder's disk until the block ends; everything in it must be closed by then."""
    disk = Disk(folder.resolve())
    shim = _Shim(disk)
    shim.install()
    try:
        yield disk
    finally:
        shim.remove()
        _KEPT.append(shim)


_KEPT: list[_Shim] = []  # a file left open by a failing test still points to its callbacks
