"""Beginning a declaration from the last one: again, to mend a slip, or after a move."""

from typing import Any

from litestar import Request, Response, post

from domain.accounts.acts import Act
from domain.declaration.begin import begin_again, begin_correction, begin_moved
from domain.kernel.ids import event_id
from domain.kernel.problems import DomainError, Refusal
from web.guards import declares
from web.pages import see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@post("/declare/again", opt=declares(Act.DECLARE))
async def again(request: _Request) -> Response[Any]:
    """Begin from the last declaration: only what changed needs touching, health is asked anew."""
    return await _begun(request, begin_again)


@post("/declare/correct", opt=declares(Act.DECLARE))
async def correct(request: _Request) -> Response[Any]:
    """Begin with every answer of the last declaration, to mend a slip in it."""
    return await _begun(request, begin_correction)


@post("/declare/moved", opt=declares(Act.DECLARE))
async def moved(request: _Request) -> Response[Any]:
    """Begin from the last declaration at the address: whoever moved says where to."""
    return await _begun(request, begin_moved)


async def _begun(request: _Request, begin: Any) -> Response[Any]:
    """Open the draft that a verb begins, at the step to go on with."""
    holder, held = visitor().holder, services(request)
    if holder is None:
        raise DomainError(Refusal.NOT_FOUND)
    if holder.person_id is None:
        return see_other("/declare")
    ctx = held.context(visitor().actor, event_id(held.clock.now()))
    draft = await held.db.write(begin, ctx, holder.id, holder.person_id)
    return see_other(f"/declare/{draft.step}")


ROUTES = [again, correct, moved]
