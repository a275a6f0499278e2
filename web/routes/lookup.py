"""Looking a code up by phone and document number, on a phone that is not recognised."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.declaration.terms import Terms
from domain.healthcode.asking import Asked, read_asked
from domain.healthcode.lookup import look_up, look_up_by_code, send_lookup_code, take_note
from domain.healthcode.values import LookedUp, TooOften
from domain.kernel.tokens import token_hash
from domain.notices.codes import Asker, new_code
from domain.policy.context import Context
from web.contexts.lookup import PADDED, found_page, lookup_page, sent_page
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.held import whose_here
from web.network import network_of
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_COMMENT = "<!--{}-->"
_FORM, _SENT, _FOUND = "lookup/lookup.html", "lookup/sent.html", "lookup/found.html"


@get("/lookup", opt=declares(Act.LOOK_UP))
async def form(request: _Request) -> Response[str]:
    """Ask for the two numbers."""
    return page(request, _FORM, lookup_page({}))


@post("/lookup", opt=declares(Act.LOOK_UP))
async def looked_up(request: _Request) -> Response[str]:
    """Answer on the spot: neither number goes into an address, so there is no 303.

    Where text messages can be sent, the answer is that one was, whether or not it was.
    """
    held, posted = services(request), await entries_of(request)
    ctx = held.context(visitor().actor)
    asked = read_asked(posted, Terms(ctx.instant))
    if isinstance(asked, tuple):
        return page(request, _FORM, lookup_page(posted, asked), 422)
    if ctx.texts:
        return await _sent(request, ctx, posted, asked)
    found = await held.db.write(look_up, ctx, asked, network_of(request, held.ring))
    return _too_often(request, posted, found) or _found(request, ctx, found)


@post("/lookup/code", opt=declares(Act.LOOK_UP))
async def by_code(request: _Request) -> Response[Any]:
    """Take the digits with the two numbers once more, and answer as a look-up does."""
    held, posted = services(request), await entries_of(request)
    ctx = held.context(visitor().actor)
    asked = read_asked(posted, Terms(ctx.instant))
    if not ctx.texts:
        return see_other("/lookup")
    if isinstance(asked, tuple):
        return page(request, _FORM, lookup_page(posted, asked), 422)
    whose, typed = (network_of(request, held.ring), _browser()), one(posted, "code")
    found = await held.db.write(look_up_by_code, ctx, asked, *whose, typed)
    if not isinstance(found, LookedUp):
        return page(request, _SENT, sent_page(posted, found, demo=held.settings.demo), 422)
    return _found(request, ctx, found)


@post("/code/looked-up", opt=declares(Act.OPEN_CODE))
async def known(request: _Request) -> Redirect:
    """Take note that the person knows of the look-ups of their code."""
    ctx = services(request).context(visitor().actor)
    await services(request).db.write(take_note, ctx, *whose_here())
    return see_other("/code")


async def _sent(request: _Request, ctx: Context, posted: Entries, asked: Asked) -> Response[str]:
    """Send digits, or nothing, and say the same."""
    held = services(request)
    asker = Asker(network_of(request, held.ring), visitor().language)
    made = await held.db.write(send_lookup_code, ctx, asked, asker, _browser(), new_code())
    shown = sent_page(posted, demo=held.settings.demo)
    return _too_often(request, posted, made) or _padded(page(request, _SENT, shown))


def _too_often(request: _Request, posted: Entries, found: object) -> Response[str] | None:
    if not isinstance(found, TooOften):
        return None
    answer = page(request, _FORM, lookup_page(posted, wait=found.retry_after), 429)
    answer.headers["Retry-After"] = str(found.retry_after)
    return answer


def _found(request: _Request, ctx: Context, found: LookedUp | TooOften) -> Response[str]:
    assert isinstance(found, LookedUp)  # noqa: S101 - the other one was answered before
    origin = services(request).settings.origin
    return _padded(page(request, _FOUND, found_page(found, ctx, origin)))


def _browser() -> bytes:
    """Give the hash of what this browser is known by: its token, or its pre-session."""
    return token_hash(visitor().secrets_held()[0])


def _padded(answer: Response[str]) -> Response[str]:
    """Make every answer as long as any other, and keep it from being packed on the way."""
    missing = PADDED - len(answer.content.encode()) - len(_COMMENT.format(""))
    answer.content += _COMMENT.format(" " * missing)
    answer.headers["Cache-Control"] = "no-store, no-transform"
    return answer


ROUTES = [form, looked_up, by_code, known]
"""The form, its answer, and the holder's word to it."""
