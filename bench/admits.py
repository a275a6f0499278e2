"""A scan at a door, by the JSON call, beside the bare route, on both databases.

    python -m bench.admits

What the server's processes spend on each answer; the database server's own are not counted. The
share is the bare route's of the whole: what uvicorn and the framework cost by themselves.
"""

import asyncio
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from uuid import UUID

from bench.grouping import spread
from bench.load import Next, cycled, get_request, once_each
from bench.people import Phone, phones_with_codes
from bench.server import Server, bare_server, product_server
from bench.table import Figure, publish
from domain.healthcode.handles import mint_handle
from domain.healthcode.tokens import handle_secret, make_token, step_at
from domain.household.claim import members_of
from domain.kernel.actor import Actor, Role
from domain.kernel.clock import SystemClock
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.storage.keyfile import FileKeyRing
from domain.storage.keys import Kind
from domain.storage.work import Work
from tests.postgres import Cluster, cluster
from tests.staff import open_door_phone
from tests.venues import open_door
from web.cli import migrate
from web.csrf import make_token as form_token
from web.settings import Settings
from web.wiring import open_services

CONNECTIONS = (8, 32)
ROUNDS = 5
SECONDS = 1.0
PEOPLE = 512
DOORS = 7
"""Prime to the people, so that no shift scans one so often in a run that the command is told."""
SCANS = 1500
DURABLE = ("shared_buffers=64MB", "synchronous_commit=on", "fsync=on")
GOALS = {"sqlite": "≤ 6", "postgres": "≤ 10"}


@dataclass(frozen=True, slots=True)
class Latencies:
    """What came of a load: seconds of each answer, and the answers by status."""

    seconds: list[float]
    statuses: Counter[int]


def admit_figures(folder: Path, running: Cluster) -> list[Figure]:
    """Measure the call on both databases, in turn with the bare route."""
    urls = {"sqlite": "", "postgres": running.fresh()}
    return [each for name, url in urls.items() for each in _figures(name, folder / name, url)]


def _figures(name: str, folder: Path, url: str) -> Iterator[Figure]:
    environment = {
        "DATA_FOLDER": str(folder / "data"),
        "KEY_FILE": str(folder / "keys" / "ring.json"),
        "DATABASE_URL": url,
        "LOG_LEVEL": "warning",
    }
    settings = Settings.model_validate({key.lower(): value for key, value in environment.items()})
    migrate(settings)
    phones = phones_with_codes(settings, PEOPLE)
    with bare_server() as bare, product_server(environment) as product:
        doors, handles = opened_doors(settings, phones)
        scans = Scans(settings, product.port, doors, handles)
        _spent(product, once_each(scans.fresh(200)), 8, 200, 10)
        for connections in CONNECTIONS:
            yield from _at(name, connections, bare, product, scans)


def _at(
    name: str, connections: int, bare: Server, product: Server, scans: "Scans"
) -> Iterator[Figure]:
    text = cycled([get_request("/text", bare.port)])
    ratios, shares, waits = [], [], []
    for _ in range(ROUNDS):
        whole, seen = _spent(product, once_each(scans.fresh(SCANS)), connections, 200, 60)
        plain, _ = _spent(bare, text, connections, 200, SECONDS / 2)
        ratios.append(whole / plain)
        shares.append(plain / whole)
        waits += seen.seconds
    cuts = quantiles(waits, n=100)
    told = f"{spread(ratios)}; bare route, {connections} connections, in turn; "
    told += f"a bare answer is {median(shares):.0%} of it"
    label = f"verify_admit_{name}_{connections}"
    yield Figure(f"{label}_cpu_ratio", median(ratios), "× bare", told, GOALS[name])
    yield Figure(f"{label}_p50_ms", cuts[49] * 1000, "ms", f"{len(waits)} scans, 0 errors", "")
    yield Figure(f"{label}_p99_ms", cuts[98] * 1000, "ms", f"{len(waits)} scans, 0 errors", "")


