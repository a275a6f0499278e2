"""The real server as people run it, in a process group of its own, and a kill that asks nobody."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from web.settings import Settings

_START_SECONDS = 120
_ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Process:
    """One server and whatever workers it has, started and killed as often as a test likes."""

    settings: Settings
    log: Path
    _running: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Give the number of its first process, which is its group's too."""
        assert self._running is not None
        return self._running.pid

    def start(self) -> None:
        """Run the command line's `serve` and wait until it is ready."""
        chosen = self.settings.model_dump(include=self.settings.model_fields_set)
        environment = {name.upper(): _text(value) for name, value in chosen.items()}
        with self.log.open("ab") as output:
            self._running = subprocess.Popen(
                [sys.executable, "-m", "web.cli", "serve"],
                cwd=_ROOT,
                env={**os.environ, **environment},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        until = time.monotonic() + _START_SECONDS
        while not _ready(self.settings):
            assert self._running.poll() is None, self.log.read_text()[-2000:]
            assert time.monotonic() < until, self.log.read_text()[-2000:]
            time.sleep(0.02)

    def kill(self) -> None:
        """End all of it at once, nothing finished, nothing closed."""
        if self._running is not None:
            os.killpg(self.pid, signal.SIGKILL)
            self._running.wait()
            self._running = None


@dataclass
class Killing:
    """A server's end at a number of answers, and a moment after it, in seconds."""

    process: Process
    at: int
    pause: float
    done: bool = False

    def noted(self, count: int) -> None:
        """Note how many were answered."""
        if count >= self.at and not self.done:
            self.done = True
            time.sleep(self.pause)  # the moment itself, not a wait for anything
            self.process.kill()


@contextmanager
def process_of(settings: Settings, log: Path) -> Iterator[Process]:
    """Run a server until the end of the block at the latest."""
    process = Process(settings, log)
    try:
        process.start()
        yield process
    finally:
        process.kill()


def _text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return str(int(value)) if isinstance(value, bool) else str(value)


def _ready(settings: Settings) -> bool:
    try:
        with urllib.request.urlopen(f"{settings.origin}/readyz", timeout=5):  # noqa: S310 - this machine
            return True
    except OSError:
        return False
