"""The migrations build exactly what the records say, and can be run again."""

import secrets
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from domain.storage.migrate import check, is_current, upgrade
from domain.storage.revisions import VERSIONS, newest_revisions, revisions_of
from tests.databases import Place, open_engine
from tests.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty database without a single table."""
    if request.param == "sqlite":
        return tmp_path / "new.db"
    cluster: Cluster = request.getfixturevalue("postgres")
    name = f"bare_{secrets.token_hex(4)}"
    cluster.run(f"CREATE DATABASE {name}")
    return cluster.url(name)


def test_what_serving_asks_is_what_alembic_says(bare: Place) -> None:
    scripts = ScriptDirectory(str(VERSIONS.parent))
    assert newest_revisions() == frozenset(scripts.get_heads())
    assert len(scripts.get_heads()) == 1
    engine = open_engine(bare)
    with engine.connect() as connection:
        assert revisions_of(connection) == frozenset()
    upgrade(engine)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_heads()
        assert revisions_of(connection) == frozenset(found) == newest_revisions()
    engine.dispose()


def test_the_migrations_build_the_records_tables(bare: Place) -> None:
    engine = open_engine(bare)
    assert not is_current(engine)
    upgrade(engine)
    upgrade(engine)
    assert is_current(engine)
    check(engine)
    engine.dispose()
