"""A code taken over by its person's own phone, between two browsers; what the first is told."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.family import added, shown
from tests.browser.wizard import Fill, fresh_phone, resident, resident_number, walk
from tests.phones import axe_faults, phone, sideways
from tests.servers import Server

WORDS = {
    "zh": ("是本人换用自己的手机", "儿子或女儿的手机"),
    "en": ("Is that them, on their own phone", "A son’s or daughter’s phone"),
}


def elder(number: str) -> dict[str, Fill]:
    """Give what an elder fills in on their own phone, with their own telephone number."""

    def who(page: Page) -> None:
        page.fill("#name", "李秀英")
        page.fill("#phone", fresh_phone())

    def document(page: Page) -> None:
        page.select_option("#kind", "resident_id")
        if page.locator(".list-button").is_visible():
            page.locator(".list-button").click()
        expect(page.locator("#nationality")).to_have_count(0)
        page.fill("#number", number)

    return resident(who=who, document=document)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_grandmother_takes_her_code_over_and_takes_it_off_the_first_phone(
    chromium: Browser, server: Server, lang: str
) -> None:
    number = resident_number()
    asks, whose = WORDS[lang]
    with phone(chromium, server.address) as mine, phone(chromium, server.address) as hers:
        page, theirs = mine.new_page(), hers.new_page()
        walk(page, server.address, resident(), lang)
        added(page, "parent", "李秀英", number=number)
        walk(theirs, server.address, elder(number), lang)
        expect(theirs.locator("#code.grey")).to_be_visible()
        shown(page, "李秀英")
        banner = page.locator(".banner", has_text=asks)
        expect(banner).to_be_visible()
        assert (axe_faults(page), sideways(page)) == ([], 0)
        banner.locator("form[action='/code/confirm'] button").click()
        expect(page.locator("main")).not_to_contain_text(asks)
        theirs.goto("/family")
        theirs.locator("details.more summary").click()
        theirs.locator("a[href='/family/phones']").click()
        theirs.fill("#number", number)
        theirs.locator("form[action='/confirm'] button").click()
        expect(theirs.locator(".other-phone")).to_contain_text(whose)
        assert (axe_faults(theirs), sideways(theirs)) == ([], 0)
        theirs.locator("form[action='/family/remove'] button").click()
        expect(theirs.locator(".other-phone")).to_have_count(0)
        theirs.goto("/family")
        expect(theirs.locator(".tag.green")).to_be_visible()
        page.goto("/family")
        expect(page.locator("li.person")).to_have_count(1)
        expect(page.locator("main")).not_to_contain_text("李秀英")
        _is_told_once(page)
        theirs.goto("/code")
        expect(theirs.locator("#code.green")).to_be_visible()


def _is_told_once(page: Page) -> None:
    """The first phone tells that the code is gone, on both pages, until it is known."""
    for path in ("/family", "/code"):
        page.goto(path)
        expect(page.locator(".told")).to_contain_text("李*英")
        assert (axe_faults(page), sideways(page)) == ([], 0)
    page.locator("form[action='/family/parted'] button").click()
    expect(page.locator(".told")).to_have_count(0)


def test_one_is_taken_off_this_phone_and_nothing_of_them_stays_on_it(
    chromium: Browser, demo_server: Server
) -> None:
    with phone(chromium, demo_server.address) as mine:
        page = mine.new_page()
        walk(page, demo_server.address, resident(), "zh")
        added(page, "child", "王小宝", born=2015)
        expect(page.locator("[data-signed]")).not_to_have_attribute("hidden", "")
        assert len(_cards(page)) == 2
        page.goto("/family")
        row = page.locator("li.person", has_text="王小宝")
        row.locator("summary").click()
        row.locator("form[action='/family/leave'] button").click()
        expect(page.locator("li.person")).to_have_count(1)
        page.goto("/code")
        expect(page.locator("[data-signed]")).not_to_have_attribute("hidden", "")
        assert len(_cards(page)) == 1


def _cards(page: Page) -> list[str]:
    """Give the names under which cards lie in this phone's store."""
    found: list[str] = page.evaluate(
        """() => new Promise((done) => {
          const asked = indexedDB.open("healthcode", 1);
          asked.onsuccess = () => {
            const cards = asked.result.transaction("cards").objectStore("cards").getAllKeys();
            cards.onsuccess = () => { asked.result.close(); done(cards.result); };
          };
        })"""
    )
    return found
