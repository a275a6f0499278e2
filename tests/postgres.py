"""A real PostgreSQL of the tests' own: a throwaway cluster on loopback, ended with the session.

Debian's programs, as the user `postgres` where the tests run as root (the server refuses root).
"""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from domain.storage.migrate import upgrade
from domain.storage.postgres import postgres_engine
from tests.servers import free_port

_DEBIAN = Path("/usr/lib/postgresql")
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")
_TEMPLATE = "migrated"
_SECONDS = 60


def programs() -> Path:
    """Give the folder of the newest PostgreSQL's programs; fails where there is none."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    assert found, "PostgreSQL is missing: run `make test` as root, or install postgresql"
    return found[-1].parent


def as_server(command: Sequence[str | Path]) -> list[str]:
    """Give a command as the user that may run a server: never root."""
    words = [str(word) for word in command]
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words


def give(path: Path) -> None:
    """Let the server's user own a file or folder."""
    if os.geteuid() == 0:
        shutil.chown(path, "postgres", "postgres")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: its folder, its port, how it is started, the URLs of its databases."""

    folder: Path
    port: int
    options: tuple[str, ...] = ()

    def url(self, name: str = "postgres", role: str = "postgres") -> str:
        """Give a database's URL for a role; every role of the tests is trusted on loopback."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{name}"

    def run(self, statement: str) -> None:
        """Run one statement as the superuser, outside any transaction."""
        engine = create_engine(
            self.url().replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def fresh(self) -> str:
        """Make an empty database with our newest schema; give its URL."""
        name = f"t_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        return self.url(name)

    def start(self) -> None:
        """Start it, for the first time or after a stop."""
        chosen = [f"port={self.port}", "listen_addresses=127.0.0.1", *self.options]
        chosen += [f"unix_socket_directories={self.folder}", "max_connections=120"]
        arguments = " ".join(f"-c {option}" for option in chosen)
        self.control("-l", str(self.folder / "log"), "-o", arguments, "start")

    def control(self, *words: str) -> None:
        """Run pg_ctl on it."""
        _run([programs() / "pg_ctl", "-D", self.folder / "data", "-w", *words])


@contextmanager
def cluster(options: Sequence[str] = _FAST) -> Iterator[Cluster]:
    """Make and start a cluster, and end it and its files after the block."""
    folder = Path(tempfile.mkdtemp(prefix="healthcode-pg-"))
    give(folder)
    data = folder / "data"
    made = Cluster(folder, free_port(), tuple(options))
    initdb = programs() / "initdb"
    _run([initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"])
    made.start()
    try:
        _make_template(made)
        yield made
    finally:
        made.control("-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _make_template(made: Cluster) -> None:
    made.run(f"CREATE DATABASE {_TEMPLATE}")
    engine = postgres_engine(made.url(_TEMPLATE), 1)
    upgrade(engine)
    engine.dispose()


def _run(command: Sequence[str | Path]) -> None:
    # A server that pg_ctl starts inherits its streams: a pipe would never end.
    done = subprocess.run(
        as_server(command),
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        timeout=_SECONDS,
        cwd="/",
    )
    assert done.returncode == 0, f"{command[0]} {command[-1]} failed with {done.returncode}"
