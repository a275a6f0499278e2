"""Short ways for what is asked for all the time: the poll of an open code, and its page (ADR 10).

Each answers one case alone: a plain GET by a known browser whose code still holds. Whatever else
there is, a renewal, a refusal, a language to keep or a fault, goes on to the route, which meets it
again and words it. Who may ask is what the route declares. Another short way is another row.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from litestar.handlers import HTTPRouteHandler

from domain.accounts.may import may
from domain.healthcode.show import pulse_of_browser, shown_of_browser
from domain.healthcode.values import Pulse, ShownCode
from domain.kernel.actor import Actor, Role
from domain.policy.context import Context
from domain.storage.work import Work
from web.asgi import App, Receive, Scope, Send, answer, header
from web.contexts.code import code_page, etag_of
from web.pages import HTML, PAGE_HEADERS, Templates, rendered
from web.routes.code import CODE, CODE_PAGE, PULSE, code, code_pulse
from web.visitor import browser_token, visitor
from web.wiring import Services

Found = TypeVar("Found", Pulse, ShownCode)
_HEADERS = tuple((name.lower().encode(), value.encode()) for name, value in PAGE_HEADERS.items())


@dataclass(frozen=True, slots=True)
class ShortWay(Generic[Found]):
    """One row: an address, the route that answers it otherwise, and what is done instead.

    `token` gives the browser's token, None where the route is to answer; `read` is the one read,
    None for nobody known; `holds` tells that nothing is to be done first; `send` answers.
    """

    path: str
    route: HTTPRouteHandler
    token: Callable[[Scope], str | None]
    read: Callable[[Work, Context, str], Found | None]
    holds: Callable[[Found], bool]
    send: Callable[[Scope, Send, Context, Found], Awaitable[None]]


class ShortLayer(Generic[Found]):
    """Answers by one short way; everything else goes on."""

    def __init__(self, app: App, services: Services, way: ShortWay[Found]) -> None:
        """Stand in front of an app."""
        self._app, self._services = app, services
        self._way: ShortWay[Found] = way
        # Only a holder's token leads to a code, so this is the one role that can be asking.
        self._open = may(Actor(Role.HOLDER), way.route.opt["act"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer where the code holds."""
        way = self._way
        token = way.token(scope) if self._plain(scope) else None
        if token is None:
            await self._app(scope, receive, send)
            return
        ctx = self._services.context()
        found = await self._found(ctx, token)
        if found is None or not way.holds(found):
            await self._app(scope, receive, send)
            return
        # The one is read where the visitor's layer stands in front, the other where none does.
        scope["path_template"] = scope["log"]["route"] = way.path
        await way.send(scope, send, ctx, found)

    def _plain(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["path"] == self._way.path
            and self._open
            and scope["method"] == "GET"
            and not scope["query_string"]
        )

    async def _found(self, ctx: Context, token: str) -> Found | None:
        try:
            return await self._services.db.read(self._way.read, ctx, token)
        except Exception:  # noqa: BLE001 - the route meets it again, and words it
            return None


def poll_way(services: Services) -> ShortWay[Pulse]:
    """Give the poll's row: 304 for the same entity tag, else the colour. It stands outermost."""
    secure = services.settings.secure

    def token(scope: Scope) -> str | None:
        return browser_token(header(scope, b"cookie"), secure=secure)

    return ShortWay(PULSE, code_pulse, token, pulse_of_browser, _fresh, _send_pulse)


def page_way(services: Services, templates: Templates) -> ShortWay[ShownCode]:
    """Give the code page's row, behind the layer that enters the visitor.

    A browser's first coming of a day and a code not named for today go on to the route.
    """
    origin = services.settings.origin

    async def send_page(_scope: Scope, send: Send, ctx: Context, found: ShownCode) -> None:
        text = rendered(templates, CODE_PAGE, code_page(found, ctx, origin))
        await answer(send, 200, text.encode(), HTML, _HEADERS)

    return ShortWay(CODE, code, _whole_page_of, shown_of_browser, _named, send_page)


def _fresh(found: Pulse) -> bool:
    return not found.stale


async def _send_pulse(scope: Scope, send: Send, _ctx: Context, found: Pulse) -> None:
    tag = etag_of(found)
    same = header(scope, b"if-none-match") == tag
    headers = ((b"etag", tag.encode()), (b"cache-control", b"no-store"))
    body = b"" if same else found.colour.value.encode()
    await answer(send, 304 if same else 200, body, headers=headers)


def _whole_page_of(scope: Scope) -> str | None:
    return None if header(scope, b"hx-request-type") else visitor().token


def _named(found: ShownCode) -> bool:
    everybody = (found, *found.beside)
    return all(not each.stale and each.handle is not None for each in everybody)
