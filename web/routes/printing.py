"""The code as a printed card, for who has no phone or wants one more thing to show."""

import asyncio
from typing import Any

from litestar import Request, Response, post

from domain.accounts.acts import Act
from domain.kernel.problems import DomainError, Refusal
from web.errors import ErrorPage
from web.forms import entries_of, one
from web.guards import declares
from web.held import held_here
from web.i18n import gettext
from web.i18n import mark as _
from web.pages import page
from web.prints.coded import printed_card
from web.prints.values import FontsMissingError, Paper, PrintedCard
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_TITLE = _("No cards from here")
_TEXT = _("Cards cannot be printed at the moment. Your code on the phone is as good. Or call us.")


@post("/code/print", opt=declares(Act.OPEN_CODE))
async def print_card(request: _Request) -> Response[Any]:
    """Give the code shown as a PDF: a page of a card's size, or a sheet of A4.

    A POST: the first card draws a status index of its own, and looking writes nothing.
    """
    ctx, paper = services(request).context(visitor().actor), one(await entries_of(request), "paper")
    made = printed_card(await held_here(request, ctx, paper=True), ctx)
    if made is None or paper not in set(Paper):
        raise DomainError(Refusal.NOT_FOUND)
    return await _pdf(request, made, Paper(paper))


async def _pdf(request: _Request, made: PrintedCard, paper: Paper) -> Response[Any]:
    hotline = services(request).settings.hotline
    try:
        content = await asyncio.to_thread(_printed, made, paper, hotline)
    except FontsMissingError:
        failed = ErrorPage(503, gettext(_TITLE), gettext(_TEXT))
        return page(request, "errors/error.html", failed, 503)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="healthcode-card.pdf"',
    }
    return Response(content, media_type="application/pdf", headers=headers, status_code=200)


def _printed(card: PrintedCard, paper: Paper, hotline: str) -> bytes:
    from web.prints.cards import printed  # noqa: PLC0415 - megabytes that only printing needs

    return printed([card], paper, hotline)


ROUTES = [print_card]
"""The printed card."""
