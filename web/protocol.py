"""uvicorn's HTTP protocol with a deadline for a request's head, which its own lacks.

A connection that has not sent a whole head in time, or too long a one, is closed: a thousand slow
clients cost a thousand sockets for some seconds, and nobody else anything.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from web.security import HEADERS

HEAD_SECONDS = 15.0
MOST_HEAD = 64 * 1024
_BAD_REQUEST = (
    *HEADERS,
    (b"cache-control", b"no-store"),
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"connection", b"close"),
)


class _Joined:
    """A transport that sends in one piece what is written in one turn of the loop.

    uvicorn writes an answer's head and its body apart, and each piece costs a system call.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Hold what is to be sent until the turn is over."""
        if not self._held:
            self._loop.call_soon(self._send)
        self._held.append(data)

    def close(self) -> None:
        """Send what is held, then close."""
        self._send()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _send(self) -> None:
        if self._held:
            data = b"".join(self._held)
            self._held.clear()
            self._transport.write(data)


class PatientProtocol(HttpToolsProtocol):
    """Waits for a head, but not for ever."""

    _deadline: asyncio.TimerHandle | None = None
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock with the connection."""
        joined: Any = _Joined(transport, self.loop)
        super().connection_made(joined)
        self._start()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the head is whole; close when it is too much."""
        if self._deadline is None and self._idle():
            self._start()
        self._received += len(data)
        super().data_received(data)
        if self._deadline is not None and self._received > MOST_HEAD:
            self._give_up()

    def on_headers_complete(self) -> None:
        """Stop the clock: the head is whole, the application's own limits take over."""
        self._stop()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP: our headers stand on this answer too."""
        length = (b"content-length", str(len(msg)).encode())
        lines = (name + b": " + value for name, value in (*_BAD_REQUEST, length))
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\n" + b"\r\n".join(lines))
        self.transport.write(b"\r\n\r\n" + msg.encode())
        self.transport.close()

    def _idle(self) -> bool:
        cycle: Any = self.cycle  # None before the first request, whatever its annotation says
        return cycle is None or bool(cycle.response_complete)

    def _start(self) -> None:
        self._received = 0
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self, *_: Any) -> None:
        self._stop()
        if not self.transport.is_closing():
            self.transport.close()
