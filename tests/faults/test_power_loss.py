"""When the power fails at any moment, what was acknowledged is there, whole, and nothing is double.

Our own write path runs: the verbs, the grouping writer, its pragmas, Python's driver. Only the disk
under it is watched (disk.py), and rebuilt as it may be at each point (power.py). The control is the
same run with synchronous=NORMAL, which must lose: a test that cannot lose proves nothing.
"""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same disks every time
from uuid import UUID

import pytest

from bench.people import phone_with_draft
from domain.healthcode.submit import submit
from domain.kernel.actor import Actor, Role
from domain.storage import sqlite
from tests.faults.disk import Op, watched
from tests.faults.ledger import declared, drafted, unsound
from tests.faults.power import crashes
from tests.servers import settings_at
from web.cli import migrate
from web.settings import Settings
from web.wiring import Services, open_services

COMMITTED = {"commitment": ["yes"]}
WAVES, TOGETHER = 8, 12


@dataclass(frozen=True)
class Run:
    """What the disk was told, where declaring began, and after how much each id was promised."""

    log: list[Op]
    began: int
    promised: list[tuple[int, UUID]]


@dataclass
class Found:
    """What was found on the disks of a run."""

    states: int = 0
    losing: int = 0
    faulty: int = 0


@pytest.fixture(params=["FULL"])
def pragma(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the engine with this synchronous pragma, and bring the log home every 60 pages.

    The product's log comes home every 1,000 pages; so more failures fall into that.
    """
    chosen = str(request.param)
    given = tuple(each.replace("=FULL", f"={chosen}") for each in sqlite._PRAGMAS)
    monkeypatch.setattr(sqlite, "_PRAGMAS", (*given, "wal_autocheckpoint=60"))
    return chosen


@pytest.fixture
def run(tmp_path: Path, pragma: str) -> Run:
    """Declare in waves, the log of writes emptied between, with the disk watched throughout."""
    assert f"synchronous={pragma}" in sqlite._PRAGMAS
    settings = settings_at(tmp_path)
    settings.data.mkdir(parents=True)
    with watched(settings.data) as disk:
        migrate(settings)
        began = len(disk.log)
        promised = asyncio.run(_declaring(settings, disk.log))
    return Run(disk.log, began, promised)


async def _declaring(settings: Settings, log: list[Op]) -> list[tuple[int, UUID]]:
    services = open_services(settings)
    today = services.clock.now().date()
    services.ring.make_days(today + timedelta(days=ahead) for ahead in range(-1, 2))
    promised: list[tuple[int, UUID]] = []
    try:
        for wave in range(WAVES):
            numbers = range(wave * TOGETHER, (wave + 1) * TOGETHER)
            await asyncio.gather(*(_one(services, number, log, promised) for number in numbers))
            if wave == WAVES // 2:
                await services.db.sweep()
    finally:
        services.close()
    return promised


async def _one(
    services: Services, number: int, log: list[Op], promised: list[tuple[int, UUID]]
) -> None:
    phone, draft = await phone_with_draft(services, number)
    promised.append((len(log), draft))
    ctx = services.context(Actor(Role.HOLDER, phone.holder), draft)
    await services.db.write(submit, ctx, phone.holder, COMMITTED)
    promised.append((len(log), draft))


def examined(run: Run, folder: Path, points: int) -> Found:
    """Open every disk as a plain SQLite would, and hold it against what was promised by then."""
    found = Found()
    for at, _loss, files in crashes(run.log, run.began, points, Random(7)):  # noqa: S311 - no secret
        found.states += 1
        kept_drafts, kept, faults = _opened(folder, files)
        found.faulty += bool(faults)
        seen: set[UUID] = set()
        lost = False
        for promised_at, draft in run.promised:
            if promised_at > at:
                continue
            # The first promise of an id is its draft, the second its declaration.
            lost |= draft not in (kept if draft in seen else kept_drafts)
            seen.add(draft)
        found.losing += lost
    return found


def _opened(folder: Path, files: dict[str, bytearray]) -> tuple[set[UUID], set[UUID], list[str]]:
    for old in folder.iterdir():
        old.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with closing(sqlite3.connect(folder / "healthcode.db")) as plain:

        def rows(statement: str) -> list[tuple[object, ...]]:
            return plain.execute(statement).fetchall()

        try:
            faults = [] if rows("PRAGMA integrity_check") == [("ok",)] else ["corrupt"]
            return drafted(rows), declared(rows), faults + unsound(rows)
        except sqlite3.DatabaseError as error:
            return set(), set(), [str(error)]


@pytest.fixture
def rebuilt(tmp_path: Path) -> Iterator[Path]:
    """A folder for one rebuilt disk at a time."""
    folder = tmp_path / "rebuilt"
    folder.mkdir()
    yield folder
    for left in folder.iterdir():
        left.unlink()


def test_nothing_acknowledged_is_lost(run: Run, rebuilt: Path) -> None:
    found = examined(run, rebuilt, 100)
    assert found == Found(states=300)


@pytest.mark.prove
def test_nothing_acknowledged_is_lost_at_any_point(run: Run, rebuilt: Path) -> None:
    found = examined(run, rebuilt, 700)
    assert found.states >= 2_000
    assert found == Found(states=found.states)


@pytest.mark.parametrize("pragma", ["NORMAL"], indirect=True)
def test_the_control_loses(run: Run, rebuilt: Path) -> None:
    found = examined(run, rebuilt, 40)
    assert found.losing > found.states // 10
    assert not found.faulty, "NORMAL may lose the last commits, never halves"
