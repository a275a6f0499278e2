"""Looking a code up by phone and document number, on a phone that is not recognised."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.declaration.terms import Terms
from domain.healthcode.asking import read_asked
from domain.healthcode.lookup import look_up, take_note
from domain.healthcode.values import TooOften
from domain.kernel.problems import DomainError, Refusal
from web.contexts.lookup import PADDED, found_page, lookup_page
from web.forms import entries_of
from web.guards import declares
from web.network import network_of
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_COMMENT = "<!--{}-->"
_FORM, _FOUND = "lookup/lookup.html", "lookup/found.html"


@get("/lookup", opt=declares(Act.LOOK_UP))
async def form(request: _Request) -> Response[str]:
    """Ask for the two numbers."""
    return page(request, _FORM, lookup_page({}))


@post("/lookup", opt=declares(Act.LOOK_UP))
async def looked_up(request: _Request) -> Response[str]:
    """Answer on the spot: neither number goes into an address, so there is no 303."""
    held, posted = services(request), await entries_of(request)
    ctx = held.context(visitor().actor)
    asked = read_asked(posted, Terms(ctx.instant))
    if isinstance(asked, tuple):
        return page(request, _FORM, lookup_page(posted, asked), 422)
    found = await held.db.write(look_up, ctx, asked, network_of(request, held.ring))
    if isinstance(found, TooOften):
        answer = page(request, _FORM, lookup_page(posted, wait=found.retry_after), 429)
        answer.headers["Retry-After"] = str(found.retry_after)
        return answer
    return _padded(page(request, _FOUND, found_page(found, ctx, held.settings.origin)))


@post("/code/looked-up", opt=declares(Act.OPEN_CODE))
async def known(request: _Request) -> Redirect:
    """Take note that the person knows of the look-ups of their code."""
    holder, ctx = visitor().holder, services(request).context(visitor().actor)
    if holder is None or holder.person_id is None:
        raise DomainError(Refusal.NOT_FOUND)
    await services(request).db.write(take_note, ctx, holder.person_id, holder.id)
    return see_other("/code")


def _padded(answer: Response[str]) -> Response[str]:
    """Make every answer as long as any other, and keep it from being packed on the way."""
    missing = PADDED - len(answer.content.encode()) - len(_COMMENT.format(""))
    answer.content += _COMMENT.format(" " * missing)
    answer.headers["Cache-Control"] = "no-store, no-transform"
    return answer


ROUTES = [form, looked_up, known]
"""The form, its answer, and the holder's word to it."""
