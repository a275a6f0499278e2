"""What PostgreSQL lets the app's role do: everything but to rewrite what may only grow.

A table whose record says `info={"append_only": True}` can be read and added to by the app, not
changed; the purge deletes from it through the admin's role (architecture: Where SQL runs).
"""

from sqlalchemy import Engine
from sqlmodel import SQLModel

from domain.storage.migrate import load_records

_SCHEMA = "alembic_version"


def append_only() -> tuple[str, ...]:
    """Give the tables that the app may add to but not change."""
    load_records()
    tables = SQLModel.metadata.tables.values()
    return tuple(sorted(table.name for table in tables if table.info.get("append_only")))


def grant(engine: Engine, role: str) -> None:
    """Give the app's role its rights on every table, under the admin's engine; safe to repeat."""
    load_records()
    with engine.begin() as connection:
        quote = connection.dialect.identifier_preparer.quote
        app = quote(role)
        for name in sorted(SQLModel.metadata.tables):
            rights = "SELECT, INSERT" if name in append_only() else "SELECT, INSERT, UPDATE, DELETE"
            connection.exec_driver_sql(f"REVOKE ALL ON {quote(name)} FROM {app}")
            connection.exec_driver_sql(f"GRANT {rights} ON {quote(name)} TO {app}")
        connection.exec_driver_sql(f"GRANT SELECT ON {_SCHEMA} TO {app}")
