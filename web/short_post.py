"""Short ways for what is posted at doors all the time: a tap at a poster, a scan (ADR 10).

Each answers one case alone: a plain post of our own page, whole, by a known browser. Everything
else, and everything that is refused, goes on to the route with its body, which meets it again and
words it. What keeps forged posts out is the same code as the guard's. Another one is another row.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from litestar.handlers import HTTPRouteHandler

from domain.accounts.may import may
from domain.kernel.actor import Actor, Role
from domain.storage.keys import Kind
from web.asgi import App, Message, Receive, Scope, Send, header, replayed
from web.forms import Entries
from web.own_form import holds_token, is_from_here
from web.visitor import Secrets, secrets_in
from web.wiring import Services

Asked = TypeVar("Asked")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class ShortPost(Generic[Asked, Done]):
    """One row: an address, the route that answers it otherwise, for whom, and what is done instead.

    `serves` tells by the path, and `takes` by the type of the body, whether it may be one; `token`
    says which secret names who asks; `entries` reads what of a body may hold the form's token;
    `read` gives what is asked, None for what is more than plain; `take` does it, None where there
    is more to it; `send` answers.
    """

    path: str
    route: HTTPRouteHandler
    role: Role
    serves: Callable[[str], bool]
    takes: Callable[[str], bool]
    token: Callable[[Secrets], str | None]
    entries: Callable[[bytes], Entries]
    read: Callable[[str, bytes, Entries], Asked | None]
    take: Callable[[str, Asked], Awaitable[Done | None]]
    send: Callable[[Send, Done], Awaitable[None]]


class ShortPostLayer(Generic[Asked, Done]):
    """Answers by one short way; everything else goes on."""

    def __init__(self, app: App, services: Services, way: ShortPost[Asked, Done]) -> None:
        """Stand in front of an app, as far out as there is nothing to do between."""
        self._app, self._services = app, services
        self._way: ShortPost[Asked, Done] = way
        self._open = may(Actor(way.role), way.route.opt["act"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Do it, or pass on."""
        if not self._may_be_plain(scope):
            await self._app(scope, receive, send)
            return
        first = await receive()
        done = await self._done(scope, first)
        if done is None:
            await self._app(scope, replayed(first, receive), send)
            return
        scope["log"]["route"] = self._way.path
        await self._way.send(send, done)

    def _may_be_plain(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] == "POST"
            and self._way.serves(scope["path"])
            and self._open
            and not scope["query_string"]
            and self._way.takes(header(scope, b"content-type"))
        )

    async def _done(self, scope: Scope, first: Message) -> Done | None:
        """Do what a body that came whole asks for; None where there is more to do, or to refuse."""

        def told(name: str) -> str:
            return header(scope, name.encode())

        held, way, body = self._services, self._way, first.get("body", b"")
        secrets = secrets_in(told("cookie"), secure=held.settings.secure)
        token = way.token(secrets)
        if token is None or first.get("more_body") or not is_from_here(told):
            return None
        entries, key = way.entries(body), held.ring.derived(Kind.BROWSER, "csrf")
        if not holds_token(told, entries, key, secrets.held()):
            return None
        asked = way.read(scope["path"], body, entries)
        if asked is None:
            return None
        try:
            return await way.take(token, asked)
        except Exception:  # noqa: BLE001 - the route meets it again, and words it
            return None
