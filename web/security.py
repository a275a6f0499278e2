"""The outermost layer: headers on every answer, the hosts we answer for, caps on what is sent."""

import asyncio
from collections.abc import Iterable
from urllib.parse import urlsplit

import structlog

from web.asgi import App, Header, Message, Receive, Scope, Send, answer, header
from web.errors import place_of
from web.settings import Settings

MOST_BODY = 64 * 1024
MOST_UPLOADED = {"/venues/import": 1_100_000}
"""Where files are sent: as much as stays in memory, and no more."""
MOST_HEADERS = 32 * 1024
BODY_SECONDS = 20
_TOO_SLOW = 408
_ANY_HOST = frozenset({"/healthz", "/readyz"})
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types default"
)
HEADERS: tuple[Header, ...] = (
    (b"content-security-policy", CSP.encode()),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-embedder-policy", b"require-corp"),
    (b"x-content-type-options", b"nosniff"),
    (b"permissions-policy", b"camera=(self), microphone=(), geolocation=()"),
)
HSTS: Header = (b"strict-transport-security", b"max-age=63072000")


class RefusedError(Exception):
    """A request that is answered before any route: status and a short plain text."""

    def __init__(self, status: int, text: str) -> None:
        """Refuse with a status of RFC 9110."""
        super().__init__(text)
        self.status, self.text = status, text


class SecurityLayer:
    """Stands in front of everything; what it refuses gets the same headers."""

    def __init__(self, app: App, settings: Settings) -> None:
        """Stand in front of an app, for the hosts its settings name."""
        self._app = app
        self._hosts = allowed_hosts(settings)
        self.headers = (*HEADERS, HSTS) if settings.secure else HEADERS
        self._names = frozenset(name for name, _ in self.headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, cap, pass on, and put the headers on whatever comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = self._with_ours(message["headers"])
            await send(message)

        try:
            self._check(scope)
            await self._app(scope, await whole_body(scope, receive), guarded)
        except RefusedError as refusal:
            # RFC 9110, 15.5.9: whoever was too slow is not waited for again.
            last = ((b"connection", b"close"),) if refusal.status == _TOO_SLOW else ()
            head = (*_NO_STORE, *last)
            await answer(guarded, refusal.status, refusal.text.encode(), headers=head)
        except Exception as error:  # noqa: BLE001 - the last resort: never an answer without headers
            structlog.get_logger().error("bug", kind=type(error).__name__, place=place_of(error))
            if not started:
                await answer(guarded, 500, b"Something went wrong here.", headers=_NO_STORE)

    def _with_ours(self, headers: Iterable[Header]) -> list[Header]:
        """Put our headers on an answer's; no-store stands where nothing else was said."""
        kept, told = [], False
        for pair in headers:
            name = pair[0].lower()
            told = told or name == b"cache-control"
            if name not in self._names:
                kept.append(pair)
        return [*kept, *(() if told else _NO_STORE), *self.headers]

    def _check(self, scope: Scope) -> None:
        size, hosts = 0, []
        for name, value in scope["headers"]:
            size += len(name) + len(value)
            if name == b"host":
                hosts.append(value)
        if size > MOST_HEADERS:
            raise RefusedError(431, "Headers too large.")
        if len(hosts) > 1:  # RFC 9112, 3.2
            raise RefusedError(400, "More than one host.")
        host = hosts[0].decode("latin-1").lower() if hosts else ""
        if scope["path"] not in _ANY_HOST and host not in self._hosts:
            raise RefusedError(421, "This server does not answer for that host.")


_NO_STORE = ((b"cache-control", b"no-store"),)


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """Give the Host values answered: the public one, and localhost where we listen there."""
    public = urlsplit(settings.origin).netloc.lower()
    local = {f"{name}:{settings.port}" for name in ("localhost", "127.0.0.1")}
    return frozenset({public, *(local if settings.local else ())})


async def whole_body(scope: Scope, receive: Receive) -> Receive:
    """Read a body within its caps and give it back as one message; raises RefusedError."""
    if scope["method"] in {"GET", "HEAD"}:
        return receive
    try:
        body = await asyncio.wait_for(_read(scope, receive), BODY_SECONDS)
    except TimeoutError:
        raise RefusedError(_TOO_SLOW, "Too slow.") from None
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


async def _read(scope: Scope, receive: Receive) -> bytes:
    length = header(scope, b"content-length")
    most = MOST_UPLOADED.get(scope["path"], MOST_BODY)
    if length.isdecimal() and int(length[:12]) > most:
        raise RefusedError(413, "Too large.")
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RefusedError(400, "Cut short.")
        body += message.get("body", b"")
        if len(body) > most:
            raise RefusedError(413, "Too large.")
        if not message.get("more_body"):
            return bytes(body)
