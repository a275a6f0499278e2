"""A server that is slow or stands behind a failing gateway: the code is there all the same."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.gateway import holding, refusing
from tests.browser.kept import kept, scanned
from tests.phones import phone
from tests.servers import Server, serving, settings_at

CODE, PULSE = "/code", "/code/pulse"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings_at(tmp_path_factory.mktemp("gateway"), demo=True)) as server:
        yield server


@pytest.fixture
def page(chromium: Browser, served: Server) -> Iterator[Page]:
    """A page of a phone that keeps its green card, away from the code."""
    with phone(chromium, served.address) as context:
        opened = context.new_page()
        kept(opened, served)
        opened.goto("/help")
        yield opened


def test_a_server_that_does_not_answer_is_waited_for_three_seconds(
    page: Page, served: Server
) -> None:
    with holding(served, CODE, PULSE):
        page.goto(CODE)
        expect(page.locator("[data-shell] #code.green")).to_be_visible()
        assert scanned(page).startswith("YN1:")
        waited = page.evaluate("performance.getEntriesByType('navigation')[0].responseStart")
        assert waited >= 2900
    expect(page.locator("[data-code]")).to_be_visible()


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_gateways_fault_gives_the_kept_card_until_it_passes(
    page: Page, served: Server, status: int
) -> None:
    with refusing(served, status, CODE, PULSE):
        answer = page.goto(CODE)
        assert answer is not None
        assert (answer.status, answer.from_service_worker) == (200, True)
        expect(page.locator("[data-shell] #code.green")).to_be_visible()
    expect(page.locator("[data-code]")).to_be_visible()


def test_what_the_server_says_itself_is_shown(page: Page, served: Server) -> None:
    """A fault of the server's own, and any other address behind the gateway: no card instead."""
    for status, path in ((500, CODE), (404, CODE), (503, "/help")):
        with refusing(served, status, path):
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == status
            expect(page.locator("h1")).to_have_text("Gateway")


def test_an_open_code_goes_to_its_kept_card_when_the_pulse_fails(
    page: Page, served: Server
) -> None:
    page.clock.install()
    page.goto(CODE)
    expect(page.locator("[data-signed]")).not_to_have_attribute("hidden", "")
    with refusing(served, 502, CODE, PULSE):
        page.clock.run_for(51_000)
        expect(page.locator("[data-shell] #code.green")).to_be_visible()
