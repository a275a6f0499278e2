"""What PostgreSQL alone has: conflicts run again, a server away, readers beside writers."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from domain.household.browsers import holder_by_token
from domain.kernel.problems import DomainError, Refusal
from domain.storage.postgres import PostgresDatabase
from domain.storage.records import ServiceRecord
from domain.storage.work import Work
from tests.domain.storage.rows import names, put
from tests.postgres import Cluster, cluster

_FOR_UPDATE = text("SELECT value FROM service WHERE name = :name FOR UPDATE")


@pytest.fixture
def door(postgres: Cluster) -> Iterator[PostgresDatabase]:
    opened = PostgresDatabase(postgres.fresh())
    yield opened
    opened.close()


def lock(work: Work, name: str) -> None:
    work.connection.execute(_FOR_UPDATE, {"name": name}).all()


def test_of_two_that_wait_for_each_other_both_get_through(door: PostgresDatabase) -> None:
    met = threading.Barrier(2)
    runs: list[str] = []

    def crossed(work: Work, first: str, second: str) -> None:
        runs.append(first)
        lock(work, first)
        if runs.count(first) == 1:
            met.wait(20)
        lock(work, second)

    async def scenario() -> None:
        await door.write(put, "a")
        await door.write(put, "b")
        await asyncio.gather(door.write(crossed, "a", "b"), door.write(crossed, "b", "a"))

    asyncio.run(scenario())
    assert len(runs) >= 3


def test_of_two_that_make_the_same_row_the_second_finds_it(door: PostgresDatabase) -> None:
    met = threading.Barrier(2)
    tried = threading.local()

    def found_or_made(work: Work) -> str:
        known = work.session.exec(select(ServiceRecord.name)).all()
        if known:
            return "found"
        if not getattr(tried, "once", False):
            tried.once = True
            met.wait(20)
        put(work, "one")
        return "made"

    async def scenario() -> list[str]:
        return list(await asyncio.gather(door.write(found_or_made), door.write(found_or_made)))

    assert sorted(asyncio.run(scenario())) == ["found", "made"]


def test_a_row_that_was_always_there_is_the_verbs_own_fault(door: PostgresDatabase) -> None:
    async def scenario() -> None:
        await door.write(put, "one")
        await door.write(put, "one")

    with pytest.raises(IntegrityError):
        asyncio.run(scenario())


def test_a_connection_that_is_cut_costs_nothing(door: PostgresDatabase) -> None:
    runs: list[int] = []

    def cut(work: Work) -> str:
        runs.append(1)
        put(work, "kept")
        if len(runs) == 1:
            work.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return "through"

    async def scenario() -> tuple[str, set[str]]:
        return await door.write(cut), await door.read(names)

    assert asyncio.run(scenario()) == ("through", {"kept"})
    assert len(runs) == 2


def test_a_hot_read_on_a_cut_connection_is_run_again(
    door: PostgresDatabase, postgres: Cluster
) -> None:
    runs: list[int] = []

    def cut(work: Work) -> object:
        runs.append(1)
        if len(runs) == 1:
            process = work.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            postgres.run(f"SELECT pg_terminate_backend({process})")
        return holder_by_token(work, "nobody's")

    assert asyncio.run(door.read(cut)) is None
    assert len(runs) == 2


def test_while_the_server_is_away_it_says_busy_and_then_goes_on() -> None:
    with cluster(["fsync=off"]) as running:
        door = PostgresDatabase(running.fresh())

        async def refused() -> tuple[DomainError, DomainError]:
            with pytest.raises(DomainError) as written:
                await door.write(put, "lost")
            with pytest.raises(DomainError) as looked:
                await door.read(names)
            return written.value, looked.value

        asyncio.run(door.write(put, "before"))
        running.control("-m", "immediate", "stop")
        for refusal in asyncio.run(refused()):
            assert refusal.code is Refusal.BUSY
            assert refusal.retry_after
        running.start()
        asyncio.run(door.write(put, "after"))
        assert asyncio.run(door.read(names)) == {"before", "after"}
        door.close()


def test_blocked_writers_leave_readers_alone(door: PostgresDatabase) -> None:
    release = threading.Event()

    def hold(work: Work) -> None:
        lock(work, "one")
        release.wait(30)

    async def scenario() -> set[str]:
        await door.write(put, "one")
        held = [asyncio.ensure_future(door.write(hold)) for _ in range(20)]
        seen = [await door.read(names) for _ in range(50)]
        release.set()
        await asyncio.gather(*held)
        return seen[-1]

    assert asyncio.run(scenario()) == {"one"}


def test_a_query_cannot_write(door: PostgresDatabase) -> None:
    with pytest.raises(DomainError):
        asyncio.run(door.read(put, "sneaked"))
    assert asyncio.run(door.read(names)) == set()


def test_a_query_sees_one_snapshot(door: PostgresDatabase) -> None:
    seen = []

    def twice(work: Work) -> None:
        seen.append(names(work))
        with ThreadPoolExecutor(1) as apart:
            apart.submit(lambda: asyncio.run(door.write(put, "between"))).result(20)
        seen.append(names(work))

    asyncio.run(door.read(twice))
    assert seen == [set(), set()]
    assert asyncio.run(door.read(names)) == {"between"}


def test_of_several_hosts_it_finds_the_one_that_lives(postgres: Cluster) -> None:
    name = postgres.fresh().rpartition("/")[2]
    dead, alive = "127.0.0.1:1", f"127.0.0.1:{postgres.port}"
    door = PostgresDatabase(
        f"postgresql://postgres@/{name}?host={dead}&host={alive}&target_session_attrs=primary"
    )
    asyncio.run(door.write(put, "one"))
    assert asyncio.run(door.read(names)) == {"one"}
    door.close()
