"""The officers' pages: the venues of the jurisdiction, and the township's word about each."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.declaration.terms import Terms
from domain.venues.listing import venues_in, waiting
from domain.venues.posters import replace_poster
from domain.venues.settle import Why, close, confirm, read_reason, sector_in, turn_down
from domain.venues.sheet import sheet_of
from web.contexts.venues import search_in, venue_page, venues_page
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.named import named
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_SETTLES = declares(Act.SETTLE_VENUE)


@get("/venues", opt=_SETTLES)
async def venues(request: _Request) -> Response[str]:
    """List what waits, and what matches the search in the address."""
    held, actor = services(request), visitor().actor
    ctx = held.context(actor)
    search = search_in(dict(request.query_params), actor.division or "")
    asked = await held.db.read(waiting, ctx)
    found = await held.db.read(venues_in, ctx, search)
    return page(request, "venues/venues.html", venues_page(ctx, asked, found, search))


@get("/venues/at/{venue:str}", opt=_SETTLES)
async def venue(request: _Request, venue: FromPath[str]) -> Response[str]:
    """Show one venue, with what can be done to it."""
    held = services(request)
    ctx = held.context(visitor().actor)
    sheet = await held.db.read(sheet_of, ctx, named(venue))
    return page(request, "venues/venue.html", venue_page(ctx, sheet))


@post("/venues/confirm", opt=_SETTLES)
async def confirmed(request: _Request) -> Redirect:
    """Confirm a venue that waits."""
    held, posted = services(request), await entries_of(request)
    ctx, venue_id = held.context(visitor().actor), named(one(posted, "venue"))
    sheet = await held.db.read(sheet_of, ctx, venue_id)
    await held.db.write(confirm, ctx, venue_id, sector_in(posted, sheet.venue.sector))
    return _back(posted)


@post("/venues/refuse", opt=_SETTLES)
async def refused(request: _Request) -> Response[Any]:
    """Turn a venue down, or ask why."""
    held, posted = services(request), await entries_of(request)
    ctx, venue_id = held.context(visitor().actor), named(one(posted, "venue"))
    read = read_reason(posted, Terms(ctx.instant))
    if isinstance(read, Why):
        await held.db.write(turn_down, ctx, venue_id, read)
        return _back(posted)
    sheet = await held.db.read(sheet_of, ctx, venue_id)
    return page(request, "venues/venue.html", venue_page(ctx, sheet, posted, read), 422)


@post("/venues/close", opt=_SETTLES)
async def closed(request: _Request) -> Redirect:
    """Close a venue that is no more."""
    held, posted = services(request), await entries_of(request)
    await held.db.write(close, held.context(visitor().actor), named(one(posted, "venue")))
    return _back(posted)


@post("/venues/replace", opt=_SETTLES)
async def replaced(request: _Request) -> Redirect:
    """Make an entrance's poster void and another in its place."""
    held, posted = services(request), await entries_of(request)
    which = named(one(posted, "venue")), named(one(posted, "entrance"))
    ctx, letters = held.context(visitor().actor), one(posted, "letters")
    await held.db.write(replace_poster, ctx, *which, letters)
    return _back(posted)


def _back(posted: Entries) -> Redirect:
    return see_other(f"/venues/at/{named(one(posted, 'venue')).hex}")


ROUTES = [venues, venue, confirmed, refused, closed, replaced]
"""The list, one venue, and what is done to it."""
