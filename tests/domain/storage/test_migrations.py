"""The migrations build exactly what the records say, and can be run again."""

from pathlib import Path

from domain.storage.migrate import check, is_current, upgrade
from domain.storage.sqlite import sqlite_engine


def test_the_migrations_build_the_records_tables(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "new.db")
    assert not is_current(engine)
    upgrade(engine)
    upgrade(engine)
    assert is_current(engine)
    check(engine)
    engine.dispose()
