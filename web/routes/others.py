"""What a phone says to another phone's claim or risk answer: theirs too, or not theirs."""

from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.healthcode.objecting import acknowledge, confirm, object_to_answer, object_to_claim
from domain.kernel.problems import DomainError, Refusal
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.held import whose_here
from web.pages import see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@post("/code/confirm", opt=declares(Act.OPEN_CODE))
async def confirm_(request: _Request) -> Redirect:
    """Let another phone's waiting claim stand: one tap, a second look where it was objected to."""
    posted = await entries_of(request)
    ctx, sure = services(request).context(visitor().actor), one(posted, "sure") == "yes"
    other = _named(posted, "holder")
    await services(request).db.write(confirm, ctx, *whose_here(), other, sure)
    return see_other("/code")


@post("/code/acknowledge", opt=declares(Act.OPEN_CODE))
async def acknowledge_(request: _Request) -> Redirect:
    """Take note that a risk answer of another phone was one's own, or the family's."""
    told = _named(await entries_of(request), "declaration")
    ctx = services(request).context(visitor().actor)
    await services(request).db.write(acknowledge, ctx, *whose_here(), told)
    return see_other("/code")


@post("/code/object", opt=declares(Act.OPEN_CODE))
async def object_(request: _Request) -> Redirect:
    """Object to another phone's risk answer, or to its waiting claim, in one tap."""
    posted = await entries_of(request)
    claim, ctx = "holder" in posted, services(request).context(visitor().actor)
    verb, about = (object_to_claim, "holder") if claim else (object_to_answer, "declaration")
    person, holder = whose_here()
    await services(request).db.write(verb, ctx, person, holder, _named(posted, about))
    return see_other("/code")


def _named(posted: Entries, field: str) -> UUID:
    """Read which claim or answer is meant; what names none is not found."""
    try:
        return UUID(one(posted, field))
    except ValueError:
        raise DomainError(Refusal.NOT_FOUND) from None


ROUTES = [confirm_, acknowledge_, object_]
