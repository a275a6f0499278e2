"""The demo page: the made-up people, whose phones open here and are forgotten again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.household.browsers import close_browser
from domain.kernel.tokens import new_token
from web.demo.listing import Group, faces, groups_of, renew_all
from web.demo.phones import open_phone
from web.demo.words import colour_words, kind_words, until_words
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_MOST_DIGITS = 3


class Words:
    """The words of the page that depend on a value, as its template calls them."""

    colour = staticmethod(colour_words)
    kind = staticmethod(kind_words)
    until = staticmethod(until_words)


@dataclass(frozen=True, slots=True)
class DemoPage:
    """Everybody by colour, at a moment; `open_here` tells that this browser is a made-up phone."""

    groups: tuple[Group, ...]
    now: datetime
    open_here: bool
    count: int
    words: type[Words] = Words


@get("/demo", opt=declares(Act.SEE_DEMO))
async def demo(request: Request[Any, Any, Any]) -> Response[str]:
    """List the made-up people, each with their colour of this moment."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found = await held.db.read(faces, ctx)
    if any(face.stale for face in found):
        await held.db.write(renew_all, ctx)
        found = await held.db.read(faces, ctx)
    here = any(face.here for face in found)
    return page(
        request, "demo/demo.html", DemoPage(groups_of(found), ctx.instant, here, len(found))
    )


@post("/demo/open", opt=declares(Act.SEE_DEMO))
async def open_one(request: Request[Any, Any, Any]) -> Redirect:
    """Make this browser one made-up person's phone, and look at their code."""
    held, found, entries = services(request), visitor(), await entries_of(request)
    phone, member = _count(one(entries, "phone")), _count(one(entries, "member"))
    token = new_token()
    await held.db.write(open_phone, held.context(found.actor), phone, member, token, found.token)
    found.keep_browser(token)
    return see_other("/code")


@post("/demo/forget", opt=declares(Act.SEE_DEMO))
async def forget(request: Request[Any, Any, Any]) -> Redirect:
    """Make this browser nobody's phone again."""
    found = visitor()
    if found.token is not None:
        await services(request).db.write(close_browser, found.token)
    found.forget_browser()
    return see_other("/demo")


def _count(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS else -1


ROUTES = [demo, open_one, forget]
