"""A server with every route, the demo's too, and the households that tests set on each other."""

from collections.abc import Iterator

import pytest
from litestar import MediaType, get
from litestar.params import FromQuery
from sqlmodel import col, update

from domain.accounts.acts import Act
from domain.household.browsers import close_browser
from domain.household.claims import ClaimState
from domain.household.records import ClaimRecord
from domain.storage.work import Work
from tests.servers import Server, serving, settings_at
from tests.web.defence.made_up import ELSEWHERE, HOME
from tests.web.defence.phones import Household, Phone, close_phones, household
from tests.web.defence.protected import other_browser, own_passkey
from web.guards import declares

_WHERE = {"other": HOME, "elsewhere": ELSEWHERE, "deleted": HOME}


@get("/probe/raw", opt=declares(Act.READ_PUBLIC), media_type=MediaType.HTML, sync_to_thread=False)
def unescaped(html: FromQuery[str]) -> str:
    """Write a text into a page as no template of ours does: the control of the tests of scripts."""
    return f"<!doctype html><title>control</title><main id=main>{html}</main>"


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server all of these tests ask, with its own folder."""
    with serving(
        settings_at(tmp_path_factory.mktemp("held"), demo=True, demo_texts=True), [unescaped]
    ) as running:
        yield running
        close_phones()


@pytest.fixture
def bare(held: Server) -> Phone:
    """A browser that nobody knows."""
    return Phone(held)


@pytest.fixture(scope="session")
def others(held: Server) -> dict[str, Household]:
    """Households that nobody else may see into: a neighbour's, one far away, one that has left."""
    found = {name: household(held, where) for name, where in _WHERE.items()}
    for each in found.values():
        own_passkey(each)
        other_browser(each)
    _leave(held, found["deleted"])
    return found


@pytest.fixture
def own(held: Server) -> Household:
    """The household of whoever asks, another one for each test."""
    return household(held)


def _leave(server: Server, gone: Household) -> None:
    """End a household's claims and close its browsers, as leaving will."""
    holder, token = gone.holder, gone.phone.client.cookies["hc"]

    def end(work: Work) -> None:
        work.session.exec(
            update(ClaimRecord)
            .where(col(ClaimRecord.holder_id) == holder.id)
            .values(state=ClaimState.ENDED.value)
        )
        close_browser(work, token)

    server.run(server.services.db.write(end))
