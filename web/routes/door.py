"""Where a door phone begins a shift: the secret of its manager's QR, or the letters."""

from typing import Any

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.accounts.shifts import take_shift
from domain.kernel.tokens import new_token
from web.contexts.shifts import PATH, door_page
from web.forms import entries_of, one
from web.guards import declares
from web.network import network_of
from web.pages import page, see_other
from web.proofs import staff_way_back
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_DOOR = "/verify"


@get(PATH, opt=declares(Act.SIGN_IN))
async def ask(request: _Request) -> Response[str]:
    """Ask for the letters; a script takes the secret from behind the address's #."""
    return page(request, "staff/door.html", door_page("", None))


@post(PATH, opt=declares(Act.SIGN_IN))
async def begin(request: _Request) -> Response[Any]:
    """Take the shift: this phone is the door's until it ends."""
    typed, held, token = one(await entries_of(request), "letters"), services(request), new_token()
    network = network_of(request, held.ring)
    fault = await held.db.write(take_shift, held.context(), typed, token, network)
    if fault is not None:
        return page(request, "staff/door.html", door_page(typed[:40], fault), 422)
    visitor().keep_staff(token, int(held.policies.limits.shift.length.total_seconds()))
    return see_other(staff_way_back(request.app, _DOOR))


ROUTES = [ask, begin]
"""The question and the answer."""
