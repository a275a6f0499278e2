"""The one door: what is acknowledged is there, a bad verb fails alone, a full queue says so."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

from domain.kernel.problems import DomainError, Refusal
from domain.storage import writer
from domain.storage.records import ServiceRecord
from domain.storage.sqlite import SQLiteDatabase, sqlite_engine
from domain.storage.work import Work


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SQLiteDatabase]:
    engine = sqlite_engine(tmp_path / "one.db")
    SQLModel.metadata.create_all(engine, tables=[SQLModel.metadata.tables["service"]])
    engine.dispose()
    opened = SQLiteDatabase(tmp_path / "one.db")
    yield opened
    opened.close()


def put(work: Work, name: str) -> str:
    work.session.add(ServiceRecord(name=name, value="x"))
    work.session.flush()
    return name


def names(work: Work) -> set[str]:
    return set(work.session.exec(select(ServiceRecord.name)))


def test_every_acknowledged_write_is_there_and_every_refused_one_is_not(
    database: SQLiteDatabase,
) -> None:
    async def scenario() -> tuple[list[object], set[str]]:
        wanted = [f"n{number % 80}" for number in range(100)]
        answers = await asyncio.gather(
            *(database.write(put, name) for name in wanted), return_exceptions=True
        )
        return list(answers), await database.read(names)

    answers, stored = asyncio.run(scenario())
    accepted = [answer for answer in answers if isinstance(answer, str)]
    refused = [answer for answer in answers if isinstance(answer, IntegrityError)]
    assert len(accepted) == 80
    assert len(refused) == 20
    assert stored == set(accepted)


def test_a_verb_that_fails_after_writing_leaves_nothing(database: SQLiteDatabase) -> None:
    def bad(work: Work) -> None:
        put(work, "half")
        raise DomainError(Refusal.CONFLICT)

    async def scenario() -> set[str]:
        with pytest.raises(DomainError):
            await database.write(bad)
        await database.write(put, "whole")
        return await database.read(names)

    assert asyncio.run(scenario()) == {"whole"}


def test_a_read_sees_what_a_finished_write_wrote(database: SQLiteDatabase) -> None:
    async def scenario() -> set[str]:
        await database.read(names)
        await database.write(put, "new")
        return await database.read(names)

    assert asyncio.run(scenario()) == {"new"}


def test_a_full_queue_refuses_with_a_time_to_come_back(
    database: SQLiteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_QUEUE", 0)

    async def scenario() -> DomainError:
        with pytest.raises(DomainError) as caught:
            await database.write(put, "late")
        return caught.value

    refused = asyncio.run(scenario())
    assert refused.code is Refusal.BUSY
    assert refused.retry_after


def test_after_closing_nothing_is_taken(tmp_path: Path) -> None:
    closed = SQLiteDatabase(tmp_path / "two.db")
    closed.close()

    async def scenario() -> None:
        await closed.write(put, "late")

    with pytest.raises(DomainError):
        asyncio.run(scenario())


def test_a_locked_file_answers_busy_and_the_door_recovers(
    database: SQLiteDatabase, tmp_path: Path
) -> None:
    async def scenario() -> set[str]:
        blocker = sqlite_engine(tmp_path / "one.db")
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
