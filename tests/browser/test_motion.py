"""Who wants less motion sees none but the clock, which tells a live code from a picture."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.everywhere import PEOPLE, every_page
from tests.browser.kept import opened
from tests.browser.measures import MOVING, WOULD_MOVE
from tests.phones import phone
from tests.servers import Server, serving, settings_at


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings_at(tmp_path_factory.mktemp("still"), demo=True)) as server:
        yield server


def test_nothing_moves_on_any_page(chromium: Browser, served: Server) -> None:
    with phone(chromium, served.address, reduced_motion="reduce") as context:
        page = context.new_page()
        for name in every_page(page, served, "lang=zh"):
            assert page.evaluate(MOVING) == [], name
            assert page.evaluate(WOULD_MOVE) == [], name
            assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == (
                "auto"
            ), name


def test_the_clock_goes_on(chromium: Browser, served: Server) -> None:
    with phone(chromium, served.address, reduced_motion="reduce") as context:
        page = context.new_page()
        opened(page, served, PEOPLE["green"])
        clock = page.locator("[data-clock]")
        before = clock.inner_text()
        expect(clock).not_to_have_text(before)
        assert page.evaluate(MOVING) == []


def test_the_stripe_moves_for_everybody_else(chromium: Browser, served: Server) -> None:
    with phone(chromium, served.address) as context:
        page = context.new_page()
        opened(page, served, PEOPLE["green"])
        assert page.evaluate(MOVING) == ["sweep"]


def test_an_old_card_still_says_so(chromium: Browser, served: Server) -> None:
    with phone(chromium, served.address, reduced_motion="reduce") as context:
        page = context.new_page()
        opened(page, served, PEOPLE["green"])
        for aging in page.locator("[data-ages]").all():
            aging.evaluate("each => each.getAnimations().forEach(it => { it.currentTime = 61000 })")
        expect(page.locator(".plate-old")).to_be_visible()
