"""A server with a few routes of the tests' own: to post to, to fail in, to be closed."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from litestar import MediaType, Request, Response, get, post
from litestar.params import FromPath

from domain.accounts.acts import Act
from domain.kernel.problems import DomainError, Refusal
from tests.servers import Server, serving, settings_at
from web.forms import entries_of
from web.guards import actor, declares
from web.visitor import visitor
from web.wiring import services

_PUBLIC = declares(Act.READ_PUBLIC)


@get("/probe/token", opt=_PUBLIC, media_type=MediaType.TEXT, sync_to_thread=False)
def token() -> str:
    return visitor().csrf_token()


@post("/probe", opt=_PUBLIC)
async def sent(request: Request[Any, Any, Any]) -> Response[dict[str, list[str]]]:
    return Response(await entries_of(request))


@get("/probe/actor", opt=_PUBLIC, media_type=MediaType.TEXT, sync_to_thread=False)
def who() -> str:
    return actor().role


@get("/probe/refused/{code:str}", opt=_PUBLIC, sync_to_thread=False)
def refused(code: FromPath[str]) -> str:
    raise DomainError(Refusal(code), 7)


@get("/probe/bug/{name:str}", opt=_PUBLIC, sync_to_thread=False)
def bug(name: FromPath[str]) -> str:
    message = f"about {name}"
    raise RuntimeError(message)


@get("/probe/closed", sync_to_thread=False)
def closed() -> str:
    return "never"


@get("/probe/large", opt=_PUBLIC, media_type=MediaType.HTML, sync_to_thread=False)
def large() -> str:
    return "<p>长</p>" * 2000


@get("/probe/keep/{browser:str}", opt=_PUBLIC, media_type=MediaType.TEXT, sync_to_thread=False)
def keep(request: Request[Any, Any, Any], browser: FromPath[str]) -> str:
    assert services(request).settings is not None
    visitor().keep_browser(browser)
    return "kept"


ROUTES = [token, sent, who, refused, bug, closed, large, keep]


@pytest.fixture(scope="session")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server with the routes above."""
    with serving(settings_at(tmp_path_factory.mktemp("probe")), ROUTES) as running:
        yield running


@pytest.fixture
def client(probe: Server) -> Iterator[httpx.Client]:
    """A bare client: no checks of pages, its own cookies."""
    with httpx.Client(base_url=probe.address, trust_env=False, timeout=30) as opened:
        yield opened
