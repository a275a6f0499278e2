"""The database's rows as they stand on the disk: to tell that nothing, or only so much, changed."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.servers import Server

# Jobs move these by themselves: their leases, what is sealed of the audit, the signed lists, what
# waits to be sent.
_RESTLESS = frozenset({"job", "audit_pending", "audit_leaf", "audit_head", "status_list"})
_RESTLESS |= {"outbox"}
Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(server: Server) -> Rows:
    """Give every row of every table, sorted."""
    return rows_in(server.settings.database)


def rows_in(database: Path) -> Rows:
    """Give every row of every table of a database file, sorted."""
    with closing(_opened(database)) as opened:
        named = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = sorted({name for (name,) in named} - _RESTLESS)
        return {name: sorted(_all(opened, name), key=repr) for name in names}


def readable(server: Server) -> Rows:
    """Give the columns that can be read by anybody: no sealed or hashed bytes, no instants."""
    with closing(_opened(server.settings.database)) as opened:
        found: Rows = {}
        for name in rows_of(server):
            columns = opened.execute("SELECT name, type FROM pragma_table_info(?)", (name,))
            kept = [at for at, column in enumerate(columns.fetchall()) if _plain(*column)]
            plain = (tuple(row[at] for at in kept) for row in _all(opened, name))
            found[name] = sorted(plain, key=repr)
        return found


def rows_about(server: Server, ids: frozenset[bytes]) -> Rows:
    """Give the rows in which one of these ids stands, with all that they hold."""
    return {
        name: [row for row in rows if ids & {each for each in row if isinstance(each, bytes)}]
        for name, rows in rows_of(server).items()
    }


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True)


def _all(opened: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return opened.execute(f'SELECT * FROM "{table}"').fetchall()


def _plain(name: str, kind: str) -> bool:
    sealed = name in {"sealed", "token_hash", "former_hash", "mac", "phone_index"}
    return not (sealed or "TIME" in kind.upper() or name.endswith("_at"))
