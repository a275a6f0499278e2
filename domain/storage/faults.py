"""What a database error means: the medium's fault, which passes, or our own statement's."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from domain.kernel.problems import DomainError, Refusal

RETRY_AFTER = 5
# Result codes (sqlite.org/rescode.html) that tell of the disk, the file or its locks.
_MEDIUM = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)
_PRIMARY = 0xFF  # an extended code's low byte is its primary code


def medium_fault(error: BaseException) -> str | None:
    """Give the name of the medium's fault (SQLITE_FULL, …), or None where ours is to blame."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        return str(error.sqlite_errorname) if code & _PRIMARY in _MEDIUM else None
    return type(error).__name__ if isinstance(error, OSError | MemoryError) else None


def busy(cause: BaseException | None = None) -> DomainError:
    """Make the refusal of a write or read that may be tried again, with what caused it."""
    error = DomainError(Refusal.BUSY, RETRY_AFTER)
    error.__cause__ = cause
    return error
