"""The short way of the large button behind a poster: one tap of one known phone (ADR 10, ADR 26).

It answers one case alone: a plain form of our own, whole, for whom the phone shows. Everything
else, and everything that is refused, goes on to the route with its body, which meets it again and
words it. What keeps forged forms out is the same code as the guard's.
"""

from uuid import UUID

from domain.accounts.may import may
from domain.kernel.actor import Actor, Role
from domain.storage.keys import Kind
from domain.venues.check_in import WITH
from domain.venues.serials import PATH, read_serial
from domain.venues.tapping import tap_of_browser
from web.asgi import App, Message, Receive, Scope, Send, answer, header, replayed
from web.csrf import FIELD
from web.forms import Entries, is_form_type, one, read_entries
from web.own_form import holds_token, is_from_here
from web.routes.poster import ACT, HERE, POSTER, WAY, tap, tap_in
from web.visitor import secrets_in
from web.wiring import Services

_PLAIN = frozenset({ACT, WAY, WITH, FIELD})


class TapLayer:
    """Answers plain taps; everything else goes on."""

    def __init__(self, app: App, services: Services) -> None:
        """Stand in front of an app, as far out as there is nothing to do between."""
        self._app, self._services = app, services
        self._open = may(Actor(Role.HOLDER), tap.opt["act"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Register, or pass on."""
        if not self._may_be_plain(scope):
            await self._app(scope, receive, send)
            return
        first = await receive()
        if await self._registered(scope, first):
            scope["log"]["route"] = POSTER
            await answer(send, 303, b"", headers=((b"location", HERE.encode()),))
            return
        await self._app(scope, replayed(first, receive), send)

    def _may_be_plain(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] == "POST"
            and scope["path"].startswith(PATH)
            and self._open
            and not scope["query_string"]
            and is_form_type(header(scope, b"content-type"))
        )

    async def _registered(self, scope: Scope, first: Message) -> bool:
        """Register whom the phone shows; tell whether that was all there was to do."""

        def told(name: str) -> str:
            return header(scope, name.encode())

        held, serial = self._services, read_serial(scope["path"].removeprefix(PATH))
        secrets = secrets_in(told("cookie"), secure=held.settings.secure)
        token = secrets.browser
        if serial is None or token is None or first.get("more_body") or not is_from_here(told):
            return False
        entries = read_entries(first.get("body", b""))
        act, key = _act_of(entries), held.ring.derived(Kind.BROWSER, "csrf")
        if act is None or not holds_token(told, entries, key, secrets.held()):
            return False
        ctx = held.context(nonce=act)
        try:
            done = await held.db.write(tap_of_browser, ctx, token, tap_in(serial, entries))
        except Exception:  # noqa: BLE001 - the route meets it again, and words it
            return False
        return done is not None


def _act_of(entries: Entries) -> UUID | None:
    """Give the id of a plain tap's form; None for a form that says more, or less."""
    if not entries.keys() <= _PLAIN or len(entries.get(WITH, ())) != 1:
        return None
    try:
        return UUID(one(entries, ACT))
    except ValueError:
        return None
