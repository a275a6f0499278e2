"""Many phones that send their declaration at once, and remember which of them were answered."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from uuid import UUID

from bench.load import get_request
from bench.people import Phone, phones_with_drafts
from bench.submit import submissions
from web.settings import Settings

_CONNECTIONS = 8
_BROKEN = (OSError, asyncio.IncompleteReadError)


@dataclass(frozen=True)
class Sent:
    """One phone's form, ready to be sent any number of times: the wizard's last, or a tap.

    `draft` is what it is known by, `leads_to` where its answer leads.
    """

    phone: Phone
    draft: UUID
    form: bytes
    leads_to: str = "/code"


@dataclass
class Answers:
    """Which declarations were answered with the way to their code, and what else was answered."""

    declared: set[UUID] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    busy: int = 0


def prepared(settings: Settings, count: int, first: int) -> list[Sent]:
    """Store so many drafts of people who declared nothing yet."""
    drafts = phones_with_drafts(settings, count, first)
    forms = submissions(settings, settings.port, drafts)
    return [Sent(phone, draft, form) for (phone, draft), form in zip(drafts, forms, strict=True)]


def declare(
    settings: Settings, sent: list[Sent], noted: Callable[[int], None] = lambda _count: None
) -> Answers:
    """Send every form; `noted` hears how many were answered so far, after each."""
    return asyncio.run(_declare(settings, sent, noted))


def pulses(settings: Settings, phones: list[Phone]) -> Counter[bytes]:
    """Ask for each phone's code and count what is answered."""
    return asyncio.run(_pulses(settings, phones))


async def _declare(settings: Settings, sent: list[Sent], noted: Callable[[int], None]) -> Answers:
    answers, left = Answers(), iter(sent)
    together = (_phone(settings, left, answers, noted) for _ in range(_CONNECTIONS))
    await asyncio.gather(*together)
    return answers


async def _phone(
    settings: Settings, left: Iterator[Sent], answers: Answers, noted: Callable[[int], None]
) -> None:
    """Send what is left, one after the other, until a connection breaks."""
    with suppress(*_BROKEN):
        async with _connected(settings) as (reader, writer):
            for each in left:
                writer.write(each.form)
                head, _ = await _answer(reader)
                answers.statuses[_status(head)] += 1
                answers.busy += _status(head) == 503 and b"\r\nretry-after: 5\r\n" in head
                where = f"\r\nlocation: {each.leads_to}\r\n".encode()
                if _status(head) == 303 and where in head:
                    answers.declared.add(each.draft)
                    noted(len(answers.declared))


async def _pulses(settings: Settings, phones: list[Phone]) -> Counter[bytes]:
    found: Counter[bytes] = Counter()
    async with _connected(settings) as (reader, writer):
        for phone in phones:
            writer.write(get_request("/code/pulse", settings.port, f"hc={phone.token}"))
            head, body = await _answer(reader)
            found[body if _status(head) == 200 else head.split(b"\r\n")[0]] += 1
    return found


@asynccontextmanager
async def _connected(
    settings: Settings,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", settings.port)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(*_BROKEN):
            await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    lengths = [line for line in head.split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    return head, await reader.readexactly(length)


def _status(head: bytes) -> int:
    return int(head.split(b" ", 2)[1])
