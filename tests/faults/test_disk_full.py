"""A disk that is really full, under the server as people run it, its log on the same disk.

Where the tests may mount one it is a small tmpfs, filled to the last page; everywhere it is the
kernel's limit on the size of files, set on the running process and lifted again.
"""

import asyncio
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.databases import open_engine
from tests.faults.declaring import declare, prepared, pulses
from tests.faults.ledger import Rows, declared, unsound
from tests.faults.process import Process, process_of
from tests.servers import settings_at
from web.wiring import open_services

KNOWN, MORE = 4, 50
_SYS_ADMIN = 1 << 21  # capabilities(7)


def _may_mount() -> bool:
    status = Path("/proc/self/status").read_text()
    held = next(line for line in status.splitlines() if line.startswith("CapEff:"))
    return bool(int(held.split()[1], 16) & _SYS_ADMIN)


MEDIA = ["limit", "tmpfs"] if _may_mount() else ["limit"]


@pytest.fixture(params=MEDIA)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder that can be made full: on a small disk of its own where we may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    if request.param == "limit":
        yield folder
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True)  # noqa: S607 - Debian's own
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S607 - Debian's own


@pytest.fixture
def process(folder: Path, tmp_path: Path) -> Iterator[Process]:
    """The server, its data and its log in that folder, its keys elsewhere."""
    settings = settings_at(folder, key_file=tmp_path / "keys" / "ring.json")
    with process_of(settings, folder / "log") as running:
        yield running


@pytest.fixture
def rows(process: Process) -> Iterator[Rows]:
    """Rows of the database as they are now."""
    engine = open_engine(process.settings.database)

    def read(statement: str) -> list[tuple[object, ...]]:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]

    yield read
    engine.dispose()


@contextmanager
def full(process: Process, folder: Path) -> Iterator[None]:
    """Let the folder be full until the block ends, the room in the log of writes used up."""
    services = open_services(process.settings)
    asyncio.run(services.db.sweep())
    services.close()
    with _filled(folder) if folder.is_mount() else _limited(process.pid):
        yield


@contextmanager
def _filled(folder: Path) -> Iterator[None]:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def _limited(pid: int) -> Iterator[None]:
    soft, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_refuses_writes_and_nothing_else(
    process: Process, folder: Path, rows: Rows
) -> None:
    settings = process.settings
    known, more = prepared(settings, KNOWN, 0), prepared(settings, MORE, KNOWN)
    assert len(declare(settings, known).declared) == KNOWN
    with full(process, folder):
        refused = declare(settings, more)
        assert (dict(refused.statuses), refused.busy) == ({503: MORE}, MORE)
        assert pulses(settings, [each.phone for each in known]) == {b"green": KNOWN}
        told = httpx.get(f"{settings.origin}/readyz", trust_env=False).json()
        assert told == {"status": "ready", "writes": "refused"}
    assert unsound(rows) == []
    taken = declare(settings, more)
    assert len(taken.declared) == MORE, taken.statuses
    assert declared(rows) == {each.draft for each in known + more}
    assert unsound(rows) == []
    assert rows("PRAGMA integrity_check") == [("ok",)]
