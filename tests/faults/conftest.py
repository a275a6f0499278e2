"""Services that are killed: on SQLite with one worker and with two, and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.databases import open_engine
from tests.faults.ledger import Rows
from tests.postgres import Cluster
from tests.servers import settings_at
from web.settings import Settings

PLACES = {"sqlite": 1, "sqlite, two workers": 2, "postgresql": 2}


@pytest.fixture(params=PLACES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A service of its own, on either database."""
    chosen: dict[str, object] = {"workers": PLACES[request.param], "log_level": "error"}
    if request.param == "postgresql":
        running: Cluster = request.getfixturevalue("postgres")
        chosen["database_url"] = SecretStr(running.fresh())
    return settings_at(tmp_path, **chosen)


@pytest.fixture
def rows(settings: Settings) -> Iterator[Rows]:
    """Rows of the database as they are now."""
    engine = open_engine(settings.postgres or settings.database)

    def read(statement: str) -> list[tuple[object, ...]]:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]

    yield read
    engine.dispose()
