"""Two phones with the same person: told, theirs or not, a second look; in both languages."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.wizard import Fill, fresh_phone, in_contact, resident, walk
from tests.phones import axe_faults, phone, sideways
from tests.servers import Server


def with_number(fills: dict[str, Fill], number: str) -> dict[str, Fill]:
    def who(page: Page) -> None:
        page.fill("#name", "王秀英")
        page.fill("#phone", number)

    return fills | {"who": who}


def look_again(page: Page) -> None:
    """Let a page poll, as it does by itself within the minute."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_open_page_is_told_of_a_risk_and_objects_in_one_tap(
    chromium: Browser, server: Server, lang: str
) -> None:
    told = {"zh": "申报了有风险的情况", "en": "another phone reported a risk"}[lang]
    objected = {"zh": "已提出异议", "en": "You objected on"}[lang]
    fills = resident()
    with phone(chromium, server.address) as mine, phone(chromium, server.address) as other:
        page = mine.new_page()
        walk(page, server.address, fills, lang)
        walk(other.new_page(), server.address, fills | {"health": in_contact}, lang)
        look_again(page)
        expect(page.locator(".told")).to_contain_text(told)
        expect(page.locator(".told")).to_be_in_viewport()
        for query in ("", "?large=1", "?large=0"):
            page.goto(f"{server.address}/code{query}")
            assert (axe_faults(page), sideways(page)) == ([], 0), query
        page.locator("form[action='/code/object'] button").click()
        expect(page.locator(".told")).to_have_count(0)
        expect(page.locator("main")).to_contain_text(objected)
        expect(page.locator("#code.red")).to_be_visible()
        assert axe_faults(page) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_claim_that_waits_is_refused_and_confirmed_at_a_second_look(
    chromium: Browser, server: Server, lang: str, scripts: bool
) -> None:
    fills = resident()
    chosen = {"java_script_enabled": scripts}
    with phone(chromium, server.address, **chosen) as mine, phone(chromium, server.address) as they:
        page, theirs = mine.new_page(), they.new_page()
        walk(page, server.address, fills, lang)
        walk(theirs, server.address, with_number(fills, fresh_phone()), lang)
        expect(theirs.locator("#code.grey")).to_be_visible()
        expect(theirs.locator("main form.button")).to_have_count(0)
        page.goto(f"{server.address}/code")
        page.locator("form[action='/code/object'] button").click()
        confirm = page.locator("form[action='/code/confirm'] button")
        expect(confirm).to_be_hidden()
        if scripts:
            assert (axe_faults(page), sideways(page)) == ([], 0)
        page.locator("details summary").click()
        confirm.click()
        expect(page.locator("details")).to_have_count(0)
        theirs.reload()
        expect(theirs.locator("#code.green")).to_be_visible()
