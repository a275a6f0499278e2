"""A gateway in front of a running server, which a test lets refuse or hold back some addresses."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers import Server
from web.asgi import Receive, Scope, Send, answer

PAGE = b"<!doctype html><html lang=en><title>Gateway</title><h1>Gateway</h1>"


@contextmanager
def refusing(server: Server, status: int, *paths: str) -> Iterator[None]:
    """Answer these addresses with a page of the gateway's own."""

    async def refuse(_scope: Scope, _receive: Receive, send: Send) -> None:
        await answer(send, status, PAGE, "text/html; charset=utf-8")

    with _before(server, refuse, paths):
        yield


@contextmanager
def holding(server: Server, *paths: str) -> Iterator[None]:
    """Answer nothing at these addresses until the end of the block, then 504 to what waited."""
    over = asyncio.Event()

    async def hold(_scope: Scope, _receive: Receive, send: Send) -> None:
        await over.wait()
        await answer(send, 504, PAGE, "text/html; charset=utf-8")

    try:
        with _before(server, hold, paths):
            yield
    finally:
        server.loop.call_soon_threadsafe(over.set)


@contextmanager
def _before(server: Server, instead: object, paths: tuple[str, ...]) -> Iterator[None]:
    before = server.app._app

    async def gateway(scope: Scope, receive: Receive, send: Send) -> None:
        chosen = scope["type"] == "http" and scope["path"] in paths
        await (instead if chosen else before)(scope, receive, send)  # type: ignore[operator] # an App

    server.app._app = gateway
    try:
        yield
    finally:
        server.app._app = before
