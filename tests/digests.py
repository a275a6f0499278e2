"""One digest a table over all of its rows, whatever their order: are two databases the same?"""

import hashlib
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, inspect

_RING = 1 << 256


def digests(connection: Connection) -> dict[str, str]:
    """Give for each table its number of rows and the sum of their SHA-256, modulo 2^256."""
    quote = connection.dialect.identifier_preparer.quote
    found = {}
    for table in sorted(inspect(connection).get_table_names()):
        columns = sorted(column["name"] for column in inspect(connection).get_columns(table))
        named = ", ".join(quote(column) for column in columns)
        total, count = 0, 0
        for row in connection.exec_driver_sql(f"SELECT {named} FROM {quote(table)}"):
            text = "\x1f".join(_canonical(value) for value in row)
            total += int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
            count += 1
        found[table] = f"{count} {total % _RING:064x}"
    return found


def _canonical(value: Any) -> str:
    """Give a value with its kind, the same whichever engine it comes from."""
    if isinstance(value, bytes | memoryview):
        return "b" + bytes(value).hex()
    if isinstance(value, UUID):
        return "b" + value.bytes.hex()
    if isinstance(value, datetime):
        return "t" + value.astimezone(UTC).isoformat()
    if isinstance(value, bool):
        return f"n{int(value)}"
    if isinstance(value, date):
        return "d" + value.isoformat()
    return "-" if value is None else f"{type(value).__name__[0]}{value}"
