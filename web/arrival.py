"""The layers next to the framework: who is asking and in which language, and packing pages."""

import secrets
import struct
import zlib

from domain.storage.keys import Kind
from web.asgi import App, Message, Receive, Scope, Send, header, replaced
from web.i18n import use_language
from web.visitor import enter, read_visitor
from web.wiring import Services

_LEAST = 600
_LEVEL = 1
_GZIP_WITH_NAME = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"


class VisitorLayer:
    """Reads the visitor before the routing, so that a 404 speaks the reader's language too."""

    def __init__(self, app: App, services: Services) -> None:
        """Stand in front of the framework."""
        self._app, self._services = app, services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Enter the visitor, and send their changed cookies with the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        key = self._services.ring.derived(Kind.BROWSER, "csrf")
        found = read_visitor(scope, secure=self._services.settings.secure, csrf_key=key)
        enter(found)
        use_language(found.language)

        async def with_cookies(message: Message) -> None:
            if found.cookies and message["type"] == "http.response.start":
                fresh = [(b"set-cookie", value.encode()) for value in found.cookies]
                message["headers"] = [*message["headers"], *fresh]
            await send(message)

        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self._app(asked, receive, with_cookies)
        finally:
            scope["log"]["route"] = asked.get("path_template", "-")


class PackingLayer:
    """Gzips text answers that come whole; static files come packed already."""

    def __init__(self, app: App) -> None:
        """Stand in front of an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the head back until the body tells whether packing is worth it."""
        if scope["type"] != "http" or "gzip" not in header(scope, b"accept-encoding"):
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def packing(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            if held:
                await send(_packed(held.pop(), message))
            await send(message)

        await self._app(scope, receive, packing)


def _packed(start: Message, message: Message) -> Message:
    """Pack a whole text body in place and give the head that fits it."""
    body = message.get("body", b"")
    headers = dict(start["headers"])
    kind = headers.get(b"content-type", b"")
    if (
        message.get("more_body")
        or len(body) < _LEAST
        or b"no-transform" in headers.get(b"cache-control", b"")
        or not kind.startswith((b"text/", b"application/json"))
    ):
        return start
    message["body"] = pack(body)
    fresh = [
        (b"content-encoding", b"gzip"),
        (b"content-length", str(len(message["body"])).encode()),
    ]
    return {**start, "headers": replaced(start["headers"], fresh)}


def pack(body: bytes) -> bytes:
    """Gzip with a file name of random length, so that lengths tell little of a page (BREACH)."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(body) + packer.flush()
    name = b"a" * secrets.randbelow(48) + b"\0"
    return (
        _GZIP_WITH_NAME
        + name
        + packed
        + struct.pack("<II", zlib.crc32(body), len(body) & 0xFFFFFFFF)
    )
