"""A phone without a network: its own card at once, signed; grey past its end; never green by hand."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from domain.credential.table import Answer
from domain.healthcode.check import check
from tests.browser.kept import kept, offline, scanned
from tests.browser.standin import demo_with_phone
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server
from web.trust import home_issuer

LEAST_PIXELS = 320


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with demo_with_phone(tmp_path_factory.mktemp("kept")) as server:
        yield server


@pytest.fixture
def mine(chromium: Browser, served: Server) -> Iterator[BrowserContext]:
    with phone(chromium, served.address) as context:
        yield context


def test_the_own_card_is_there_offline_and_its_live_form_checks(
    mine: BrowserContext, served: Server
) -> None:
    page = mine.new_page()
    faults = watch(page)
    kept(page, served)
    offline(mine, page)
    expect(page.locator("#code.green")).to_be_visible()
    expect(page.locator("#code")).to_contain_text("绿码")
    expect(page.locator("[data-age]")).to_contain_text("更新于")
    expect(page.locator("[data-plate] svg")).to_be_visible()
    box = page.locator("[data-plate] svg").bounding_box()
    assert box is not None
    assert box["width"] >= LEAST_PIXELS
    text = scanned(page)
    assert text.startswith("YN1:")
    held = served.services
    issuer = home_issuer(served.settings)
    found = served.run(held.db.read(check, held.context(), text, issuer, "localhost"))
    assert found.verdict.answer in {Answer.CHECKED, Answer.BY_SIGNATURE, Answer.LIST_TOO_OLD}
    assert [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []
