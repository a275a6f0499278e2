"""The grouping writer answers every verb, whatever happens to it, to its group or to the caller."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from domain.kernel.problems import DomainError, Refusal
from domain.storage.sqlite import SQLiteDatabase, sqlite_engine
from domain.storage.work import Work
from tests.databases import empty_file
from tests.domain.storage.rows import names, put

SECONDS = 20
Verb = Callable[[Work], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return empty_file(tmp_path / "one.db")


@pytest.fixture
def door(path: Path) -> Iterator[SQLiteDatabase]:
    opened = SQLiteDatabase(path)
    yield opened
    opened.close()


async def together(door: SQLiteDatabase, verb: Verb, others: int = 3) -> list[object]:
    """Run a verb in one group with plain ones; give what came of it, then of the others."""
    gate = threading.Event()
    first = asyncio.ensure_future(door.write(_held, gate))
    odd = asyncio.ensure_future(door.write(verb))
    plain = [asyncio.ensure_future(door.write(put, f"n{at}")) for at in range(others)]
    await asyncio.sleep(0)
    gate.set()
    answers = asyncio.gather(odd, *plain, first, return_exceptions=True)
    found: list[object] = [*await asyncio.wait_for(answers, timeout=SECONDS)]
    return found[:-1]


def _held(_work: Work, gate: threading.Event) -> None:
    """Hold the group until all are queued, so that they come into it."""
    gate.wait(SECONDS)


def stop(_work: Work) -> None:
    raise StopIteration


def leave(_work: Work) -> None:
    raise SystemExit


def misspelt(work: Work) -> None:
    work.connection.exec_driver_sql("SELECT nothing FROM nowhere")


def misspelt_past_sqlalchemy(work: Work) -> None:
    work.connection.connection.cursor().execute("SELECT nothing FROM nowhere")


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        (stop, RuntimeError),
        (leave, RuntimeError),
        (misspelt, OperationalError),
        (misspelt_past_sqlalchemy, sqlite3.OperationalError),
    ],
)
def test_a_bad_verb_fails_alone_whatever_it_raises(
    door: SQLiteDatabase, verb: Verb, told: type[BaseException]
) -> None:
    async def scenario() -> tuple[list[object], set[str]]:
        return await together(door, verb), await door.read(names)

    answers, stored = asyncio.run(scenario())
    assert isinstance(answers[0], told)
    assert answers[1:] == ["n0", "n1", "n2"]
    assert stored == {"n0", "n1", "n2"}


def rolled_back(work: Work) -> None:
    """End the transaction under everybody's feet, as SQLite may by itself on a full disk."""
    put(work, "half")
    work.connection.connection.cursor().execute("ROLLBACK")


def rolled_back_silently(work: Work) -> None:
    """Do so and go on, as a verb would that swallowed the error."""
    rolled_back(work)
    work.connection.connection.cursor().execute("SAVEPOINT sa_savepoint_1")


@pytest.mark.parametrize("verb", [rolled_back, rolled_back_silently])
def test_where_the_transaction_is_gone_nothing_of_the_group_is_half(
    door: SQLiteDatabase, verb: Verb
) -> None:
    async def scenario() -> tuple[list[object], set[str]]:
        answers = await together(door, verb)
        await door.write(put, "after")
        return answers, await door.read(names)

    answers, stored = asyncio.run(scenario())
    assert isinstance(answers[0], DomainError)
    kept = {answer for answer in answers[1:] if isinstance(answer, str)}
    assert stored == kept | {"after"}


def test_a_connection_that_cannot_be_made_refuses_all_who_wait_and_passes(path: Path) -> None:
    door, broken = SQLiteDatabase(path), [True]

    def refuse(*_: object) -> None:
        if broken[0]:
            message = "no room for a connection"
            raise RuntimeError(message)

    _listen_first(door._writing, refuse)

    async def scenario() -> tuple[list[object], bool, set[str]]:
        waiting = [door.write(put, f"n{at}") for at in range(20)]
        answers = await asyncio.wait_for(
            asyncio.gather(*waiting, return_exceptions=True), timeout=SECONDS
        )
        refusing, broken[0] = door.refusing, False
        await door.write(put, "after")
        return list(answers), refusing, await door.read(names)

    answers, refusing, stored = asyncio.run(scenario())
    assert all(isinstance(each, DomainError) and each.code is Refusal.BUSY for each in answers)
    assert refusing
    assert not door.refusing
    assert stored == {"after"}
    door.close()


def _listen_first(engine: Engine, heard: Callable[..., None]) -> None:
    event.listen(engine, "connect", heard, insert=True)


def test_those_who_wait_for_a_locked_file_wait_for_it_once(path: Path) -> None:
    async def scenario() -> list[object]:
        door, blocker = SQLiteDatabase(path), sqlite_engine(path)
        with blocker.connect() as held:
            held.exec_driver_sql("BEGIN IMMEDIATE")
            waiting = [door.write(put, f"n{at}") for at in range(50)]
            # One busy_timeout is 5 s; fifty of them would be four minutes.
            answers = await asyncio.wait_for(
                asyncio.gather(*waiting, return_exceptions=True), timeout=SECONDS
            )
            held.exec_driver_sql("ROLLBACK")
        blocker.dispose()
        await door.write(put, "after")
        stored = await door.read(names)
        door.close()
        assert stored == {"after"}
        return list(answers)

    answers = asyncio.run(scenario())
    assert {type(each) for each in answers} == {DomainError}


def test_callers_who_left_and_loops_that_ended_harm_nobody(door: SQLiteDatabase) -> None:
    gate = threading.Event()

    async def leaving() -> None:
        waiting = [asyncio.ensure_future(door.write(_held, gate))]
        waiting += [asyncio.ensure_future(door.write(_named, f"left{at}")) for at in range(3)]
        await asyncio.sleep(0)
        waiting[1].cancel()

    asyncio.run(leaving())  # ends with verbs on the way: all are cancelled, the loop is closed
    gate.set()

    async def staying() -> set[str]:
        await asyncio.wait_for(door.write(put, "stayed"), timeout=SECONDS)
        return await door.read(names)

    assert asyncio.run(staying()) == {"stayed"}


def _named(work: Work, name: str) -> None:
    put(work, name)


def test_closing_answers_all_who_were_taken(path: Path) -> None:
    door, gate = SQLiteDatabase(path), threading.Event()

    async def scenario() -> list[object]:
        waiting = [asyncio.ensure_future(door.write(_held, gate))]
        waiting += [asyncio.ensure_future(door.write(_named, f"n{at}")) for at in range(30)]
        await asyncio.sleep(0)
        threading.Timer(0.05, gate.set).start()
        await asyncio.to_thread(door.close)
        return await asyncio.wait_for(
            asyncio.gather(*waiting, return_exceptions=True), timeout=SECONDS
        )

    assert asyncio.run(scenario()) == [None] * 31
