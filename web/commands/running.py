"""A command's way to the service's own database and keys, as they stand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.storage.revisions import newest_revisions, revisions_of
from domain.storage.work import Work
from web.commands.findings import CannotRunError
from web.settings import Settings
from web.wiring import Services, open_services


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Services]:
    """Open what is there, making nothing: under a new ring nothing of before can be read.

    Raises CannotRunError without a ring, or where the database has another schema.
    """
    if not settings.keys.exists():
        message = f"there is no key ring {settings.keys}"
        raise CannotRunError(message)
    services = open_services(settings)
    try:
        if not await services.db.read(_is_current):
            message = "the database is not at this program's schema: healthcode migrate"
            raise CannotRunError(message)
        yield services
    finally:
        services.close()


def _is_current(work: Work) -> bool:
    return revisions_of(work.connection) == newest_revisions()
