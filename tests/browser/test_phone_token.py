"""The code page's own tokens: drawn each 15 s without a request, else the server's."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from domain.healthcode.tokens import Freshness, freshness, read_token
from tests.browser.kept import kept, opened, scanned
from tests.phones import axe_faults, watch
from tests.servers import Server

STROKES = "[data-plate] svg path[stroke]"


def test_each_step_is_drawn_without_a_request(mine: BrowserContext, served: Server) -> None:
    page = mine.new_page()
    faults = watch(page)
    page.clock.install()
    kept(page, served)
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    seen = {scanned(page)}
    for step in (1, 2):
        before = page.locator(STROKES).get_attribute("d")
        page.clock.run_for(15_000)
        expect(page.locator(STROKES)).not_to_have_attribute("d", before or "")
        text = scanned(page)
        assert re.fullmatch(r"HTTP://LOCALHOST:[0-9]+/C/[A-Z2-7]{32}", text)
        token = read_token(served.services.ring, text.rpartition("/")[2])
        assert token is not None
        ahead = timedelta(seconds=15 * step)
        assert freshness(token.step, served.clock.now() + ahead) is Freshness.LIVE
        seen.add(text)
    assert len(seen) == 3
    assert [url for url in asked if "/code/qr" in url or "/code/phone" in url] == []
    assert faults == []


@pytest.mark.parametrize("missing", ["**/phone/own-*.js", "**/code/phone"])
def test_what_is_missing_leaves_the_servers_qr(
    mine: BrowserContext, served: Server, missing: str
) -> None:
    mine.route(missing, lambda route: route.abort())
    page = mine.new_page()
    page.clock.install()
    opened(page, served)
    expect(page.locator("#code[data-live]")).to_have_count(1)
    with page.expect_response("**/code/qr"):
        page.clock.run_for(15_500)
    assert "/C/" in scanned(page)


def test_a_browser_without_webcrypto_keeps_the_servers_qr_and_is_told(
    mine: BrowserContext, served: Server
) -> None:
    mine.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page = mine.new_page()
    page.clock.install()
    opened(page, served)
    expect(page.locator("[data-no-own]")).to_be_visible()
    expect(page.locator("[data-no-own]")).to_contain_text("联网")
    assert axe_faults(page) == []
    with page.expect_response("**/code/qr"):
        page.clock.run_for(15_500)
    assert "/C/" in scanned(page)
