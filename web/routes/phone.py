"""What the phone keeps of its code, and the key that it signs live codes with."""

import base64
import binascii
from typing import Any

from litestar import Request, Response, get, post
from litestar.exceptions import ClientException

from domain.accounts.acts import Act
from domain.credential.curve import Point
from domain.healthcode.issuing import Held, register_device
from domain.policy.context import Context
from web.contexts.phone import phone_cards
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.held import family_held, held_here, whose_here
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_MOST = 44


@get("/code/phone", opt=declares(Act.OPEN_CODE))
async def phone(request: _Request) -> Response[Any]:
    """Give what the code page's script needs to go on by itself."""
    ctx = services(request).context(visitor().actor)
    own, family = await held_here(request, ctx), await _others(request, ctx)
    card = phone_cards(own, family, ctx, services(request))
    return Response(card, headers={"Cache-Control": "no-store"})


@post("/code/key", opt=declares(Act.OPEN_CODE), status_code=204)
async def key(request: _Request) -> None:
    """Register this phone's key: `x` in base64url, `odd` 0 or 1."""
    point, (_, holder) = _point(await entries_of(request)), whose_here()
    held = services(request)
    if not point.on_curve:
        raise ClientException
    await held.db.write(register_device, held.context(visitor().actor), holder, point)


async def _others(request: _Request, ctx: Context) -> tuple[Held, ...]:
    """Give the codes of everybody on the phone, where there is anybody else."""
    holder = visitor().holder
    several = holder is not None and holder.members > 1
    return await family_held(request, ctx) if several else ()


def _point(posted: Entries) -> Point:
    x, odd = one(posted, "x"), one(posted, "odd")
    try:
        raw = base64.b64decode(x[:_MOST] + "=" * (-len(x) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ClientException from None
    if odd not in {"0", "1"}:
        raise ClientException
    return Point(raw, odd == "1")


ROUTES = [phone, key]
"""What a phone keeps, and its key."""
