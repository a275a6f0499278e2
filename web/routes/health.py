"""For whoever runs the service: is the process alive, and can it serve."""

from typing import Any

from litestar import MediaType, Request, Response, get

from domain.accounts.acts import Act
from domain.storage.revisions import newest_revisions, revisions_of
from domain.storage.work import Work
from web.guards import declares
from web.i18n import load_catalogues
from web.wiring import services


@get("/healthz", media_type=MediaType.TEXT, opt=declares(Act.READ_HEALTH), sync_to_thread=False)
def alive() -> str:
    """Tell that the process answers."""
    return "ok"


@get("/readyz", opt=declares(Act.READ_HEALTH))
async def ready(request: Request[Any, Any, Any]) -> Response[dict[str, str]]:
    """Tell that the database is read, at the revision we expect, with catalogues and rules.

    Where the disk refuses writes it stays ready, since pages and codes are still served; `writes`
    says so.
    """
    load_catalogues()
    held = services(request)
    status = "ready"
    if not await held.db.read(_is_current):
        status = "the database is at another revision"
    elif not held.policies.binds_at(held.clock.now()):
        status = "no rules are in force: is the clock right?"
    told = {"status": status, "writes": "refused" if held.db.refusing else "taken"}
    return Response(told, status_code=200 if status == "ready" else 503)


def _is_current(work: Work) -> bool:
    return revisions_of(work.connection) == newest_revisions()


ROUTES = [alive, ready]
