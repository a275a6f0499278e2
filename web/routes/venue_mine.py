"""The manager's pages: their own venue, what it is called, who answers for it, its entrances."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.declaration.terms import Terms
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.policy.context import Context
from domain.venues.faults import VenueFault
from domain.venues.gates import read_gate
from domain.venues.posters import replace_poster
from domain.venues.read import read_details, read_persons
from domain.venues.run import add_gate, change_details, change_gate, change_persons, close_gate
from domain.venues.sheet import Sheet, entrance_in_sheet, sheet_of
from domain.venues.told import Details, Gate, Persons
from domain.venues.values import Entrance
from web.contexts.venue_own import details_page, gate_page, mine_page, persons_page
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.named import named
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_RUNS = declares(Act.RUN_VENUE)
_FORM = "venues/form.html"


@get("/venues/mine", opt=_RUNS)
async def mine(request: _Request) -> Response[str]:
    """Show one's own venue."""
    ctx, sheet = await _own(request)
    return page(request, "venues/mine.html", mine_page(ctx, sheet))


@get("/venues/mine/details", opt=_RUNS)
async def details(request: _Request) -> Response[str]:
    """Show the form of its names, address, size and posters."""
    ctx, sheet = await _own(request)
    return page(request, _FORM, details_page(ctx, sheet))


@post("/venues/mine/details", opt=_RUNS)
async def change(request: _Request) -> Response[Any]:
    """Change them, or say what is wrong."""
    (ctx, sheet), posted = await _own(request), await entries_of(request)
    read = read_details(posted, Terms(ctx.instant), frozenset(ctx.policies.posters.lines))
    if not isinstance(read, Details):
        return page(request, _FORM, details_page(ctx, sheet, posted, read), 422)
    await services(request).db.write(change_details, ctx, sheet.venue.id, read)
    return see_other("/venues/mine")


@get("/venues/mine/persons", opt=_RUNS)
async def persons(request: _Request) -> Response[str]:
    """Show the form of the two who answer for it."""
    _, sheet = await _own(request)
    return page(request, _FORM, persons_page(sheet))


@post("/venues/mine/persons", opt=_RUNS)
async def name(request: _Request) -> Response[Any]:
    """Change them, or say what is wrong."""
    (ctx, sheet), posted = await _own(request), await entries_of(request)
    read = read_persons(posted, Terms(ctx.instant), sheet.venue.size)
    if not isinstance(read, Persons):
        return page(request, _FORM, persons_page(sheet, posted, read), 422)
    await services(request).db.write(change_persons, ctx, sheet.venue.id, read)
    return see_other("/venues/mine")


@get("/venues/mine/entrance", opt=_RUNS)
async def new(request: _Request) -> Response[str]:
    """Show the form of a new entrance."""
    ctx, sheet = await _own(request)
    return page(request, _FORM, gate_page(ctx, sheet, None))


@get("/venues/mine/entrance/{entrance:str}", opt=_RUNS)
async def entrance(request: _Request, entrance: FromPath[str]) -> Response[str]:
    """Show the form of one entrance."""
    ctx, sheet = await _own(request)
    return page(request, _FORM, gate_page(ctx, sheet, entrance_in_sheet(sheet, named(entrance))))


@post("/venues/mine/entrance", opt=_RUNS)
async def keep(request: _Request) -> Response[Any]:
    """Add an entrance or change the one that is named, or say what is wrong."""
    (ctx, sheet), posted = await _own(request), await entries_of(request)
    which = one(posted, "entrance")
    old = entrance_in_sheet(sheet, named(which)) if which else None
    read = _read(ctx, sheet, old, posted)
    if not isinstance(read, Gate):
        return page(request, _FORM, gate_page(ctx, sheet, old, posted, read), 422)
    if old is None:
        await services(request).db.write(add_gate, ctx, sheet.venue.id, read)
    else:
        await services(request).db.write(change_gate, ctx, sheet.venue.id, old.id, read)
    return see_other("/venues/mine")


@post("/venues/mine/entrance/close", opt=_RUNS)
async def close(request: _Request) -> Redirect:
    """Close an entrance, whose poster then finds nothing."""
    (ctx, sheet), posted = await _own(request), await entries_of(request)
    which = sheet.venue.id, named(one(posted, "entrance"))
    await services(request).db.write(close_gate, ctx, *which)
    return see_other("/venues/mine")


@post("/venues/mine/replace", opt=_RUNS)
async def replace(request: _Request) -> Redirect:
    """Make an entrance's poster void and another in its place."""
    (ctx, sheet), posted = await _own(request), await entries_of(request)
    which = sheet.venue.id, named(one(posted, "entrance"))
    await services(request).db.write(replace_poster, ctx, *which, one(posted, "letters"))
    return see_other("/venues/mine")


async def _own(request: _Request) -> tuple[Context, Sheet]:
    """Give the surroundings of the manager's act, and all of their own venue."""
    held, actor = services(request), visitor().actor
    if actor.venue is None:
        raise DomainError(Refusal.NOT_FOUND)
    ctx = held.context(actor)
    return ctx, await held.db.read(sheet_of, ctx, actor.venue)


def _read(
    ctx: Context, sheet: Sheet, old: Entrance | None, posted: Entries
) -> Gate | tuple[Problem, ...]:
    """Read the form of an entrance, whose name no other one has."""
    rule = ctx.policies.venues.kinds[sheet.venue.kind]
    read = read_gate(posted, Terms(ctx.instant), rule)
    others = {each.entrance.zh for each in sheet.doorways if each.entrance != old}
    if isinstance(read, Gate) and old is not None and read.zh in others:
        return (Problem("zh", VenueFault.ENTRANCE_TWICE),)
    return read


ROUTES = [mine, details, change, persons, name, new, entrance, keep, close, replace]
"""One's own venue, and what is changed of it."""
