"""A load of keep-alive connections, bounded in time, that counts answers and their statuses."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Next = Callable[[], bytes | None]


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: answers by status, the seconds it ran, those that each answer took."""

    statuses: Counter[int]
    seconds: float
    spent: tuple[float, ...] = ()

    @property
    def answers(self) -> int:
        """Give how many answers came."""
        return self.statuses.total()

    def took_ms(self, share: float) -> float:
        """Give the milliseconds within which such a share of the answers came."""
        return sorted(self.spent)[int(share * (len(self.spent) - 1))] * 1000


def get_request(path: str, port: int, cookie: str = "", extra: str = "") -> bytes:
    """Build a GET as a browser on this machine would send it."""
    cookies = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{cookies}{extra}\r\n".encode()


def form_request(path: str, port: int, cookie: str, body: str, extra: str = "") -> bytes:
    """Build a POST of a form."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\n"
        "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"{extra}Content-Length: {len(body.encode())}\r\n\r\n"
    )
    return (head + body).encode()


def cycled(requests: list[bytes]) -> Next:
    """Give requests round and round, for reads."""

    def endless() -> Iterator[bytes]:
        while True:
            yield from requests

    requests_without_end = endless()
    return lambda: next(requests_without_end)


def once_each(requests: list[bytes]) -> Next:
    """Give each request once, for writes; the load ends with them."""
    left = iter(requests)
    return lambda: next(left, None)


def run(port: int, give: Next, connections: int, seconds: float) -> Load:
    """Send requests over so many connections for so long, or until they are used up."""
    return asyncio.run(_run(port, give, connections, seconds))


async def _run(port: int, give: Next, connections: int, seconds: float) -> Load:
    statuses: Counter[int] = Counter()
    spent: list[float] = []
    began = time.perf_counter()
    until = began + seconds
    await asyncio.gather(*(_one(port, give, statuses, spent, until) for _ in range(connections)))
    return Load(statuses, time.perf_counter() - began, tuple(spent))


async def _one(
    port: int, give: Next, statuses: Counter[int], spent: list[float], until: float
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (began := time.perf_counter()) < until and (request := give()) is not None:
        writer.write(request)
        statuses[await _answer(reader)] += 1
        spent.append(time.perf_counter() - began)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    if length:
        await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])
