"""A real server in a thread, on a free port, with its own data folder and a clock to move."""

import asyncio
import socket
import threading
import time
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import uvicorn

from domain.kernel.clock import SystemClock
from web.app import Application, create_app
from web.cli import migrate, prepare, server_options
from web.jobs import JOBS_TASK
from web.settings import Settings
from web.wiring import Services

T = TypeVar("T")
_START_SECONDS = 30.0


class MovableClock:
    """The machine's clock, moved by as much as a test wants, or stopped at an instant."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self.stopped: datetime | None = None

    def now(self) -> datetime:
        return self.stopped or SystemClock().now() + self.offset


@dataclass(frozen=True)
class Server:
    """What a test may hold of a running server."""

    address: str
    app: Application
    clock: MovableClock
    settings: Settings
    loop: asyncio.AbstractEventLoop

    @property
    def services(self) -> Services:
        return self.app.services

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run something on the server's own loop, such as `services.db.write(verb, …)`."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout=30)

    def rest_jobs(self) -> None:
        """Let no job run any more, where a test does itself what one would do."""
        self.run(_end_jobs())

    @contextmanager
    def later(self, by: timedelta) -> Iterator[None]:
        """Let the server live some time later, and come back."""
        self.clock.offset += by
        try:
            yield
        finally:
            self.clock.offset -= by

    @contextmanager
    def stopped_at(self, instant: datetime) -> Iterator[None]:
        """Let no time pass: for the last second of a day, and the first."""
        self.clock.stopped = instant
        try:
            yield
        finally:
            self.clock.stopped = None


async def _end_jobs() -> None:
    task = next(each for each in asyncio.all_tasks() if each.get_name() == JOBS_TASK)
    task.cancel()
    await asyncio.wait([task])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings_at(folder: Path, **chosen: Any) -> Settings:
    """Give settings of one folder, whatever the environment says; the key ring lies apart."""
    fixed: dict[str, Any] = {
        "host": "localhost",
        "port": free_port(),
        "public_url": "",
        "data_folder": folder / "data",
        "key_file": folder / "keys" / "ring.json",
        "demo": False,
        "workers": 1,
        "log_level": "info",
    }
    return Settings(**(fixed | chosen))


@contextmanager
def serving(settings: Settings, extra: Sequence[Any] = ()) -> Iterator[Server]:
    """Serve until the end of the block, with a test's own routes beside ours."""
    migrate(settings)
    # In a thread of its own: Playwright's loop may already run in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(prepare(settings))).result()
    clock = MovableClock()
    app = create_app(settings, clock, extra)
    config = uvicorn.Config(app, **server_options(settings))
    server = uvicorn.Server(config)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(server.serve()), daemon=True)
    thread.start()
    _wait_until(server)
    try:
        yield Server(settings.origin, app, clock, settings, loop)
    finally:
        server.should_exit = True
        thread.join(timeout=_START_SECONDS)
        loop.close()


def _wait_until(server: uvicorn.Server) -> None:
    until = time.monotonic() + _START_SECONDS
    while not server.started:
        if time.monotonic() > until:
            message = "the server did not start"
            raise TimeoutError(message)
        time.sleep(0.01)
