"""At a door: somebody without a phone is looked up by their document (product F6)."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.admission.decide import Temperature
from domain.admission.door_lookup import LookedTooOften, look_up_at_door, read_document_asked
from domain.admission.values import Call
from domain.declaration.terms import Terms
from domain.kernel.ids import event_id
from domain.policy.context import Context
from web.contexts.door_lookup import document_found, document_page
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.pages import page
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_FORM, _FOUND = "doors/document.html", "doors/found.html"


@get("/verify/document", opt=declares(Act.LOOK_UP_DOCUMENT))
async def form(request: _Request) -> Response[str]:
    """Ask for the document."""
    now = services(request).clock.now()
    return page(request, _FORM, document_page({}, str(event_id(now))))


@post("/verify/document", opt=declares(Act.LOOK_UP_DOCUMENT), status_code=200)
async def looked_up(request: _Request) -> Response[str]:
    """Answer on the spot: the number goes into no address, so there is no 303."""
    held, posted = services(request), await entries_of(request)
    ctx = held.context(visitor().actor)
    asked, call = read_document_asked(posted, Terms(ctx.instant)), _call(ctx, posted)
    if isinstance(asked, tuple):
        return page(request, _FORM, document_page(posted, str(call.id), asked), 422)
    found = await held.db.write(look_up_at_door, ctx, asked, call)
    if isinstance(found, LookedTooOften):
        wait = document_page(posted, str(call.id), wait=found.retry_after)
        return page(request, _FORM, wait, 429)
    division = visitor().actor.division or ""
    return page(request, _FOUND, document_found(held.policies.doors, found, division))


def _call(ctx: Context, posted: Entries) -> Call:
    """Give the call that the form is: its id was made with the form, so a double tap is one."""
    try:
        id_ = UUID(one(posted, "act"))
    except ValueError:
        id_ = event_id(ctx.instant)
    high = one(posted, "temperature") == "high"
    measured = Temperature.HIGH if high else Temperature.NORMAL
    return Call(id_, ctx.instant, "", measured, seen=True)


ROUTES = [form, looked_up]
"""The form and its answer."""
