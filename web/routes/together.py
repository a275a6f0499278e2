"""Showing several people of one phone under one QR."""

from typing import Any

from litestar import MediaType, Request, Response, get, post

from domain.accounts.acts import Act
from domain.healthcode.together import FIELD, show_together
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.policy.context import Context
from web.contexts.family import family_page
from web.contexts.together import Shown, drawn_together, phone_group, tag_of, together_page
from web.forms import entries_of
from web.guards import declares
from web.held import group_here, listed_here
from web.pages import fragment, page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_NO_STORE = {"Cache-Control": "no-store"}


@post("/family/group", opt=declares(Act.OPEN_CODE))
async def choose(request: _Request) -> Response[Any]:
    """Take the ticked as the group that is shown, or say how many may be ticked."""
    names, holder = (await entries_of(request)).get(FIELD, []), visitor().holder
    if holder is None:
        raise DomainError(Refusal.NOT_FOUND)
    ctx = services(request).context(visitor().actor)
    found = await services(request).db.write(show_together, ctx, holder.id, names)
    wrong = [each for each in found if isinstance(each, Problem)]
    if not wrong:
        return see_other("/family/group")
    listed = await listed_here(request, ctx)
    shown = family_page(listed, ctx, holder.person_id, wrong, names)
    return page(request, "family/family.html", shown, 422)


@get("/family/group", opt=declares(Act.OPEN_CODE))
async def group(request: _Request) -> Response[Any]:
    """Show today's group, or the page to choose one."""
    ctx, origin = services(request).context(visitor().actor), services(request).settings.origin
    found = await group_here(request, ctx)
    if found is None:
        return see_other("/family")
    return page(request, "family/together.html", together_page(*found, ctx, origin))


@get("/family/group/qr", opt=declares(Act.OPEN_CODE))
async def group_qr(request: _Request) -> Response[str]:
    """Draw the group's QR of this step; `X-Now` is the server's clock in seconds."""
    ctx, origin = services(request).context(visitor().actor), services(request).settings.origin
    handle, _ = await _required(request, ctx)
    drawn = {"qr": drawn_together(handle, ctx, origin)}
    answer = fragment(request, "code/_qr.html", drawn)
    answer.headers["X-Now"] = f"{ctx.instant.timestamp():.3f}"
    return answer


@get("/family/group/pulse", opt=declares(Act.OPEN_CODE))
async def group_pulse(request: _Request) -> Response[str]:
    """Tell whether anybody's colour changed: 304 for the same entity tag (RFC 9110, 13.1.2)."""
    ctx = services(request).context(visitor().actor)
    tag = tag_of(*await _required(request, ctx))
    status = 304 if request.headers.get("if-none-match") == tag else 200
    headers = {"ETag": tag, **_NO_STORE}
    return Response("", status_code=status, media_type=MediaType.TEXT, headers=headers)


@get("/family/group/phone", opt=declares(Act.OPEN_CODE))
async def group_phone(request: _Request) -> Response[Any]:
    """Give what the page's script needs to make the group's tokens by itself."""
    ctx, origin = services(request).context(visitor().actor), services(request).settings.origin
    handle, _ = await _required(request, ctx)
    return Response(phone_group(handle, ctx, origin), headers=_NO_STORE)


async def _required(request: _Request, ctx: Context) -> Shown:
    found = await group_here(request, ctx)
    if found is None:
        raise DomainError(Refusal.NOT_FOUND)
    return found


ROUTES = [choose, group, group_qr, group_pulse, group_phone]
