"""Databases for the domain's tests, of both kinds: what holds on one must hold on the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from domain.storage.door import Database
from tests.databases import Place, empty_file, open_door, open_engine
from tests.domain.acts import Books
from tests.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where an empty database with our tables lies."""
    if request.param == "sqlite":
        return empty_file(tmp_path / "one.db")
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.fresh()


@pytest.fixture
def engine(place: Place) -> Iterator[Engine]:
    """An engine of that database."""
    made = open_engine(place)
    yield made
    made.dispose()


@pytest.fixture
def database(place: Place) -> Iterator[Database]:
    """The door to that database."""
    opened = open_door(place)
    yield opened
    opened.close()


@pytest.fixture
def books(engine: Engine) -> Iterator[Books]:
    """Books in that database."""
    opened = Books(engine)
    yield opened
    opened.close()
