"""A short way for the poll, asked by every open code every half minute (ADR 10).

It answers one case alone: a known browser whose code still holds. Whatever else there is, a
renewal, a refusal, a language to keep or a fault, goes on to the route, which meets it again and
words it. Who may poll is what the route declares.
"""

from domain.accounts.may import may
from domain.healthcode.show import pulse_of_browser
from domain.healthcode.values import Pulse
from domain.kernel.actor import Actor, Role
from web.asgi import App, Receive, Scope, Send, answer, header
from web.contexts.code import etag_of
from web.routes.code import PULSE, code_pulse
from web.visitor import browser_token
from web.wiring import Services


class PollingLayer:
    """Answers the poll of a code that holds; everything else goes on."""

    def __init__(self, app: App, services: Services) -> None:
        """Stand in front of an app."""
        self._app, self._services = app, services
        # Only a holder's token leads to a code, so this is the one role that can be asking.
        self._open = may(Actor(Role.HOLDER), code_pulse.opt["act"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 304 for the same entity tag, else 200 with the colour."""
        found = None
        if scope["type"] == "http" and scope["path"] == PULSE and self._plain(scope):
            found = await self._pulse(scope)
        if found is None or found.stale:
            await self._app(scope, receive, send)
            return
        scope["log"]["route"] = PULSE
        tag = etag_of(found)
        same = header(scope, b"if-none-match") == tag
        headers = ((b"etag", tag.encode()), (b"cache-control", b"no-store"))
        body = b"" if same else found.colour.value.encode()
        await answer(send, 304 if same else 200, body, headers=headers)

    def _plain(self, scope: Scope) -> bool:
        return self._open and scope["method"] == "GET" and not scope["query_string"]

    async def _pulse(self, scope: Scope) -> Pulse | None:
        held = self._services
        token = browser_token(header(scope, b"cookie"), secure=held.settings.secure)
        if token is None:
            return None
        try:
            return await held.db.read(pulse_of_browser, held.context(), token)
        except Exception:  # noqa: BLE001 - the route meets it again, and words it
            return None
