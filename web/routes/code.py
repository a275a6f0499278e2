"""The code on its own phone: the page, its QR of each 15 seconds, its pulse."""

from dataclasses import replace
from typing import Any

from litestar import MediaType, Request, Response, get

from domain.accounts.acts import Act
from domain.healthcode.present import present
from domain.healthcode.show import pulse, shown
from domain.healthcode.values import Pulse, ShownCode
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from web.contexts.code import code_page, drawn, etag_of
from web.guards import declares
from web.held import family_here, parted_here, whose_here
from web.pages import fragment, page, see_other
from web.visitor import visitor
from web.wiring import services

CODE, CODE_PAGE = "/code", "code/code.html"
"""The page's address and template: `web/short.py` answers it where nothing is to be done."""
PULSE = "/code/pulse"
"""The poll's address: `web/short.py` answers it where nothing is to be done."""


@get(CODE, opt=declares(Act.OPEN_CODE))
async def code(request: Request[Any, Any, Any]) -> Response[Any]:
    """Show the code of this phone's applicant, or the way to one."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found = await _shown(request, ctx)
    if found is None:
        return see_other("/family" if await parted_here(request, ctx) else "/declare")
    family = await family_here(request, ctx) if _several() else ()
    shown_here = replace(found, beside=family)
    return page(request, CODE_PAGE, code_page(shown_here, ctx, held.settings.origin))


@get("/code/qr", opt=declares(Act.OPEN_CODE))
async def code_qr(request: Request[Any, Any, Any]) -> Response[str]:
    """Draw the QR of this step; `X-Now` is the server's clock in seconds."""
    held = services(request)
    ctx = held.context(visitor().actor)
    found = await _shown(request, ctx)
    if found is None:
        raise DomainError(Refusal.NOT_FOUND)
    answer = fragment(request, "code/_qr.html", {"qr": drawn(found, ctx, held.settings.origin)})
    answer.headers["X-Now"] = f"{ctx.instant.timestamp():.3f}"
    return answer


@get(PULSE, opt=declares(Act.OPEN_CODE))
async def code_pulse(request: Request[Any, Any, Any]) -> Response[str]:
    """Tell whether anything changed: 304 for the same entity tag (RFC 9110, 13.1.2)."""
    found = await _pulse(request)
    tag = etag_of(found)
    same = request.headers.get("if-none-match") == tag
    headers = {"ETag": tag, "Cache-Control": "no-store"}
    body = "" if same else found.colour.value
    status = 304 if same else 200
    return Response(body, status_code=status, media_type=MediaType.TEXT, headers=headers)


async def _pulse(request: Request[Any, Any, Any]) -> Pulse:
    """Read the pulse, the code brought up to this instant where it is stale."""
    held, who = services(request), whose_here()
    ctx = held.context(visitor().actor)
    found = await held.db.read(pulse, ctx, *who)
    if found is not None and found.stale:
        await held.db.write(present, ctx, *who)
        found = await held.db.read(pulse, ctx, *who)
    if found is None:
        raise DomainError(Refusal.NOT_FOUND)
    return found


async def _shown(request: Request[Any, Any, Any], ctx: Context) -> ShownCode | None:
    """Read the code, brought up to this instant and named for today where it is not."""
    holder, held = visitor().holder, services(request)
    if holder is None or holder.person_id is None:
        return None
    found = await held.db.read(shown, ctx, holder.person_id, holder.id)
    if found is not None and (found.stale or found.handle is None):
        await held.db.write(present, ctx, holder.person_id, holder.id)
        found = await held.db.read(shown, ctx, holder.person_id, holder.id)
    return found


def _several() -> bool:
    holder = visitor().holder
    return holder is not None and holder.members > 1


ROUTES = [code, code_qr, code_pulse]
