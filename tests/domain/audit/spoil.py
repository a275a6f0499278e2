"""Flipping one byte of a stored value, so that it is certainly another value."""

from sqlalchemy import Connection


def spoil(connection: Connection, table: str, column: str, key: str, at: int) -> None:
    """Change one byte of one cell in the file itself: which one, and how, follows from `at`.

    Text may become what no decoder reads; an empty or absent value becomes one that is not.
    """
    where = f"FROM {table} WHERE {key} = {at}"
    kind, value = connection.exec_driver_sql(
        f"SELECT typeof({column}), CAST({column} AS BLOB) {where}"
    ).one()
    if kind == "integer":
        written: object = int(value) ^ 1 << 20
    else:
        cell = value or b"\x00"
        place = at % len(cell)
        written = cell[:place] + bytes([cell[place] ^ 1 + at % 255]) + cell[place + 1 :]
    new = "CAST(:new AS TEXT)" if kind == "text" else ":new"
    done = connection.exec_driver_sql(
        f"UPDATE {table} SET {column} = {new} WHERE {key} = {at}",
        {"new": written},
    )
    assert done.rowcount == 1
