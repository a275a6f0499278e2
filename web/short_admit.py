"""The short way of a scan at a door: one live code, one door phone, nothing else (ADR 10, ADR 27).

It answers a plain call alone. Everything else, and everything that is refused, goes on to the
route with its body, which meets it again and words it. What keeps forged calls out is the same code
as the guard's; the session is read by the verb itself, in its transaction.
"""

from domain.accounts.may import may
from domain.admission.plain import admit_by_phone, plain_of
from domain.admission.values import Admitted
from domain.kernel.actor import Actor, Role
from domain.storage.keys import Kind
from web.asgi import App, Message, Receive, Scope, Send, answer, header, replayed
from web.calls import here, read_call, told_of, written
from web.own_form import holds_token, is_from_here
from web.routes.verify_api import ADMIT, admitted
from web.visitor import secrets_in
from web.wiring import Services

_JSON = "application/json"
_HEADERS = ((b"cache-control", b"no-store"),)


class AdmitLayer:
    """Answers plain scans; everything else goes on."""

    def __init__(self, app: App, services: Services) -> None:
        """Stand in front of an app, as far out as there is nothing to do between."""
        self._app, self._services = app, services
        self._open = may(Actor(Role.DOOR), admitted.opt["act"])
        self._host = here(services).host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Admit, or pass on."""
        if not self._may_be_plain(scope):
            await self._app(scope, receive, send)
            return
        first = await receive()
        found = await self._admitted(scope, first)
        if found is None:
            await self._app(scope, replayed(first, receive), send)
            return
        scope["log"]["route"] = ADMIT
        await answer(send, 200, written(told_of(found)), _JSON, _HEADERS)

    def _may_be_plain(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["path"] == ADMIT
            and scope["method"] == "POST"
            and self._open
            and not scope["query_string"]
            and header(scope, b"content-type") == _JSON
        )

    async def _admitted(self, scope: Scope, first: Message) -> Admitted | None:
        """Admit by one statement of each kind; None where there is more to do, or to refuse."""

        def told(name: str) -> str:
            return header(scope, name.encode())

        held = self._services
        secrets = secrets_in(told("cookie"), secure=held.settings.secure)
        if secrets.staff is None or first.get("more_body") or not is_from_here(told):
            return None
        if not holds_token(told, {}, held.ring.derived(Kind.BROWSER, "csrf"), secrets.held()):
            return None
        read = read_call(first.get("body", b""))
        if read is None:
            return None
        ctx = held.context(nonce=read.id)
        plain = plain_of(ctx, read.call(), self._host)
        if plain is None:
            return None
        try:
            return await held.db.write(admit_by_phone, ctx, secrets.staff, plain)
        except Exception:  # noqa: BLE001 - the route meets it again, and words it
            return None
