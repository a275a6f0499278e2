"""A limit is exact: of many processes asking at once, exactly N pass."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from sqlmodel import SQLModel

from domain.limits.records import CounterRecord
from domain.limits.spend import spend
from domain.policy.periods import Rate
from domain.storage.sqlite import SQLiteDatabase, sqlite_engine

NOON = datetime(2020, 4, 7, 4, 0, tzinfo=UTC)
LIMIT = Rate(most=20, seconds=3600, source="a test")
SUBJECT = b"s" * 16


def opened(path: Path) -> SQLiteDatabase:
    engine = sqlite_engine(path)
    SQLModel.metadata.create_all(
        engine, tables=[SQLModel.metadata.tables[CounterRecord.__tablename__]]
    )
    engine.dispose()
    return SQLiteDatabase(path)


def spend_many(path: Path, times: int) -> int:
    """Spend in a process of its own; give how many were allowed."""

    async def scenario() -> int:
        database = SQLiteDatabase(path)
        asked = [database.write(spend, NOON, "lookup", LIMIT, SUBJECT) for _ in range(times)]
        answers = await asyncio.gather(*asked)
        database.close()
        return sum(answer.allowed for answer in answers)

    return asyncio.run(scenario())


def test_exactly_n_of_400_pass_in_four_processes(tmp_path: Path) -> None:
    path = tmp_path / "limits.db"
    opened(path).close()
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        allowed = sum(pool.map(partial(spend_many, path), [100] * 4))
    assert allowed == LIMIT.most


def test_a_window_ends_and_another_subject_is_not_touched(tmp_path: Path) -> None:
    async def scenario() -> list[bool]:
        database = opened(tmp_path / "windows.db")
        one = Rate(most=1, seconds=3600, source="a test")
        asked = [(NOON, SUBJECT), (NOON, SUBJECT), (NOON, b"t" * 16)]
        asked.append((NOON + timedelta(hours=1), SUBJECT))
        answers = [await database.write(spend, at, "one", one, subject) for at, subject in asked]
        database.close()
        assert answers[1].retry_after == 3600
        return [answer.allowed for answer in answers]

    assert asyncio.run(scenario()) == [True, False, True, True]
