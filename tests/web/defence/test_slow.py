"""T32, slow clients: hundreds that never finish cost the others nothing, and are let go."""

import contextlib
import socket
from collections.abc import Iterator

import pytest

from tests.servers import Server
from tests.tallies import Tally
from tests.web.defence.phones import Phone
from tests.web.defence.wire import connect
from web import protocol, security

_SECONDS = 3.0
_ASKED = 40


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server wait for seconds where it waits for a quarter of a minute."""
    monkeypatch.setattr(protocol, "HEAD_SECONDS", _SECONDS)
    monkeypatch.setattr(security, "BODY_SECONDS", _SECONDS)


def _halves(host: str) -> Iterator[bytes]:
    """Give the beginnings of requests of which no more will come."""
    head = f"POST /declare/who HTTP/1.1\r\nHost: {host}\r\n".encode()
    while True:
        yield b""
        yield b"GET / HTTP/1.1\r\nHost: local"
        yield head + b"X-a: b\r\n"
        yield head + b"Content-Length: 60000\r\n\r\nname=x"
        yield head + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"


def _hold(server: Server, count: int, stack: contextlib.ExitStack) -> list[socket.socket]:
    halves = _halves(f"localhost:{server.settings.port}")
    held = []
    for _, sent in zip(range(count), halves, strict=False):
        held.append(stack.enter_context(connect(server)))
        held[-1].sendall(sent)
    return held


def _starve(server: Server, others: Phone, count: int) -> None:
    with contextlib.ExitStack() as stack:
        waiting = _hold(server, count, stack)
        statuses = [others.client.get("/help").status_code for _ in range(_ASKED)]
        assert statuses == [200] * _ASKED
        token = others.token()
        sent = {"name": "王秀英", "phone": "14000000000", "csrf": token}
        assert others.client.post("/declare/who", data=sent).status_code == 303
        ends = [_end(each) for each in waiting]
    assert all(end == b"" or end.startswith(b"HTTP/1.1 4") for end in ends)


def _end(opened: socket.socket) -> bytes:
    """Read until the server lets go; a socket that it never lets go of fails by its timeout."""
    received = b""
    with contextlib.suppress(ConnectionError):
        while chunk := opened.recv(65536):
            received += chunk
    return received


@pytest.mark.usefixtures("impatient")
def test_two_hundred_slow_clients(held: Server, bare: Phone, tally: Tally) -> None:
    _starve(held, bare, 200)
    tally("T32", slow_clients=200, others_served=_ASKED + 2)


@pytest.mark.prove
@pytest.mark.usefixtures("impatient")
def test_five_hundred_slow_clients(held: Server, bare: Phone, tally: Tally) -> None:
    _starve(held, bare, 500)
    tally("T32", slow_clients=500, others_served=_ASKED + 2)
