"""Strange and oversized requests are answered, briefly, and nobody else notices."""

import contextlib
import socket
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers import Server
from web import protocol
from web.forms import MOST_FIELDS, read_entries
from web.protocol import MOST_HEAD


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({}, b"a" * (64 * 1024 + 1), 413),
        ({"X-Long": "a" * 40_000}, b"", 431),
        ({}, b"a" * (64 * 1024), 403),
    ],
)
def test_what_is_too_large(
    client: httpx.Client, headers: dict[str, str], content: bytes, status: int
) -> None:
    assert client.post("/probe", headers=headers, content=content).status_code == status


def _raw(server: Server, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.settings.port), timeout=10) as opened:
        opened.sendall(sent)
        opened.shutdown(socket.SHUT_WR)
        received = b""
        while chunk := opened.recv(65536):
            received += chunk
        return received


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01",
        b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    ],
)
def test_what_is_no_http(probe: Server, client: httpx.Client, sent: bytes) -> None:
    received = _raw(probe, sent)
    assert received == b"" or received.startswith(b"HTTP/1.1 4")
    assert client.get("/healthz").status_code == 200


def test_an_endless_head_is_cut(probe: Server) -> None:
    with socket.create_connection(("127.0.0.1", probe.settings.port), timeout=10) as opened:
        with contextlib.suppress(OSError):
            opened.sendall(b"GET / HTTP/1.1\r\n" + b"X-Long: aaaaaaaaaaaaaaaaaaaa\r\n" * MOST_HEAD)
        try:
            received = opened.recv(1000)
        except ConnectionError:
            received = b""
    assert received == b""


def test_a_head_that_never_ends_is_given_up(probe: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.2)
    with socket.create_connection(("127.0.0.1", probe.settings.port), timeout=10) as opened:
        opened.sendall(b"GET / HTTP/1.1\r\nHost: local")
        assert opened.recv(1000) == b""


def test_a_length_too_large_is_refused_before_the_body(probe: Server) -> None:
    host = probe.settings.origin.removeprefix("http://").encode()
    head = b"POST /probe HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 99999999999\r\n\r\n"
    with socket.create_connection(("127.0.0.1", probe.settings.port), timeout=10) as opened:
        opened.sendall(head)
        assert opened.recv(1000).startswith(b"HTTP/1.1 413")


@given(st.binary(max_size=3000))
def test_no_body_crashes_the_reader(body: bytes) -> None:
    for name, values in read_entries(body).items():
        assert isinstance(name, str)
        assert all(isinstance(value, str) for value in values)


def test_fields_beyond_the_cap_are_not_read() -> None:
    body = urlencode([(f"f{at}", "x") for at in range(MOST_FIELDS * 3)]).encode()
    assert len(read_entries(body)) == MOST_FIELDS


def test_repeated_and_blank_fields_are_kept_in_order() -> None:
    assert read_entries("a=1&b=&a=二&c".encode()) == {"a": ["1", "二"], "b": [""], "c": [""]}
