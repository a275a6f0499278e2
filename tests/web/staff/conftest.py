"""A server with pages of staff that only say who is there."""

from collections.abc import Callable, Iterator

import pytest
from litestar import MediaType, get, post

from domain.accounts.acts import Act
from tests.browse import Browse
from tests.servers import Server, serving, settings_at
from web.guards import declares
from web.visitor import visitor


@get("/probe/settle", opt=declares(Act.SETTLE_VENUE), media_type=MediaType.TEXT)
async def settle() -> str:
    """Say who is there, to a territory's officers alone."""
    actor = visitor().actor
    return f"{actor.role} {actor.division} {actor.venue} {actor.entrance}"


@post("/probe/verify", opt=declares(Act.VERIFY), media_type=MediaType.TEXT, status_code=200)
async def verify() -> str:
    """Say who is there, to a door's staff alone."""
    actor = visitor().actor
    return f"{actor.role} {actor.division} {actor.venue} {actor.entrance}"


@get("/probe/verify", opt=declares(Act.VERIFY), media_type=MediaType.TEXT)
async def token() -> str:
    """Give a door's staff the token of a form of their own page."""
    return visitor().csrf_token()


@get("/probe/proof", opt=declares(Act.INVITE, proof="/probe/proof"), media_type=MediaType.TEXT)
async def proved() -> str:
    """Say that the proof is fresh."""
    return "fresh"


@pytest.fixture
def phones(offices: Server) -> Iterator[Callable[[], Browse]]:
    """Open browsers of that server, each a new one; they are closed after the test."""
    opened: list[Browse] = []

    def fresh() -> Browse:
        opened.append(Browse(offices.address))
        return opened[-1]

    yield fresh
    for browser in opened:
        browser.close()


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as in production with the pages above beside its own."""
    own = settings_at(tmp_path_factory.mktemp("offices"))
    with serving(own, [settle, verify, token, proved]) as running:
        running.rest_jobs()
        yield running
