"""The day's figures of a shift, a venue or an office: counts alone (product F8)."""

from datetime import date, timedelta
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromQuery

from domain.accounts.acts import Act
from domain.admission.figures import figures_of
from domain.kernel.days import day_of
from web.contexts.figures import figures_page
from web.guards import declares
from web.pages import page
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_KEPT = timedelta(days=28)


@get("/staff/figures", opt=declares(Act.SEE_FIGURES))
async def figures(request: _Request, day: FromQuery[str] = "") -> Response[str]:
    """Show a day's counts, today's where none is named."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found = await held.db.read(figures_of, ctx, _day(day, day_of(ctx.instant)))
    return page(request, "doors/figures.html", figures_page(ctx, found))


def _day(typed: str, today: date) -> date:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return today
    return found if today - _KEPT <= found <= today else today


ROUTES = [figures]
"""The page."""
