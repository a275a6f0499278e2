"""Posters as a file to print: for the manager of a venue, and for its township."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Request, Response, post

from domain.accounts.acts import Act
from domain.kernel.problems import DomainError, Refusal
from domain.policy.venues import PosterRules
from domain.venues.posters import note_printed
from domain.venues.sheet import sheet_of
from web.errors import ErrorPage
from web.forms import Entries, entries_of, one
from web.guards import declares
from web.i18n import gettext
from web.i18n import mark as _
from web.named import named
from web.pages import page
from web.prints.placarding import placards, usual_size
from web.prints.values import FontsMissingError, Placard, PosterSize
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_TITLE = _("No posters from here")
_TEXT = _("Posters cannot be printed at the moment: the machine lacks a Chinese typeface. Call us.")


@post("/venues/mine/posters", opt=declares(Act.RUN_VENUE))
async def own(request: _Request) -> Response[Any]:
    """Give the posters of one's own venue, or of one entrance."""
    venue = visitor().actor.venue
    if venue is None:
        raise DomainError(Refusal.NOT_FOUND)
    return await _posters(request, venue, await entries_of(request))


@post("/venues/posters", opt=declares(Act.SETTLE_VENUE))
async def theirs(request: _Request) -> Response[Any]:
    """Give the posters of a venue of the jurisdiction."""
    posted = await entries_of(request)
    return await _posters(request, named(one(posted, "venue")), posted)


async def _posters(request: _Request, venue: UUID, posted: Entries) -> Response[Any]:
    """Make the file; that it was given out is noted before, so a POST."""
    held = services(request)
    ctx = held.context(visitor().actor)
    sheet = await held.db.read(sheet_of, ctx, venue)
    asked = one(posted, "entrance")
    entrance = named(asked) if asked else None
    pages = placards(sheet, ctx.policies, held.settings.origin, entrance)
    if not pages:
        raise DomainError(Refusal.NOT_FOUND)
    sizes = {each.value: each for each in PosterSize}
    size = sizes.get(one(posted, "size")) or usual_size(sheet, ctx.policies)
    try:
        content = await asyncio.to_thread(_printed, pages, size, ctx.policies.posters)
    except FontsMissingError:
        failed = ErrorPage(503, gettext(_TITLE), gettext(_TEXT))
        return page(request, "errors/error.html", failed, 503)
    await held.db.write(note_printed, ctx, venue, entrance)
    name = f"posters-{sheet.number}-{size.value}.pdf"
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Response(content, media_type="application/pdf", headers=headers, status_code=200)


def _printed(pages: Sequence[Placard], size: PosterSize, rules: PosterRules) -> bytes:
    from web.prints.posters import printed  # noqa: PLC0415 - megabytes that only printing needs

    return printed(pages, size, rules)


ROUTES = [own, theirs]
"""The posters of one's own venue, and of a venue of the jurisdiction."""
