"""The application as a process of its own, with routes that fail while they hold people's data."""

import asyncio
from typing import Any

import uvicorn
from litestar import Request, get, post
from litestar.params import FromPath
from sqlalchemy import text

from domain.accounts.acts import Act
from domain.storage.work import Work
from web.app import create_app
from web.cli import migrate, prepare, server_options
from web.forms import entries_of
from web.guards import declares
from web.settings import Settings
from web.wiring import services

_PUBLIC = declares(Act.READ_PUBLIC)


class ProbeError(Exception):
    """Carries what it should not, as exceptions of libraries do."""


def _fail(about: str) -> None:
    kept: dict[str, str] = {}
    try:
        kept[about] = kept[about]
    except KeyError as error:
        message = f"could not read {kept}"
        raise ProbeError(message, kept, about.encode()) from error


def _bad_statement(work: Work, about: str) -> None:
    work.connection.execute(text("INSERT INTO nothing VALUES (:about)"), {"about": about})


@get("/probe/bug/{about:str}", opt=_PUBLIC, sync_to_thread=False)
def bug(about: FromPath[str]) -> str:
    _fail(about)
    return "never"


@post("/probe/bug", opt=_PUBLIC)
async def posted_bug(request: Request[Any, Any, Any]) -> str:
    entries = await entries_of(request)
    raise ExceptionGroup(str(entries), [ProbeError(entries), ValueError(str(entries))])


@post("/probe/statement", opt=_PUBLIC)
async def statement(request: Request[Any, Any, Any]) -> str:
    entries = await entries_of(request)
    await services(request).db.write(_bad_statement, str(entries))
    return "never"


@get("/probe/late/{about:str}", opt=_PUBLIC)
async def late(about: FromPath[str]) -> bytes:
    """Answer with what cannot be written, so that the answer itself fails."""
    await asyncio.sleep(0)
    return Unwritable(about)  # type: ignore[return-value] # that is the point


class Unwritable:
    """No encoder knows it."""

    def __init__(self, about: str) -> None:
        self.about = about

    def __repr__(self) -> str:
        return f"Unwritable({self.about})"


FAILING = [bug, posted_bug, statement, late]


def main() -> None:
    """Serve as `healthcode serve` does."""
    settings = Settings()
    migrate(settings)
    asyncio.run(prepare(settings))
    uvicorn.run(create_app(settings, extra=FAILING), **server_options(settings))


if __name__ == "__main__":
    main()
