"""The manager's page of gates: keys made, shown once, and ended (product F7)."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from domain.accounts.acts import Act
from domain.admission.gates import end_gate, gates_of, make_gate
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.storage.work import Work
from domain.venues.naming import names_of_doors, open_doors_of
from web.contexts.gates import GatesPage, gates_page
from web.forms import entries_of, one
from web.guards import declares
from web.pages import page, see_other
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]
_PAGE = "gates/gates.html"


@get("/venues/gates", opt=declares(Act.RUN_VENUE))
async def gates(request: _Request) -> Response[str]:
    """Show the keys of the manager's venue."""
    return page(request, _PAGE, await _shown(request))


@post("/venues/gates", opt=declares(Act.RUN_VENUE), status_code=200)
async def made(request: _Request) -> Response[str]:
    """Make a key and show it this once: it goes into no address, so there is no 303."""
    held, key = services(request), new_token()
    door = _id(one(await entries_of(request), "door"))
    await held.db.write(make_gate, held.context(visitor().actor), door, key)
    return page(request, _PAGE, await _shown(request, key))


@post("/venues/gates/end", opt=declares(Act.RUN_VENUE))
async def ended(request: _Request) -> Redirect:
    """End a key."""
    held, gate = services(request), _id(one(await entries_of(request), "gate"))
    await held.db.write(end_gate, held.context(visitor().actor), gate)
    return see_other("/venues/gates")


async def _shown(request: _Request, key: str = "") -> GatesPage:
    held, venue = services(request), visitor().actor.venue
    assert venue is not None  # noqa: S101 - a manager's account names its venue
    return await held.db.read(_read, venue, held.settings.origin, key)


def _read(work: Work, venue: UUID, address: str, key: str) -> GatesPage:
    named = {door: names for (_, door), names in names_of_doors(work, [venue]).items()}
    return gates_page(gates_of(work, venue), open_doors_of(work, venue), named, address, key)


def _id(typed: str) -> UUID:
    try:
        return UUID(hex=typed)
    except ValueError:
        raise DomainError(Refusal.NOT_FOUND) from None


ROUTES = [gates, made, ended]
"""The page, a new key, and the end of one."""
