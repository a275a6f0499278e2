"""Large type on every page of the narrowest phone: 140 %, targets of 60 px, nothing cut."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.everywhere import PEOPLE, every_page
from tests.browser.kept import opened
from tests.browser.measures import CUT_WORDS, NOT_GROWN, SMALL_TARGETS
from tests.phones import axe_faults, phone, sideways
from tests.servers import Server, serving, settings_at

LEAST = 60
NARROW = {"width": 320, "height": 740}
# A phone of 360 px whose browser shows pages at 200 %.
ZOOMED = {"width": 180, "height": 370}
PAGES = 33


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings_at(tmp_path_factory.mktemp("large"), demo=True)) as server:
        yield server


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_keeps_large_type_whole_at_320(
    chromium: Browser, served: Server, lang: str
) -> None:
    with phone(chromium, served.address, viewport=NARROW, device_scale_factor=1) as context:
        page = context.new_page()
        seen = []
        for name in every_page(page, served, f"lang={lang}&large=1"):
            seen.append(name)
            expect(page.locator("html.large")).to_have_count(1)
            assert sideways(page) == 0, name
            assert page.evaluate(SMALL_TARGETS, LEAST) == [], name
            assert page.evaluate(CUT_WORDS) == [], name
            assert axe_faults(page) == [], name
            assert page.evaluate(NOT_GROWN) == [], name
        assert len(seen) == len(set(seen)) == PAGES


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_large_type_bears_200_per_cent(chromium: Browser, served: Server, lang: str) -> None:
    with phone(chromium, served.address, viewport=ZOOMED) as context:
        page = context.new_page()
        for name in every_page(page, served, f"lang={lang}&large=1"):
            assert sideways(page) == 0, name
            found = page.evaluate(CUT_WORDS)
            assert [each for each in found if not each.startswith("broken")] == [], name


def test_no_page_forbids_to_zoom(chromium: Browser, served: Server) -> None:
    with phone(chromium, served.address) as context:
        page = context.new_page()
        opened(page, served, PEOPLE["green"])
        said = page.locator("meta[name=viewport]").get_attribute("content") or ""
        assert "maximum-scale" not in said
        assert "user-scalable" not in said
