"""A short way for the code page, which doors wait for (ADR 10).

Like the poll's it answers one case alone: a known browser, not its first coming of the day, whose
code still holds and is named for today. Everything else goes on to the route, which does the rest.
"""

from domain.accounts.may import may
from domain.healthcode.show import shown_of_browser
from domain.healthcode.values import ShownCode
from domain.kernel.actor import Actor, Role
from domain.policy.context import Context
from web.asgi import App, Receive, Scope, Send, answer, header
from web.contexts.code import code_page
from web.pages import HTML, PAGE_HEADERS, Templates, rendered
from web.routes.code import CODE, CODE_PAGE, code
from web.visitor import visitor
from web.wiring import Services

_HEADERS = tuple((name.lower().encode(), value.encode()) for name, value in PAGE_HEADERS.items())


class ShowingLayer:
    """Answers with the page of a code that holds; everything else goes on."""

    def __init__(self, app: App, services: Services, templates: Templates) -> None:
        """Stand in front of an app, behind the layer that enters the visitor."""
        self._app, self._services, self._templates = app, services, templates
        # Only a holder's token leads to a code, so this is the one role that can be asking.
        self._open = may(Actor(Role.HOLDER), code.opt["act"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 200 with the whole page."""
        if not self._plain(scope):
            await self._app(scope, receive, send)
            return
        ctx = self._services.context()
        found = await self._shown(ctx)
        if found is None or found.stale or found.handle is None:
            await self._app(scope, receive, send)
            return
        scope["path_template"] = CODE
        context = code_page(found, ctx, self._services.settings.origin)
        text = rendered(self._templates, CODE_PAGE, context)
        await answer(send, 200, text.encode(), HTML, _HEADERS)

    def _plain(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["path"] == CODE
            and scope["method"] == "GET"
            and self._open
            and not scope["query_string"]
            and not header(scope, b"hx-request-type")
        )

    async def _shown(self, ctx: Context) -> ShownCode | None:
        token = visitor().token
        if token is None:
            return None
        try:
            return await self._services.db.read(shown_of_browser, ctx, token)
        except Exception:  # noqa: BLE001 - the route meets it again, and words it
            return None
