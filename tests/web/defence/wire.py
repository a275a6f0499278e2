"""Requests byte by byte over a socket of one's own: what no well-behaved client would send."""

import select
import socket
from contextlib import suppress
from dataclasses import dataclass

from tests.servers import Server

_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer as it came: its status (0 where the connection was closed), its head, its body."""

    status: int
    head: str
    body: bytes

    def values(self, name: str) -> list[str]:
        """Give every value of a header."""
        pairs = (line.partition(":") for line in self.head.splitlines()[1:])
        return [value.strip() for key, _, value in pairs if key.lower() == name.lower()]


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.settings.port), timeout=20)


def raw(server: Server, sent: bytes) -> Raw:
    """Send bytes and read until the server has closed; where it waits for more, say there is none.

    Not at once: uvicorn lets go of a connection whose other side has ended, answered or not.
    """
    with connect(server) as opened:
        with suppress(OSError):
            opened.sendall(sent)
        if not select.select([opened], [], [], _PATIENCE)[0]:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_WR)
        return answer_of(_rest(opened))


def answer_of(received: bytes) -> Raw:
    """Take a whole answer apart."""
    if not received:
        return Raw(0, "", b"")
    head, _, body = received.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    return Raw(int(text.split(" ", 2)[1]), text, body)


def _rest(opened: socket.socket) -> bytes:
    received = b""
    with suppress(OSError):
        while chunk := opened.recv(65536):
            received += chunk
    return received


def request(
    method: str, target: str, host: str | None, headers: tuple[str, ...] = (), body: bytes = b""
) -> bytes:
    """Write a request that asks for the connection to be closed after it."""
    lines = [f"{method} {target} HTTP/1.1", "Connection: close", *headers]
    lines += [] if host is None else [f"Host: {host}"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
