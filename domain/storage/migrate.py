"""Bringing a database to the newest schema, and telling whether it is there."""

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

import domain
from domain.storage.revisions import newest_revisions, revisions_of
from domain.storage.sqlite import sqlite_engine

_MIGRATING = 0x59_4E_48_43
_FOLDER = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Apply every migration that the database lacks; safe to run by several processes in turn."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # Hosts that start together take turns; the lock ends with the transaction.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
        command.upgrade(_config(connection), "head")


def is_current(engine: Engine) -> bool:
    """Tell whether the database has exactly the newest schema."""
    with engine.connect() as connection:
        return revisions_of(connection) == newest_revisions()


@cache
def known_revisions() -> frozenset[str]:
    """Give every revision this code can bring to the newest schema."""
    script = ScriptDirectory.from_config(_config(None))
    return frozenset(revision.revision for revision in script.walk_revisions())


def check(engine: Engine) -> None:
    """Raise where the records say something else than the migrations built."""
    with engine.connect() as connection:
        command.check(_config(connection))


def load_records() -> None:
    """Import every room's tables, so that the metadata knows them all."""
    for room in iter_modules(domain.__path__, "domain."):
        if any(
            module.name == "records" for module in iter_modules(import_module(room.name).__path__)
        ):
            import_module(f"{room.name}.records")


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


def _revise(message: str) -> None:
    """Write a new migration by comparing the records with what the migrations build."""
    engine = sqlite_engine(Path(":memory:"))
    with engine.connect() as connection:
        command.upgrade(_config(connection), "head")
        number = len(list((_FOLDER / "versions").glob("*.py"))) + 1
        config = _config(connection)
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04d}")


if __name__ == "__main__":
    _revise(sys.argv[1])
