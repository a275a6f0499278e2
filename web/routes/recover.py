"""Bringing a household back by its passkey on a phone that does not have it."""

from typing import Any

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.accounts.challenges import Purpose
from domain.accounts.credentials import UsedPasskey
from domain.healthcode.bringing import Back, Here, bring_back
from domain.kernel.tokens import new_token
from web.ceremonies import given, used
from web.contexts.recover import recover_page, shown_here
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.passkeys import party_of, request_options
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@get("/recover", opt=declares(Act.BRING_BACK))
async def ask(request: _Request) -> Response[str]:
    """Say what happens, and offer the passkey; on a phone that shows people, what becomes of it."""
    return await _page(request, None)


@post("/recover/begin", opt=declares(Act.BRING_BACK), status_code=200)
async def begin(request: _Request) -> Response[Any]:
    """Give what this browser needs to let any passkey of ours answer: no name is asked for."""
    fresh = await given(request, Purpose.BRING_BACK)
    options = await request_options(party_of(services(request).settings), fresh)
    return Response(options, headers={"Cache-Control": "no-store"})


@post("/recover", opt=declares(Act.BRING_BACK))
async def bring(request: _Request) -> Response[Any]:
    """Let this browser in as the passkey's household."""
    instead = one(await entries_of(request), "instead") == "yes"
    found, fresh = await used(request, Purpose.BRING_BACK), new_token()
    back = Back.REFUSED if found is None else await _brought(request, found, fresh, instead)
    if back in {Back.REFUSED, Back.OCCUPIED}:
        return await _page(request, back)
    visitor().keep_browser(fresh)
    answer = see_other("/code")
    if back is Back.REPLACED:
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


async def _brought(request: _Request, found: UsedPasskey, fresh: str, instead: bool) -> Back:
    who, held = visitor(), services(request)
    here = None
    if who.holder is not None and who.token is not None:
        here = Here(who.holder.id, who.holder.person_id, who.token)
    return await held.db.write(bring_back, held.context(who.actor), found, here, fresh, instead)


async def _page(request: _Request, back: Back | None) -> Response[str]:
    holder, held = visitor().holder, services(request)
    shown = () if holder is None else await held.db.read(shown_here, held.ring, holder.id)
    status = {None: 200, Back.OCCUPIED: 409}.get(back, 422)
    return page(request, "household/recover.html", recover_page(shown, back), status)


ROUTES = [ask, begin, bring]
"""The question and the way back."""
