"""The verify page of a door: the camera, a typed code without scripts, the phone's shell."""

from typing import Any

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.admission.admit import admit
from domain.healthcode.check import limits_of
from web.calls import service_of
from web.contexts.verify import answer_page, here, standing, verify_page
from web.doorforms import read_form
from web.forms import entries_of
from web.guards import declares
from web.pages import page
from web.visitor import visitor
from web.wiring import services

_PAGE = "verify/verify.html"
_Request = Request[Any, Any, Any]


@get("/verify", opt=declares(Act.VERIFY))
async def verify(request: _Request) -> Response[str]:
    """Show the camera at the door where one stands."""
    held = services(request)
    ctx = held.context(visitor().actor)
    door = await held.db.read(standing, ctx)
    return page(request, _PAGE, verify_page(held, door, limits_of(ctx), ctx.instant))


@post("/verify", opt=declares(Act.VERIFY), status_code=200)
async def verified(request: _Request) -> Response[str]:
    """Answer on the spot: what was scanned goes into no address, so there is no 303."""
    held, entries = services(request), await entries_of(request)
    ctx = held.context(visitor().actor)
    door = await held.db.read(standing, ctx)
    call = read_form(entries, ctx.instant)
    if call is None:
        empty = verify_page(held, door, limits_of(ctx), ctx.instant, empty=True)
        return page(request, _PAGE, empty, 422)
    found = await held.db.write(
        admit, held.context(ctx.actor, call.id), call.call(), service_of(held)
    )
    return page(request, _PAGE, answer_page(held, door, ctx, call, found))


@get("/verify/now", opt=declares(Act.VERIFY))
async def now(request: _Request) -> Response[dict[str, Any]]:
    """Tell a door's phone what its door is, the time, and the token that it sends with."""
    held = services(request)
    ctx = held.context(visitor().actor)
    door = await held.db.read(standing, ctx)
    told = {"here": here(held, door, limits_of(ctx), ctx.instant), "csrf": visitor().csrf_token()}
    return Response(told, headers={"Cache-Control": "no-store"})


@get("/verify/shell", opt=declares(Act.READ_PUBLIC))
async def shell(request: _Request) -> Response[str]:
    """Show what a door's phone keeps for when there is no network: words, and no data."""
    held = services(request)
    ctx = held.context(visitor().actor)
    return page(request, _PAGE, verify_page(held, None, limits_of(ctx), ctx.instant))


ROUTES = [verify, verified, now, shell]
"""The page, its answer without scripts, what its phone asks again, and the shell."""
