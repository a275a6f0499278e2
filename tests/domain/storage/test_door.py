"""The one door: what is acknowledged is there, a bad verb fails alone, a full queue says so."""

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import insert

from domain.kernel.problems import DomainError, Refusal
from domain.storage import postgres, writer
from domain.storage.door import Database
from domain.storage.records import ServiceRecord
from domain.storage.work import Work
from tests.databases import Place, open_door
from tests.domain.storage.rows import names, put


def test_every_acknowledged_write_is_there_and_every_refused_one_is_not(
    database: Database,
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


def test_a_verb_that_fails_after_writing_leaves_nothing(database: Database) -> None:
    def bad(work: Work) -> None:
        put(work, "half")
        raise DomainError(Refusal.CONFLICT)

    async def scenario() -> set[str]:
        with pytest.raises(DomainError):
            await database.write(bad)
        await database.write(put, "whole")
        return await database.read(names)

    assert asyncio.run(scenario()) == {"whole"}


def test_nor_does_one_that_wrote_past_its_session(database: Database) -> None:
    def bad(work: Work) -> None:
        work.connection.execute(insert(ServiceRecord), {"name": "half", "value": "x"})
        raise DomainError(Refusal.CONFLICT)

    async def scenario() -> set[str]:
        answers = (database.write(bad), database.write(put, "whole"))
        first, _ = await asyncio.gather(*answers, return_exceptions=True)
        assert isinstance(first, DomainError)
        return await database.read(names)

    assert asyncio.run(scenario()) == {"whole"}


def test_a_read_sees_what_a_finished_write_wrote(database: Database) -> None:
    async def scenario() -> set[str]:
        await database.read(names)
        await database.write(put, "new")
        return await database.read(names)

    assert asyncio.run(scenario()) == {"new"}


def test_a_full_queue_refuses_with_a_time_to_come_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_QUEUE", 0)
    monkeypatch.setattr(postgres, "_QUEUE", 0)

    async def scenario() -> DomainError:
        with pytest.raises(DomainError) as caught:
            await database.write(put, "late")
        return caught.value

    refused = asyncio.run(scenario())
    assert refused.code is Refusal.BUSY
    assert refused.retry_after


def test_after_closing_nothing_is_taken(place: Place) -> None:
    closed = open_door(place)
    closed.close()

    async def scenario() -> None:
        await closed.write(put, "late")

    with pytest.raises(DomainError):
        asyncio.run(scenario())
