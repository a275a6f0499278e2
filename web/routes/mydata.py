"""What is held about the applicant shown: to see, to take along, to have deleted."""

from hmac import compare_digest
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from domain.accounts.acts import Act
from domain.household.claim import member_of
from domain.household.members import name_on_phone
from domain.kernel.problems import DomainError, Refusal
from domain.mydata.export import download
from domain.mydata.held import held_about
from domain.mydata.history import history_of
from domain.retention.erasing import erase
from domain.retention.erasure import Erasure, erasure_of
from web.contexts.erasure import erasure_page
from web.contexts.history import history_page
from web.contexts.mydata import mydata_page
from web.csrf import StaleFormError
from web.errors import stale
from web.forms import entries_of, one
from web.guards import declares
from web.held import whose_here
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import Services, services

_Request = Request[Any, Any, Any]
_FRESH = declares(Act.OPEN_DATA, proof="/me")
_GONE = declares(Act.OPEN_DATA, proof="/me/delete", of_nobody=True)
"""What each of these routes declares. All of them want a fresh proof of who holds the phone (trust
T7), and this is the one place to ask for it."""
_MOST_DIGITS = 6
_FILE = 'attachment; filename="yunnan-health-code-my-data.json"'


@get("/me", opt=_FRESH)
async def mydata(request: _Request, whole: FromQuery[str] = "") -> Response[Any]:
    """Show all that is held about the applicant shown, or the way to a first code."""
    holder, held = visitor().holder, services(request)
    if holder is None or holder.person_id is None:
        return see_other("/declare")
    ctx = held.context(visitor().actor)
    found = await held.db.read(held_about, ctx, holder.person_id, holder.id)
    if found is None:
        return see_other("/declare")
    return page(request, "mydata/mydata.html", mydata_page(found, ctx, whole=whole == "yes"))


@get("/me/history", opt=_FRESH)
async def mydata_history(request: _Request, part: FromQuery[str] = "") -> Response[Any]:
    """Show who looked at it or changed it, fifty acts a page."""
    ctx, whose = services(request).context(visitor().actor), whose_here()
    number = int(part) if part.isascii() and part.isdecimal() and len(part) < _MOST_DIGITS else 1
    found = await services(request).db.read(history_of, ctx, *whose, number)
    if found is None:
        raise DomainError(Refusal.NOT_FOUND)
    return page(request, "mydata/history.html", history_page(found, ctx.policies.retention))


@post("/me/download", opt=_FRESH)
async def mydata_download(request: _Request) -> Response[Any]:
    """Give everything held as a file of JSON; never kept by any cache."""
    ctx = services(request).context(visitor().actor)
    content = await services(request).db.write(download, ctx, *whose_here())
    headers = {"Cache-Control": "no-store", "Content-Disposition": _FILE}
    return Response(content, media_type="application/json", headers=headers, status_code=200)


@get("/me/delete", opt=_FRESH)
async def mydata_ask(request: _Request) -> Response[Any]:
    """Tell what deleting takes away and what stays until when, and ask."""
    ctx, whose = services(request).context(visitor().actor), whose_here()
    told = await services(request).db.read(erasure_of, ctx, *whose)
    member = await services(request).db.read(member_of, ctx.ring, *whose)
    if told is None or member is None:
        raise DomainError(Refusal.NOT_FOUND)
    shown = erasure_page(
        told, ctx.policies.retention, member.known.name, name_on_phone(ctx.ring, *whose)
    )
    return page(request, "mydata/delete.html", shown)


def _gone(request: _Request, error: StaleFormError) -> Response[str]:
    """Answer a reload of the last page: this browser is nobody any more. It does nothing else.

    Such a form may come from anywhere, so nothing is cleared for it.
    """
    if not error.entries or visitor().token is not None:
        return stale(request, error)
    visitor().forget_place()
    shown = erasure_page(None, services(request).policies.retention)
    return page(request, "mydata/deleted.html", shown, 403)


@post("/me/delete", opt=_GONE, exception_handlers={StaleFormError: _gone})
async def mydata_delete(request: _Request) -> Response[str]:
    """Delete it, let the phone forget it, and say on a last page what stays (ADR 20)."""
    found, held, told = visitor(), services(request), None
    if _is_shown(one(await entries_of(request), "card"), held):
        told = await held.db.write(erase, held.context(found.actor), *whose_here())
    if found.holder is None or (told is not None and told.last):
        found.forget_browser()
    return _last(request, told)


def _is_shown(card: str, held: Services) -> bool:
    """Tell whether a form names the applicant shown: a second tap may not mean the next one."""
    holder = visitor().holder
    if holder is None or holder.person_id is None:
        return False
    return compare_digest(
        card.encode(), name_on_phone(held.ring, holder.person_id, holder.id).encode()
    )


def _last(request: _Request, told: Erasure | None) -> Response[str]:
    visitor().forget_place()
    shown = erasure_page(told, services(request).policies.retention)
    answer = page(request, "mydata/deleted.html", shown)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


ROUTES = [mydata, mydata_history, mydata_download, mydata_ask, mydata_delete]
"""All that one may do with what is held."""
