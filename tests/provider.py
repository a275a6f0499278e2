"""A provider of text messages, or a push service, on this machine: notes what it is handed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

WAIT_SECONDS = 60


@dataclass(frozen=True)
class Handed:
    """One request: its path, headers by lower-case name, and body."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Provider:
    """What was handed over, and how it answers: with the next status, or 201 where none is left.

    While `answers` is not set it holds every answer back; `called` tells that somebody waits.
    """

    address: str
    statuses: list[int] = field(default_factory=list)
    handed: list[Handed] = field(default_factory=list)
    answers: threading.Event = field(default_factory=threading.Event)
    called: threading.Event = field(default_factory=threading.Event)
    location: str = ""

    def answer(self, handed: Handed) -> int:
        self.handed.append(handed)
        self.called.set()
        self.answers.wait(WAIT_SECONDS)
        return self.statuses.pop(0) if self.statuses else 201


@contextmanager
def provider(tls: SSLContext | None = None) -> Iterator[Provider]:
    """Listen on a free port of this machine until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status = found.answer(Handed(self.path, headers, self.rfile.read(length)))
            try:
                self.send_response(status)
                if found.location:
                    self.send_header("Location", found.location)
                self.send_header("Content-Length", "0")
                self.end_headers()
            except OSError:
                pass  # Whoever asked was killed meanwhile.

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "http" if tls is None else "https"
    found = Provider(f"{scheme}://localhost:{server.server_address[1]}")
    found.answers.set()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.answers.set()
        server.shutdown()
        server.server_close()
        thread.join(WAIT_SECONDS)
