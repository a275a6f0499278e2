"""Jobs of a service that runs none by itself: looking for due ones, and what they leave."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.audit.note import Act, note
from domain.audit.store import heads_from, is_waiting, log_size
from domain.audit.stored import head_of
from domain.kernel.actor import SYSTEM
from domain.storage.work import Work
from tests.servers import MovableClock, settings_at
from web.cli import migrate
from web.jobs import Job, look, purge_outlived
from web.wiring import Services, open_services

SOON = timedelta(seconds=4)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def services(tmp_path: Path, clock: MovableClock) -> Iterator[Services]:
    """A service that nobody but the test runs."""
    settings = settings_at(tmp_path)
    migrate(settings)
    opened = open_services(settings, clock)
    yield opened
    opened.close()


def changes(work: Work) -> object:
    """Give what changes with every commit to the file by another connection."""
    return work.connection.exec_driver_sql("PRAGMA data_version").scalar()


def test_a_look_runs_what_is_due_and_needed_and_says_when_to_look_again(
    services: Services,
) -> None:
    ran: list[str] = []

    async def run(_: Services) -> None:
        ran.append("ran")

    soon = Job("soon", SOON, run)
    idle = Job("idle", SOON, run, needed=lambda _: False)

    async def scenario() -> None:
        assert 3 < await look(services, "one", (soon, idle)) <= 4
        assert await look(services, "two", (soon, idle)) <= 4
        assert await look(services, "one", (idle,)) == 10

    asyncio.run(scenario())
    assert ran == ["ran"]


def test_a_look_with_nothing_to_do_writes_nothing(services: Services, clock: MovableClock) -> None:
    async def scenario() -> None:
        await look(services, "one")
        before = await services.db.read(changes)
        clock.offset += timedelta(minutes=9)
        await look(services, "one")
        assert await services.db.read(changes) == before
        await services.db.write(note, services.context(SYSTEM), Act.PURGED, None)
        await look(services, "one")
        assert await services.db.read(changes) != before

    asyncio.run(scenario())


def test_the_jobs_seal_what_was_noted_and_sign_it(services: Services, clock: MovableClock) -> None:
    async def scenario() -> None:
        await look(services, "one")
        await services.db.write(note, services.context(SYSTEM), Act.PURGED, None)
        assert await services.db.read(is_waiting)
        clock.offset += timedelta(seconds=11)
        await look(services, "one")
        assert not await services.db.read(is_waiting)
        assert len(await services.db.read(heads_from, 0, 9)) == 1
        clock.offset += timedelta(minutes=10)
        await look(services, "one")
        rows = await services.db.read(heads_from, 0, 9)
        assert len(rows) == 2
        newest = head_of(rows[-1])
        assert newest is not None
        assert newest.size == await services.db.read(log_size) == 1

    asyncio.run(scenario())


def test_nothing_deleted_stays_in_the_log_of_writes(services: Services) -> None:
    log = services.settings.database.with_name(services.settings.database.name + "-wal")

    async def scenario() -> None:
        await services.db.write(_leave_a_mark)
        assert log.stat().st_size > 0
        await purge_outlived(services)
        assert log.stat().st_size == 0

    asyncio.run(scenario())


def _leave_a_mark(work: Work) -> None:
    work.connection.exec_driver_sql("INSERT INTO service VALUES ('mark', 'canary')")
    work.connection.exec_driver_sql("DELETE FROM service WHERE name = 'mark'")
