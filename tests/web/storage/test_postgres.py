"""The service on PostgreSQL by its URL alone: migrated, seeded, declared on, shown, looked at."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from domain.household.browsers import holder_by_token
from domain.kernel.days import day_of
from domain.kernel.ids import random_id
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from domain.storage.postgres import postgres_engine
from tests.browse import Browse, Page
from tests.domain.declaration.forms import RESIDENT
from tests.postgres import Cluster
from tests.servers import Server, serving, settings_at
from web.demo.seed import HAND_MADE
from web.jobs import purge_outlived
from web.settings import Settings

APP = "healthcode_served"


def settings_on(cluster: Cluster, name: str, folder: Path, **chosen: Any) -> Settings:
    """Give settings of an empty database: the app's role serves, its owner migrates and purges."""
    cluster.run(f"CREATE DATABASE {name}")
    urls = {
        "database_url": SecretStr(cluster.url(name, APP)),
        "database_admin_url": SecretStr(cluster.url(name)),
    }
    return settings_at(folder, **urls, **chosen)


@pytest.fixture(scope="module")
def app_role(postgres: Cluster) -> Cluster:
    postgres.run(f"CREATE ROLE {APP} LOGIN")
    return postgres


@pytest.fixture(scope="module")
def served(app_role: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo, with its made-up people."""
    folder = tmp_path_factory.mktemp("served")
    with serving(settings_on(app_role, "served", folder, demo=True)) as running:
        yield running


@pytest.fixture
def phone(served: Server) -> Iterator[Browse]:
    browser = Browse(served.address)
    yield browser
    browser.close()


def declared(phone: Browse) -> Page:
    """Walk the six steps as a resident, to the code."""
    page = phone.get("/declare")
    while page.path.startswith("/declare"):
        if page.path.startswith("/declare/check"):
            page = phone.send(page, form=len(page.forms()) - 1, commitment="yes")
        else:
            page = phone.send(page, 200, 0, **RESIDENT)
    return page


def person_on(served: Server, phone: Browse) -> UUID:
    holder = served.run(served.services.db.read(holder_by_token, phone.cookies["hc"]))
    assert holder is not None
    assert holder.person_id is not None
    return holder.person_id


def test_the_demo_is_there_and_nothing_lies_in_a_file(served: Server, phone: Browse) -> None:
    assert HAND_MADE[0].name in phone.get("/demo").text
    assert phone.fetch("GET", "/readyz").json()["status"] == "ready"
    assert not list(Path(served.settings.data).rglob("*.db"))


def test_a_resident_declares_shows_and_is_looked_at(served: Server, phone: Browse) -> None:
    code = declared(phone)
    assert "绿码" in code.text
    pulse = phone.fetch("GET", "/code/pulse")
    assert pulse.text == "green"
    again = phone.fetch("GET", "/code/pulse", headers={"If-None-Match": pulse.headers["etag"]})
    assert again.status_code == 304
    person = person_on(served, phone)
    ctx = served.services.context()
    fact = Fact(random_id(), person, FactKind.CONFIRMED, day_of(ctx.instant), ctx.instant)
    served.run(served.services.db.write(record_fact, ctx, fact))
    assert phone.fetch("GET", "/code/pulse").text == "red"
    assert "红码" in phone.get("/code").text


def test_the_purge_runs_as_the_owner(app_role: Cluster, tmp_path: Path) -> None:
    settings = settings_on(app_role, "purged", tmp_path)
    engine = postgres_engine(settings.postgres_admin, 1)
    count = text("SELECT count(*) FROM draft")
    with serving(settings) as server, engine.connect() as connection:
        phone = Browse(server.address)
        phone.send(phone.get("/declare"), 200, 0, **RESIDENT)
        phone.close()
        assert connection.execute(count).scalar_one() == 1
        with server.later(timedelta(days=60)):
            server.run(purge_outlived(server.services))
        assert connection.execute(count).scalar_one() == 0
    engine.dispose()
