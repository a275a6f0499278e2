"""Many venues at once: the blank sheet, the file that comes back, and a report row by row."""

import asyncio
from typing import Any

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.kernel.problems import Problem
from domain.policy.context import Context
from domain.venues.blank import blank_sheet
from domain.venues.importing import Line, Reported, import_lines, read_lines
from web.contexts.venue_importing import import_page
from web.guards import declares
from web.pages import page
from web.uploads import upload_of
from web.visitor import visitor
from web.wiring import Services, services

_Request = Request[Any, Any, Any]
_IMPORTS = declares(Act.IMPORT_VENUES)
_PAGE = "venues/import.html"
_BITE = 100
"""Rows of one unit of work: nobody waits long for the writer, and each row is whole."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get("/venues/import", opt=_IMPORTS)
async def form(request: _Request) -> Response[str]:
    """Ask for the file."""
    return page(request, _PAGE, import_page())


@post("/venues/import", opt={**_IMPORTS, "upload": True})
async def send(request: _Request) -> Response[str]:
    """Take the rows that are right into the books, and report on every one.

    Answered on the spot, as the report is kept nowhere; the same file again makes no doubles.
    """
    held = services(request)
    ctx, sent = held.context(visitor().actor), await upload_of(request)
    lines = await asyncio.to_thread(read_lines, sent.content, ctx)
    if isinstance(lines, Problem):
        return page(request, _PAGE, import_page(lines), 422)
    return page(request, _PAGE, import_page(await _imported(held, ctx, lines)))


@get("/venues/import/sheet", opt=_IMPORTS)
async def sheet(request: _Request) -> Response[bytes]:
    """Give the blank sheet, with the kinds and the jurisdiction's townships in its legend."""
    rules, within = services(request).policies.venues, visitor().actor.division or ""
    content = await asyncio.to_thread(blank_sheet, rules, within)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="venues.xlsx"',
    }
    return Response(content, media_type=_XLSX, headers=headers)


async def _imported(held: Services, ctx: Context, lines: tuple[Line, ...]) -> list[Reported]:
    found: list[Reported] = []
    for begin in range(0, len(lines), _BITE):
        found += await held.db.write(import_lines, ctx, lines[begin : begin + _BITE])
    return found


ROUTES = [form, send, sheet]
"""The form, the file, and the blank sheet."""
