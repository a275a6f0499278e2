"""Which schema the database stands at and which one this code expects, told without Alembic.

Alembic is ten megabytes that a serving process needs for nothing else than this. Migrations are
one chain, numbered by their files' names; a test holds both answers against Alembic's own.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

VERSIONS = Path(__file__).parent / "migrations" / "versions"
_TABLE = "alembic_version"
_STANDS_AT = text("SELECT version_num FROM alembic_version")


def revisions_of(connection: Connection) -> frozenset[str]:
    """Give the revisions a database stands at: one, none before its first migration."""
    if not inspect(connection).has_table(_TABLE):
        return frozenset()
    return frozenset(connection.execute(_STANDS_AT).scalars())


@cache
def newest_revisions() -> frozenset[str]:
    """Give the revisions that this code expects: the last of the chain."""
    return frozenset({max(file.name.partition("_")[0] for file in VERSIONS.glob("[0-9]*_*.py"))})