class Scans:
    """Requests of door phones: each a new id, and a code that is live now."""

    def __init__(
        self, settings: Settings, port: int, doors: list[str], handles: list[bytes]
    ) -> None:
        """Prepare what every request has: cookies and tokens."""
        ring = FileKeyRing(settings.keys, settings.data)
        key = ring.derived(Kind.BROWSER, "csrf")
        self._heads = [_head(port, door, form_token(key, door)) for door in doors]
        self._codes = [(handle, handle_secret(ring, handle)) for handle in handles]
        self._origin = settings.model_copy(update={"port": port}).origin.upper()
        self._next = iter(zip(cycle(self._heads), cycle(self._codes), strict=False))

    def fresh(self, many: int) -> list[bytes]:
        """Give so many scans of now."""
        return [request for _, request in self.numbered(many)]

    def numbered(self, many: int, temperature: str = "normal") -> list[tuple[UUID, bytes]]:
        """Give so many scans of now, each with its id."""
        now = SystemClock().now()
        found = []
        for head, (handle, secret) in islice(self._next, many):
            token = make_token(handle, secret, step_at(now))
            id_ = event_id(now)
            body = {
                "id": str(id_),
                "at": int(now.timestamp() * 1000),
                "text": f"{self._origin}/C/{token}",
                "temperature": temperature,
                "reading": None,
                "seen": False,
                "refused": "",
                "told": "let_in",
            }
            found.append((id_, _whole(head, json.dumps(body).encode())))
        return found


def _head(port: int, token: str, form: str) -> str:
    return (
        f"POST /verify/admit HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: hc-staff={token}\r\n"
        "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n"
        f"X-CSRFToken: {form}\r\n"
    )


def _whole(head: str, body: bytes) -> bytes:
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def opened_doors(settings: Settings, phones: list[Phone]) -> tuple[list[str], list[bytes]]:
    """Open doors with a phone each, and give every code its handle of today; give their tokens."""
    return asyncio.run(_opened(settings, phones))


async def _opened(settings: Settings, phones: list[Phone]) -> tuple[list[str], list[bytes]]:
    services = open_services(settings)
    try:
        tokens = [new_token() for _ in range(DOORS)]
        for token in tokens:
            await services.db.write(_door, services.context(), token)
        ctx = services.context()
        handles = [await services.db.write(_handle, ctx, phone.holder) for phone in phones]
        return tokens, handles
    finally:
        services.close()


def _door(work: Work, ctx: Context, token: str) -> None:
    door = open_door(work, ctx)
    entrance = door.entrance
    division = entrance.venue.division
    manager = Actor(Role.VENUE, random_id(), division, None, door.venue)
    own = Context(manager, ctx.instant, ctx.ring, ctx.policies, ctx.nonce)
    open_door_phone(work, own, door.venue, entrance.id, division, token)


def _handle(work: Work, ctx: Context, holder: UUID) -> bytes:
    (member,) = members_of(work, ctx.ring, holder)
    return mint_handle(work, ctx, member.person_id, holder)


def _spent(
    server: Server, give: Next, connections: int, status: int, seconds: float
) -> tuple[float, Latencies]:
    """Give the server's processor seconds an answer; every answer must have the status."""
    before = server.cpu_seconds()
    found = asyncio.run(_load(server.port, give, connections, seconds))
    if set(found.statuses) != {status}:
        message = f"expected only {status}, got {dict(found.statuses)}"
        raise RuntimeError(message)
    return (server.cpu_seconds() - before) / len(found.seconds), found


async def _load(port: int, give: Next, connections: int, seconds: float) -> Latencies:
    found, until = Latencies([], Counter()), time.perf_counter() + seconds
    await asyncio.gather(*(_one(port, give, found, until) for _ in range(connections)))
    return found


async def _one(port: int, give: Next, found: Latencies, until: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until and (request := give()) is not None:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        await reader.readexactly(length)
        found.seconds.append(time.perf_counter() - began)
        found.statuses[int(head.split(b" ", 2)[1])] += 1
    writer.close()


def main() -> None:
    """Measure the call and publish its figures."""
    with tempfile.TemporaryDirectory() as name, cluster(DURABLE) as running:
        publish(admit_figures(Path(name), running))


if __name__ == "__main__":
    main()
