"""Taking the code off this phone: a page that asks first, and the act."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.healthcode.leaving import leave
from web.guards import declares
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@get("/leave", opt=declares(Act.OPEN_CODE))
async def ask(request: _Request) -> Response[str]:
    """Say what leaving ends, and ask."""
    return page(request, "code/leave.html")


@post("/leave", opt=declares(Act.OPEN_CODE))
async def leave_(request: _Request) -> Redirect:
    """Forget this browser, and let it forget all that it keeps of us."""
    found, held = visitor(), services(request)
    if found.holder is not None and found.token is not None:
        whose = found.holder.id, found.holder.person_id
        await held.db.write(leave, held.context(found.actor), *whose, found.token)
    found.forget_browser()
    answer = see_other("/")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


ROUTES = [ask, leave_]
"""The question and the act."""
