"""A process of the service that does what a test says, and nothing by itself: no jobs run."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import text

from domain.notices.codes import Asker, Binding, Purpose, send_code
from domain.storage.work import Work
from tests.servers import MovableClock
from web.app import _open
from web.cli import migrate
from web.outbox import empty_outbox
from web.settings import Settings
from web.wiring import Services

T = TypeVar("T")
ASKER = Asker(b"n" * 16, "zh")
PHONE = "+8613900000001"


@dataclass(frozen=True)
class Process:
    """Services, with a clock to move."""

    services: Services
    clock: MovableClock
    runner: asyncio.Runner

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    def write(self, digits: str = "042917") -> None:
        """Write a one-time code into the outbox, each for a browser of its own."""
        binding = Binding(PHONE, Purpose.STEP_UP, digits.encode().ljust(32))
        context = self.services.context()
        self.run(self.services.db.write(send_code, context, binding, ASKER, digits))

    def send(self) -> None:
        """Empty the outbox as its job does."""
        self.run(empty_outbox(self.services))

    def states(self) -> list[tuple[str, bool]]:
        """Give each message's state, and whether anything of it is kept."""

        def read(work: Work) -> list[tuple[str, bool]]:
            rows = work.connection.execute(text("SELECT state, sealed IS NOT NULL FROM outbox"))
            return [(state, bool(kept)) for state, kept in rows]

        return self.run(self.services.db.read(read))


@contextmanager
def process_at(settings: Settings) -> Iterator[Process]:
    """Open the services of these settings until the end of the block."""
    migrate(settings)
    clock = MovableClock()
    with asyncio.Runner() as runner:
        services = _open(settings, clock)
        try:
            yield Process(services, clock, runner)
        finally:
            services.close()
