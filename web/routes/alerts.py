"""The page on which an office sees what its doors have found (product F3, F4)."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.accounts.store import account_by_id
from domain.admission.alerts import list_alerts
from domain.admission.in_hand import take_alert, take_obstruction
from domain.admission.obstructions import list_obstructions
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.naming import names_of_doors
from web.contexts.alerts import AlertsPage, alerts_page
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_TAKES = {"alert": take_alert, "report": take_obstruction}


@get("/staff/alerts", opt=declares(Act.SEE_ALERTS))
async def alerts(request: _Request) -> Response[str]:
    """Show the newest alerts of the jurisdiction."""
    held = services(request)
    found = await held.db.read(_read, held.context(visitor().actor))
    return page(request, "staff/alerts.html", found)


@post("/staff/alerts/take", opt=declares(Act.SEE_ALERTS))
async def taken(request: _Request) -> Redirect:
    """Take one in hand."""
    held, posted = services(request), await entries_of(request)
    take = _TAKES.get(one(posted, "what"))
    if take is None:
        raise DomainError(Refusal.NOT_FOUND)
    whose = one(posted, "division"), _id(one(posted, "id"))
    await held.db.write(take, held.context(visitor().actor), *whose)
    return see_other("/staff/alerts")


def _read(work: Work, ctx: Context) -> AlertsPage:
    found, reports = list_alerts(work, ctx), list_obstructions(work, ctx)
    venues = {each.venue for each in found}
    venues |= {each.venue for each in reports if each.venue is not None}
    taken = [*(each.taken_by for each in found), *(each.taken_by for each in reports)]
    officers = {each for each in taken if each is not None}
    accounts = (account_by_id(work, ctx, each) for each in officers)
    called = {each.id: each.called.name for each in accounts if each is not None}
    return alerts_page(ctx, found, reports, names_of_doors(work, venues), called)


def _id(typed: str) -> UUID:
    try:
        return UUID(hex=typed)
    except ValueError:
        raise DomainError(Refusal.NOT_FOUND) from None


ROUTES = [alerts, taken]
"""The page, and taking one in hand."""
