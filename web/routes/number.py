"""A code that waits: proving that its phone number is in hand, by digits sent to it."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.healthcode.numbers import NumberFault, prove_number, send_claim_code
from domain.kernel.problems import DomainError, Refusal
from domain.notices.codes import Asker, CodeFault, new_code
from web.contexts.number import number_page, waiting
from web.forms import entries_of, one
from web.guards import declares
from web.held import whose_here
from web.network import network_of
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_NUMBER = "/code/number"


@get(_NUMBER, opt=declares(Act.OPEN_CODE))
async def number(request: _Request) -> Response[Any]:
    """Ask for the digits, or offer to send them."""
    return await _page(request)


@post(_NUMBER, opt=declares(Act.OPEN_CODE))
async def send(request: _Request) -> Redirect:
    """Send digits to the number that was declared on this phone."""
    held, whose = services(request), _whose()
    asker = Asker(network_of(request, held.ring), visitor().language)
    await held.db.write(send_claim_code, held.context(visitor().actor), *whose, asker, new_code())
    return see_other(_NUMBER)


@post("/code/number/prove", opt=declares(Act.OPEN_CODE))
async def prove(request: _Request) -> Response[Any]:
    """Take the digits: with the number of the code that stands, this one stands too."""
    held, typed = services(request), one(await entries_of(request), "code")
    ctx = held.context(visitor().actor)
    fault = await held.db.write(prove_number, ctx, *_whose(), typed)
    return see_other("/code") if fault is None else await _page(request, fault)


async def _page(request: _Request, fault: CodeFault | NumberFault | None = None) -> Response[Any]:
    held = services(request)
    found = await held.db.read(waiting, held.context(visitor().actor), *_whose())
    if found is None:
        return see_other("/code")
    shown = number_page(found, fault, demo=held.settings.demo)
    return page(request, "code/number.html", shown, 200 if fault is None else 422)


def _whose() -> tuple[UUID, UUID, str]:
    token = visitor().token
    if token is None:
        raise DomainError(Refusal.NOT_FOUND)
    return *whose_here(), token


ROUTES = [number, send, prove]
"""The page, the message and its digits."""
