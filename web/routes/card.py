"""The public card: what any camera opens, and no record of who looked."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from domain.accounts.acts import Act
from domain.healthcode.look import look
from domain.healthcode.values import Look
from web.contexts.card import card_page
from web.guards import declares
from web.pages import page
from web.visitor import visitor
from web.wiring import services


@get("/C/{token:str}", opt=declares(Act.OPEN_CARD))
async def card(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[str]:
    """Show colour, masked name and times of a live QR; say what is wrong with any other."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found = await held.db.read(look, ctx, token)
    status = 404 if found.look is Look.UNKNOWN else 200
    return page(request, "card/card.html", card_page(found, ctx), status)


ROUTES = [card]
