"""`backup` and `restore` as people type them, and the job that backs up by itself."""

import asyncio
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import col, func, select

from domain.declaration.records import DeclarationRecord
from domain.declaration.store import opened
from domain.healthcode.records import HandleRecord
from domain.kernel.clock import SystemClock
from domain.kernel.days import day_of
from domain.storage.backup import name_at
from domain.storage.keyfile import FileKeyRing
from domain.storage.keys import KeyMissingError
from domain.storage.records import JobRecord
from domain.storage.restore import restore
from domain.storage.work import Work
from tests.declaring import declare_many, declare_one
from tests.servers import Server, serving, settings_at
from tests.web.backups.drill import run
from web.cli import migrate, prepare
from web.jobs import back_up_here, drop_old_backups, jobs_of
from web.settings import Settings
from web.wiring import open_services


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A prepared service with six declarations, and a folder for backups."""
    made = settings_at(tmp_path / "served", backup_folder=tmp_path / "backups")
    (tmp_path / "backups").mkdir()
    migrate(made)
    asyncio.run(prepare(made))
    declare_many(made, 6)
    return made


def declared(work: Work) -> set[UUID]:
    return set(work.session.exec(select(DeclarationRecord.declaration_id)))


def declared_at(settings: Settings) -> set[UUID]:
    services = open_services(settings)
    try:
        return asyncio.run(services.db.read(declared))
    finally:
        services.close()


def test_says_what_it_wrote_and_what_is_not_in_it(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "backups" / name_at(SystemClock().now() - timedelta(days=36))
    old.touch()
    assert run(settings, "backup", str(tmp_path / "backups")) == 0
    said = capsys.readouterr()
    assert "rows of" in said.out
    assert f"deleted: {old.name}" in said.out
    assert str(settings.keys) in said.err
    assert not old.exists()
    assert run(settings, "backup", str(tmp_path / "one.backup")) == 0
    assert run(settings, "restore", str(tmp_path / "one.backup"), "--replace") == 0
    assert "purged" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["backup"], "BACKUP_FOLDER"),
        (["backup", "/nowhere/at/all"], "no folder"),
        (["backup", "/tmp", "--keep", "36"], "at most 35"),  # noqa: S108 - refused before it is used
        (["restore", "/nowhere/at/all"], "is there already"),
        (["restore", "/nowhere/at/all", "--replace"], "No such file"),
    ],
)
def test_refuses_in_one_line(
    settings: Settings, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = settings.database.read_bytes()
    assert run(settings, *words) == 2
    written = capsys.readouterr().err
    assert said in written
    assert written.count("\n") == 1
    assert settings.database.read_bytes() == before


def test_no_backup_is_put_where_the_ring_lies(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, "backup", str(settings.keys.parent)) == 2
    assert "opens everything" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["backup", "."], ["restore", "./x"]])
def test_postgresql_has_its_own_tools(
    settings: Settings,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert run(settings, *words) == 2
    assert "docs/operations.md" in capsys.readouterr().err


def test_what_was_acknowledged_before_is_in_it_and_declaring_goes_on(settings: Settings) -> None:
    services = open_services(settings)
    target = settings.data.parents[1] / "while.backup"

    async def scenario() -> tuple[set[UUID], set[UUID]]:
        before = {await declare_one(services, number) for number in range(100, 130)}
        backing = asyncio.create_task(asyncio.to_thread(run, settings, "backup", str(target)))
        during: set[UUID] = set()
        while not backing.done():
            during.add(await declare_one(services, 200 + len(during)))
        assert await backing == 0
        assert await services.db.read(declared) >= before | during
        return before, during

    before, during = asyncio.run(scenario())
    services.close()
    assert during
    assert run(settings, "restore", str(target), "--replace") == 0
    assert declared_at(settings) >= before


def test_nothing_is_restored_under_a_running_service(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(settings.data.parents[1] / "one.backup")
    assert run(settings, "backup", target) == 0
    with serving(settings):
        assert run(settings, "restore", target, "--replace") == 2
    assert "stop it first" in capsys.readouterr().err
    assert run(settings, "restore", target, "--replace") == 0


def test_a_day_whose_key_was_destroyed_stays_sealed_in_every_backup(settings: Settings) -> None:
    target = settings.data.parents[1] / "old.backup"
    assert run(settings, "backup", str(target)) == 0
    ring = FileKeyRing(settings.keys, settings.data)
    tomorrow = day_of(SystemClock().now()) + timedelta(days=1)
    assert ring.drop_days_before(tomorrow) == 1
    restore(target, settings.database, ring, replace=True)
    services = open_services(settings)
    records = asyncio.run(services.db.read(_records))
    services.close()
    assert len(records) == 6
    for record in records:
        with pytest.raises(KeyMissingError):
            opened(ring, record)


def test_a_restore_names_the_days_that_the_ring_cannot_open(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    today = day_of(SystemClock().now())
    target = str(tmp_path / "one.backup")
    assert run(settings, "backup", target) == 0
    assert run(settings, "restore", target, "--replace") == 0
    assert "stay sealed" not in capsys.readouterr().out
    FileKeyRing(settings.keys, settings.data).drop_days_before(today + timedelta(days=1))
    assert run(settings, "restore", target, "--replace") == 0
    assert f"stay sealed: {today}" in capsys.readouterr().out


def test_a_restore_purges_what_an_old_backup_still_held(settings: Settings) -> None:
    services = open_services(settings)
    asyncio.run(services.db.write(_age_a_handle))
    services.close()
    target = str(settings.data.parents[1] / "old.backup")
    assert run(settings, "backup", target) == 0
    assert run(settings, "restore", target, "--replace") == 0
    services = open_services(settings)
    assert asyncio.run(services.db.read(_handles)) == 0
    services.close()


def test_the_job_backs_up_thins_out_and_drops(settings: Settings) -> None:
    folder = settings.backup_folder
    assert folder is not None
    assert [job.name for job in jobs_of(settings)[-2:]] == ["backup", "old_backups"]
    with serving(settings) as server:
        _wait_for_the_job(server)
        for ago in (32, 35):
            (folder / name_at(SystemClock().now() - timedelta(days=ago))).touch()
        with server.later(timedelta(hours=1)):
            server.run(back_up_here(server.services))
            assert len(list(folder.iterdir())) == 4
            server.run(drop_old_backups(server.services))
        assert len(list(folder.iterdir())) == 3
        days = _days(folder)
        with server.later(timedelta(days=3)):
            server.run(back_up_here(server.services))
            server.run(drop_old_backups(server.services))
        assert len(list(folder.iterdir())) == len(days)


def _wait_for_the_job(server: Server) -> None:
    until = time.monotonic() + 30
    while not server.run(server.services.db.read(_job_is_done)):
        assert time.monotonic() < until, "the job made no backup"


def _job_is_done(work: Work) -> bool:
    # The last one in turn: those before it are done by then.
    job = work.session.get(JobRecord, "old_backups")
    return job is not None and job.leased_until is None and job.due > SystemClock().now()


def _days(folder: Path) -> set[date]:
    """Give the Beijing days on which the folder's backups were made."""
    made = (
        datetime.strptime(path.name[11:26] + "Z", "%Y%m%dT%H%M%S%z") for path in folder.iterdir()
    )
    return {day_of(instant) for instant in made}


def _records(work: Work) -> list[DeclarationRecord]:
    return list(work.session.exec(select(DeclarationRecord)))


def _handles(work: Work) -> int:
    return work.session.exec(select(func.count(col(HandleRecord.handle)))).one()


def _age_a_handle(work: Work) -> None:
    work.connection.exec_driver_sql(
        "INSERT INTO handle (handle, person_id, holder_id, day) "
        "SELECT x'0001020304050607', person_id, holder_id, '2020-01-01' FROM claim LIMIT 1"
    )
