"""The first page and the help page; a phone that has a code goes straight to it."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromQuery

from domain.accounts.acts import Act
from web.contexts.home import home_page
from web.guards import declares
from web.pages import page, see_other
from web.visitor import visitor


@get("/", opt=declares(Act.READ_PUBLIC))
async def home(request: Request[Any, Any, Any], channel: FromQuery[str] = "") -> Response[Any]:
    """Show the way in, or the code of a phone that has one."""
    holder = visitor().holder
    if holder is not None and holder.person_id is not None:
        return see_other("/code")
    return page(request, "home/home.html", home_page(channel))


@get("/help", opt=declares(Act.READ_PUBLIC))
async def help_(request: Request[Any, Any, Any]) -> Response[str]:
    """Say what the colours mean, what one may ask for, and whom to call."""
    return page(request, "home/help.html")


ROUTES = [home, help_]
