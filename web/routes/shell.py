"""The shell that the service worker keeps: one page without data, for a phone without a network."""

from typing import Any

from litestar import Request, Response, get

from domain.accounts.acts import Act
from web.contexts.shell import shell_page
from web.guards import declares
from web.pages import page
from web.wiring import services


@get("/shell", opt=declares(Act.READ_PUBLIC))
async def shell(request: Request[Any, Any, Any]) -> Response[str]:
    """Show what a phone can show by itself."""
    return page(request, "shell/shell.html", shell_page(services(request)))


ROUTES = [shell]
