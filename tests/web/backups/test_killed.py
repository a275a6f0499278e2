"""A backup killed half-way: nothing of it is taken for one, and the next start cleans up."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.declaring import declare_many
from tests.servers import settings_at
from tests.web.backups.drill import environment, run
from web.cli import migrate, prepare
from web.settings import Settings

_SECONDS = 60
# The snapshot is written and the sealed file begun when the process kills itself.
_DYING = """
import os, signal, sys
from domain.storage import backup
from web.cli import main
def die(key, head, content, target):
    target.write(content.read(4096))
    target.flush()
    os.kill(os.getpid(), signal.SIGKILL)
backup.seal_stream = die
main(["backup", sys.argv[1]])
"""
# Step 0 is when all is checked and nothing done; 1 before the exchange; 2 just after it.
_DYING_RESTORE = """
import os, signal, sys
from domain.storage import restore
from web.cli import main
bring_up, sync, steps = restore._bring_up, restore.sync_folder, iter(range(1, 3))
def die(step):
    if step == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
def checked(fresh):
    bring_up(fresh)
    die(0)
def synced(folder):
    sync(folder)
    die(next(steps))
restore._bring_up, restore.sync_folder = checked, synced
main(["restore", sys.argv[1], "--replace"])
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A service with a backup that was killed half-way."""
    made = settings_at(tmp_path / "served")
    (tmp_path / "backups").mkdir()
    migrate(made)
    asyncio.run(prepare(made))
    declare_many(made, 20)
    with environment(made):
        command = [sys.executable, "-c", _DYING, str(tmp_path / "backups")]
        killed = subprocess.run(command, check=False, timeout=_SECONDS, env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    return made


@pytest.mark.parametrize(("step", "declared"), [(0, 25), (1, 25), (2, 20)])
def test_a_restore_killed_half_way_leaves_one_whole_database(
    settings: Settings, tmp_path: Path, step: int, declared: int
) -> None:
    """Killed before the exchange the old one stands, log and all; after it, the new one."""
    target = tmp_path / "whole.backup"
    assert run(settings, "backup", str(target)) == 0
    declare_many(settings, 5, first=1000)
    with environment(settings):
        command = [sys.executable, "-c", _DYING_RESTORE, str(target), str(step)]
        killed = subprocess.run(command, check=False, timeout=_SECONDS, env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(settings.database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.execute("SELECT count(*) FROM declaration").fetchone() == (declared,)
    assert run(settings, "restore", str(target), "--replace") == 0
    assert not (settings.data / "backup.part").exists()


def test_the_next_backup_cleans_up(settings: Settings, tmp_path: Path) -> None:
    left, folder = settings.data / "backup.part", tmp_path / "backups"
    assert (left / "healthcode.db").stat().st_mode & 0o077 == 0
    assert left.stat().st_mode & 0o077 == 0
    assert [path.suffix for path in folder.iterdir()] == [".part"]
    assert run(settings, "backup", str(folder)) == 0
    assert not left.exists()
    assert [path.suffix for path in folder.iterdir()] == [".backup"]


def test_the_next_start_cleans_up(settings: Settings) -> None:
    left = settings.data / "backup.part"
    assert left.exists()
    with _started(settings):
        until = time.monotonic() + _SECONDS
        while left.exists():
            assert time.monotonic() < until, "the start left it there"


@contextmanager
def _started(settings: Settings) -> Iterator[None]:
    with environment(settings):
        command = [sys.executable, "-m", "web.cli", "serve"]
        process = subprocess.Popen(command, env={**os.environ, "PORT": str(settings.port)})
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=_SECONDS)
