"""Having left Yunnan, as a person says it: two taps, shown, taken back; in both languages."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.wizard import resident, walk
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server

SAID = {"zh": "离开了云南", "en": "You told us that you left Yunnan on"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_left_taken_back_left_again_and_declared_anew(
    chromium: Browser, demo_server: Server, lang: str, scripts: bool
) -> None:
    with phone(chromium, demo_server.address, java_script_enabled=scripts) as mine:
        page = mine.new_page()
        faults = watch(page)
        walk(page, demo_server.address, resident(), lang)
        page.locator("a[href='/declare/left']").click()
        if scripts:
            assert (axe_faults(page), sideways(page)) == ([], 0)
        page.locator("main form button.button").click()
        expect(page.locator("main")).to_contain_text(SAID[lang])
        page.locator("form[action='/declare/stayed'] button").click()
        expect(page.locator("main")).not_to_contain_text(SAID[lang])
        page.locator("a[href='/declare/left']").click()
        page.locator("main form button.button").click()
        expect(page.locator("#code.green")).to_be_visible()
        page.locator(".left-yunnan form[action='/declare/again'] button").click()
        expect(page.locator("input[name=contact]").first).to_be_visible()
        assert faults == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_pages_fit_a_narrow_phone_in_large_letters(
    chromium: Browser, server: Server, lang: str
) -> None:
    with phone(chromium, server.address, viewport={"width": 320, "height": 740}) as mine:
        page = mine.new_page()
        walk(page, server.address, resident(), lang)
        for query in ("", "?large=1"):
            page.goto(f"/code{query}")
            assert (axe_faults(page), sideways(page)) == ([], 0), query
            page.goto("/declare/left")
            assert (axe_faults(page), sideways(page)) == ([], 0), query
        page.locator("main form button.button").click()
        for query in ("?large=0", "?large=1"):
            page.goto(f"/code{query}")
            expect(page.locator("main")).to_contain_text(SAID[lang])
            assert (axe_faults(page), sideways(page)) == ([], 0), query
