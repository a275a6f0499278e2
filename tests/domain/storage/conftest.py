"""A small database with rows, its ring, and a folder for backups."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command

from domain.storage.keyfile import FileKeyRing
from domain.storage.migrate import _config
from domain.storage.sqlite import sqlite_engine

MADE = datetime(2020, 4, 7, 4, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Home:
    """Where a service keeps its things."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def database(self) -> Path:
        return self.data / "healthcode.db"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    def ring(self) -> FileKeyRing:
        return FileKeyRing(self.root / "keys" / "ring.json", self.data)

    def put(self, *names: str) -> None:
        """Write rows as the service does."""
        engine = sqlite_engine(self.database)
        with engine.connect() as connection:
            for name in names:
                connection.exec_driver_sql("INSERT INTO service VALUES (?, 'x')", (name,))
        engine.dispose()

    def names(self) -> set[str]:
        engine = sqlite_engine(self.database)
        with engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT name FROM service").all()
        engine.dispose()
        return {row[0] for row in rows}


def home_at(root: Path, revision: str = "head") -> Home:
    """Make an empty service at a schema, the newest unless told."""
    home = Home(root)
    for folder in (home.data, home.backups):
        folder.mkdir(parents=True)
    engine = sqlite_engine(home.database)
    with engine.connect() as connection:
        command.upgrade(_config(connection), revision)
        connection.commit()
    engine.dispose()
    return home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_at(tmp_path)
