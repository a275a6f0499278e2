"""What SQLite alone has: a file that another process may lock."""

import asyncio
from pathlib import Path

import pytest

from domain.kernel.problems import DomainError
from domain.storage.sqlite import SQLiteDatabase, sqlite_engine
from tests.databases import empty_file
from tests.domain.storage.rows import names, put


def test_a_locked_file_answers_busy_and_the_door_recovers(tmp_path: Path) -> None:
    path = empty_file(tmp_path / "one.db")
    database = SQLiteDatabase(path)

    async def scenario() -> set[str]:
        blocker = sqlite_engine(path)
        with blocker.connect() as held:
            held.exec_driver_sql("BEGIN IMMEDIATE")
            database._writer._engine.dispose()
            with pytest.raises(DomainError):
                await asyncio.wait_for(database.write(put, "blocked"), 20)
            held.exec_driver_sql("ROLLBACK")
        blocker.dispose()
        await database.write(put, "after")
        return await database.read(names)

    assert asyncio.run(scenario()) == {"after"}
    database.close()
