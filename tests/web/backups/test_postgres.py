"""PostgreSQL's way: the very scripts of deploy/postgres, tried on a cluster of the test's own."""

import asyncio
import os
import secrets
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from domain.storage.postgres import postgres_engine
from tests.declaring import batched, declare_one
from tests.digests import digests
from tests.postgres import Cluster, as_server, cluster, give, programs
from tests.servers import free_port, settings_at
from web.cli import prepare
from web.settings import Settings
from web.wiring import open_services

_SCRIPTS = Path(__file__).resolve().parents[3] / "deploy" / "postgres"
_WHO = "backup@county.example"
_SECONDS = 120


@dataclass(frozen=True)
class Office:
    """Where a county's PostgreSQL keeps its scripts, its backups and its archive."""

    folder: Path
    environment: dict[str, str]

    @property
    def archive(self) -> Path:
        return self.folder / "wal"

    def run(self, program: str, *words: str | Path, **changed: str) -> str:
        """Run something as the server's user; give what it says."""
        done = subprocess.run(
            as_server([program, *words]),
            env=self.environment | changed,
            check=False,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            cwd="/",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def script(self, name: str, *words: str | Path, **changed: str) -> str:
        return self.run(str(self.folder / name), *words, **changed)

    def archiving(self) -> tuple[str, ...]:
        command = f"{self.folder}/archive.sh %p %f {self.archive} {_WHO}"
        return ("fsync=off", "archive_mode=on", f"archive_command='{command}'")


@contextmanager
def office() -> Iterator[Office]:
    """Make the folders and a key of GnuPG, and end its agent after the block."""
    assert shutil.which("gpg"), "GnuPG is missing: apt-get install gnupg"
    folder = Path(tempfile.mkdtemp(prefix="healthcode-office-"))
    give(folder)
    for name in ("gnupg", "wal", "bases"):
        (folder / name).mkdir(mode=0o700)
        give(folder / name)
    for script in _SCRIPTS.iterdir():
        give(Path(shutil.copy2(script, folder)))
    path = f"{programs()}:{os.environ['PATH']}"
    made = Office(folder, {**os.environ, "GNUPGHOME": str(folder / "gnupg"), "PATH": path})
    key = ("--batch", "--quiet", "--passphrase", "", "--quick-gen-key", _WHO, "default", "default")
    made.run("gpg", *key, "never")
    try:
        yield made
    finally:
        made.run("gpgconf", "--kill", "gpg-agent")
        shutil.rmtree(folder, ignore_errors=True)


def digests_of(url: str) -> dict[str, str]:
    engine = postgres_engine(url, 1)
    with engine.connect() as connection:
        found = digests(connection)
    engine.dispose()
    return found


def asked(url: str, statement: str) -> str:
    engine = postgres_engine(url, 1)
    with engine.begin() as connection:
        answer = connection.execute(text(statement)).scalar()
    engine.dispose()
    return str(answer)


def declare_while(settings: Settings, first: int, done: Callable[[], bool]) -> int:
    """Let people declare, a few at a time, until it is done; give how many did."""

    async def going() -> int:
        services = open_services(settings)
        count = 0
        try:
            while not done():
                numbers = range(first + count, first + count + 8)
                for some in batched(numbers, 8):
                    await asyncio.gather(*(declare_one(services, number) for number in some))
                count += 8
        finally:
            services.close()
        return count

    return asyncio.run(going())


def archive_all(running: Cluster, place: Office) -> None:
    """Close the segment in use and wait until the archive has it."""
    name = asked(running.url(), "SELECT pg_walfile_name(pg_switch_wal())")
    until = time.monotonic() + _SECONDS
    while not (place.archive / f"{name}.gpg").exists():
        assert time.monotonic() < until, f"{name} was never archived"


@contextmanager
def restored(place: Office, base: str, instant: str = "") -> Iterator[Cluster]:
    """Restore into a new data folder and start a server on it, at the end of its recovery."""
    home = place.folder / secrets.token_hex(4)
    home.mkdir()
    give(home)
    place.script("restore.sh", base, place.archive, home / "data", instant)
    again = Cluster(home, free_port(), ("fsync=off",))
    again.start()
    try:
        until = time.monotonic() + _SECONDS
        while asked(again.url(), "SELECT pg_is_in_recovery()") == "True":
            assert time.monotonic() < until, "the recovery never ended"
        yield again
    finally:
        again.control("-m", "immediate", "stop")


def test_a_segment_is_archived_once_sealed_and_fetched_again() -> None:
    with office() as place:
        one, other, fetched = (place.folder / name for name in ("one", "other", "fetched"))
        one.write_bytes(b"a segment" * 1000)
        other.write_bytes(b"another's" * 1000)
        for _ in range(2):
            place.script("archive.sh", one, "0001", place.archive, _WHO)
        with pytest.raises(AssertionError, match="another server"):
            place.script("archive.sh", other, "0001", place.archive, _WHO)
        assert b"a segment" not in (place.archive / "0001.gpg").read_bytes()
        place.script("fetch.sh", "0001", fetched, place.archive)
        assert fetched.read_bytes() == one.read_bytes()
        with pytest.raises(AssertionError):
            place.script("fetch.sh", "0002", fetched, place.archive)


@pytest.mark.prove
def test_a_base_backup_and_the_archive_give_every_row_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office() as place:
        monkeypatch.setenv("GNUPGHOME", str(place.folder / "gnupg"))
        with cluster(place.archiving()) as running:
            url = running.fresh()
            settings = settings_at(tmp_path, database_url=url)
            asyncio.run(prepare(settings))
            declare_while(settings, 1, iter([False] * 20 + [True]).__next__)
            base, during = _base_under_writes(place, running, settings)
            assert during
            right = digests_of(url)
            instant = asked(url, "SELECT clock_timestamp()")
            asked(url, "DELETE FROM declaration RETURNING 1")
            wrong = digests_of(url)
            archive_all(running, place)
        name = url.rpartition("/")[2]
        with restored(place, base, instant) as again:
            assert digests_of(again.url(name)) == right
        with restored(place, base) as again:
            assert digests_of(again.url(name)) == wrong
        assert right != wrong
        _check_sealed(place, base)


def _base_under_writes(place: Office, running: Cluster, settings: Settings) -> tuple[str, int]:
    """Take a base backup while people declare; give its file and how many declared."""
    said: list[str] = []
    reach = {"PGHOST": "127.0.0.1", "PGPORT": str(running.port), "PGUSER": "postgres"}
    bases = place.folder / "bases"
    taking = threading.Thread(
        target=lambda: said.append(place.script("base-backup.sh", bases, _WHO, **reach))
    )
    taking.start()
    count = declare_while(settings, 10_000, lambda: not taking.is_alive())
    taking.join()
    return said[0], count


def _check_sealed(place: Office, base: str) -> None:
    """Nothing there is readable, and damaged files give nothing."""
    files = [Path(base), *place.archive.glob("*.gpg")]
    assert len(files) > 2
    for file in files:
        written = file.read_bytes()
        assert b"declaration" not in written
        assert b"PG_VERSION" not in written
    for cut in (1000, Path(base).stat().st_size - 1):
        damaged = place.folder / "bases" / "damaged.gpg"
        damaged.write_bytes(Path(base).read_bytes()[:cut])
        give(damaged)
        with pytest.raises(AssertionError):
            place.script("restore.sh", damaged, place.archive, place.folder / "nothing")
        assert not (place.folder / "nothing").exists()
