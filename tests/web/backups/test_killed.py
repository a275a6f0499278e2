"""A backup killed half-way: nothing of it is taken for one, and the next start cleans up."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A service with a backup that was killed half-way."""
    made = settings_at(tmp_path)
    (tmp_path / "backups").mkdir()
    migrate(made)
    asyncio.run(prepare(made))
    declare_many(made, 20)
    with environment(made):
        command = [sys.executable, "-c", _DYING, str(tmp_path / "backups")]
        killed = subprocess.run(command, check=False, timeout=_SECONDS, env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    return made


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
