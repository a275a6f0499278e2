"""The calls of a door's device: one scan to its verdict, and what it admitted without a network."""

from typing import Any

from litestar import Request, Response, post

from domain.accounts.acts import Act
from domain.admission.admit import admit
from domain.admission.deliver import deliver
from web.calls import Taken, read_call, read_delivery, service_of, told_of, written
from web.guards import declares
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
ADMIT = "/verify/admit"
_PLAIN = {"Cache-Control": "no-store"}


@post(ADMIT, opt=declares(Act.VERIFY), status_code=200)
async def admitted(request: _Request) -> Response[bytes]:
    """Take one scan; 422 for what is no call."""
    held, call = services(request), read_call(await request.body())
    if call is None:
        return _answer({"error": "unreadable"}, 422)
    ctx = held.context(visitor().actor, call.id)
    found = await held.db.write(admit, ctx, call.call(), service_of(held))
    return _answer(told_of(found))


@post("/verify/deliver", opt=declares(Act.DELIVER), status_code=200)
async def delivered(request: _Request) -> Response[bytes]:
    """Take what was admitted without a network; each counts once, however often it comes."""
    held, own = services(request), visitor().actor.venue
    read = read_delivery(await request.body(), own)
    if read is None:
        return _answer({"error": "unreadable"}, 422)
    calls = tuple(each.call() for each in read if each is not None)
    ctx = held.context(visitor().actor)
    found = await held.db.write(deliver, ctx, calls, service_of(held))
    pairs = list(zip(calls, found, strict=True))
    otherwise = {str(call.id): each.key for call, each in pairs if each.otherwise}
    refused = [at for at, each in enumerate(read) if each is None]
    return _answer(Taken([call.id for call in calls], otherwise, refused))


def _answer(value: object, status: int = 200) -> Response[bytes]:
    return Response(
        written(value), status_code=status, media_type="application/json", headers=_PLAIN
    )


ROUTES = [admitted, delivered]
"""The scan and the delivery."""
