"""A server killed while doors admit loses nothing it acknowledged, and doubles nothing.

Every second high reading is told to the command in the same act: where there is an admission, there
is its alert.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same moments every time
from typing import Any
from uuid import UUID

import pytest

from bench.admits import Scans, opened_doors
from bench.people import phones_with_codes
from tests.faults.ledger import Rows
from tests.faults.process import Killing, Process, process_of
from web.settings import Settings

EACH, PEOPLE, CONNECTIONS = 48, 24, 8
_BROKEN = (OSError, asyncio.IncompleteReadError)
Numbered = list[tuple[UUID, bytes]]


def _stored(rows: Rows, table: str = "admission") -> list[UUID]:
    found: list[Any] = [row[0] for row in rows(f"SELECT {table}_id FROM {table}")]
    return [each if isinstance(each, UUID) else UUID(bytes=bytes(each)) for each in found]


def send(
    port: int, scans: Numbered, noted: Callable[[int], None] = lambda _count: None
) -> set[UUID]:
    """Send every scan over a few connections; give the ids that were answered with a verdict."""
    return asyncio.run(_send(port, scans, noted))


async def _send(port: int, scans: Numbered, noted: Callable[[int], None]) -> set[UUID]:
    done: set[UUID] = set()
    left = iter(scans)

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            for id_, request in left:
                writer.write(request)
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
                body = await reader.readexactly(length)
                if b" 200 " in head[:20] and json.loads(body)["key"] == "refer":
                    done.add(id_)
                    noted(len(done))
        finally:
            writer.close()
            with suppress(*_BROKEN):
                await writer.wait_closed()

    async def until_it_breaks() -> None:
        with suppress(*_BROKEN):
            await one()

    await asyncio.gather(*(until_it_breaks() for _ in range(CONNECTIONS)))
    return done


def killed_over_and_over(settings: Settings, rows: Rows, folder: Path, kills: int) -> int:
    """Kill the server so many times under admissions; give how many were unacknowledged."""
    chance, everything, open_ends = Random(13), set[UUID](), 0  # noqa: S311 - no secret
    with process_of(settings, folder / "log") as process:
        doors, handles = opened_doors(settings, phones_with_codes(settings, PEOPLE))
        scans = Scans(settings, settings.port, doors, handles)
        for kill in range(kills):
            sent = scans.numbered(EACH, "high_again")
            everything |= {id_ for id_, _ in sent}
            acknowledged = _killed(process, sent, chance)
            open_ends += EACH - len(acknowledged)
            process.start()
            _sound(rows, everything, acknowledged, kill)
            send(settings.port, sent)
            _sound(rows, everything, acknowledged, kill)
    return open_ends


def _sound(rows: Rows, sent: set[UUID], acknowledged: set[UUID], kill: int) -> None:
    stored, told = _stored(rows), _stored(rows, "alert")
    assert len(stored) == len(set(stored)), f"kill {kill} doubled"
    assert acknowledged <= set(stored), f"kill {kill} lost {len(acknowledged - set(stored))}"
    assert set(stored) <= sent
    assert set(stored) <= set(told), "each admission with its alert"


def _killed(process: Process, sent: Numbered, chance: Random) -> set[UUID]:
    killing = Killing(process, chance.randrange(1, EACH - 12), chance.uniform(0, 0.02))
    acknowledged = send(process.settings.port, sent, killing.noted)
    assert killing.done
    return acknowledged


def test_a_killed_server_lost_and_doubled_no_admission(
    settings: Settings, rows: Rows, tmp_path: Path
) -> None:
    assert killed_over_and_over(settings, rows, tmp_path, 1) > 0


@pytest.mark.prove
def test_a_server_killed_fifty_times_lost_and_doubled_no_admission(
    settings: Settings, rows: Rows, tmp_path: Path
) -> None:
    assert killed_over_and_over(settings, rows, tmp_path, 50) > 0
