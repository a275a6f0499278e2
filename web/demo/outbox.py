"""The demo's gateway: nothing leaves; a page shows what would have been sent, and how often.

A message is one sealed file named by its id, so one that is handed over twice is there once, as
with a gateway that keeps to the ids it is given.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get

from domain.accounts.acts import Act
from domain.kernel.clock import Clock
from domain.notices.values import Message, Outcome
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import Cell, seal, unseal
from web.guards import declares
from web.pages import page
from web.wiring import services

_NOBODY = UUID(int=0)
_KEPT = 50
_END = 4


class Shown(msgspec.Struct, frozen=True):
    """A message as the page shows it: when it left, to a number's last digits, in which words."""

    at: datetime
    to: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """What would have been sent, the newest first."""

    messages: tuple[Shown, ...]


class DemoGateway:
    """Takes every message into a folder of the demo."""

    def __init__(self, folder: Path, ring: KeyRing, clock: Clock) -> None:
        """Keep them here, sealed like all that is personal."""
        self._folder, self._ring, self._clock = folder, ring, clock

    async def send(self, message: Message, text: str) -> Outcome:
        """Keep it; the same one again stays the first one."""
        to = f"…{message.to[-_END:]}"
        shown = Shown(self._clock.now(), to, message.language, text)
        await asyncio.to_thread(self._keep, message.id, shown)
        return Outcome.TAKEN

    def listed(self) -> tuple[Shown, ...]:
        """Give what was taken, the newest first."""
        found = [self._opened(file) for file in self._files()]
        return tuple(sorted(found, key=lambda shown: shown.at, reverse=True))

    def _keep(self, message_id: UUID, shown: Shown) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._folder / f"{message_id.hex}.message"
        if file.exists():
            return
        sealed = seal(self._ring.current(Kind.SEAL), msgspec.json.encode(shown), _cell(message_id))
        fresh = file.with_suffix(".new")
        fresh.write_bytes(sealed)
        fresh.replace(file)
        for old in self._files()[:-_KEPT]:
            with suppress(FileNotFoundError):
                old.unlink()

    def _files(self) -> list[Path]:
        files = self._folder.glob("*.message")
        return sorted(files, key=lambda file: file.stat().st_mtime_ns)

    def _opened(self, file: Path) -> Shown:
        opened = unseal(self._ring, file.read_bytes(), _cell(UUID(file.stem)))
        return msgspec.json.decode(opened, type=Shown)


@get("/demo/outbox", opt=declares(Act.SEE_DEMO))
async def outbox(request: Request[Any, Any, Any]) -> Response[str]:
    """Show what would have been sent as text messages."""
    gateway = services(request).sms
    assert isinstance(gateway, DemoGateway)  # noqa: S101 - mounted in demo mode alone
    shown = await asyncio.to_thread(gateway.listed)
    return page(request, "demo/outbox.html", OutboxPage(shown))


def _cell(message_id: UUID) -> Cell:
    return Cell("demo_outbox", "sealed", message_id.bytes, _NOBODY)


ROUTES = [outbox]
"""The page."""
