"""A phone without a network: its card at once, signed; grey past its end; all gone on leaving."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from domain.credential.table import Answer
from domain.healthcode.check import check
from tests.browser.kept import CONTROLLED, kept, offline, scanned
from tests.browser.wizard import resident, walk
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server
from web.trust import home_issuer

LEAST_PIXELS = 320


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
    assert found.verdict.answer is Answer.CHECKED
    assert [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []


def test_two_cards_are_switched_and_come_back_with_the_network(
    mine: BrowserContext, served: Server
) -> None:
    page = mine.new_page()
    kept(page, served, "李小雷")
    offline(mine, page)
    expect(page.locator("#code.green .kept-name")).to_have_text("李*雷")
    page.locator("[data-people] button", has_text="韩*梅 · 绿码").click()
    expect(page.locator("#code.green .kept-name")).to_have_text("韩*梅")
    assert scanned(page).startswith("YN1:")
    mine.set_offline(False)
    expect(page.locator("[data-code]")).to_be_visible()


def test_an_open_code_goes_over_to_the_kept_card_by_itself(
    mine: BrowserContext, served: Server
) -> None:
    page = mine.new_page()
    kept(page, served)
    mine.set_offline(True)
    expect(page.locator("[data-shell] #code.green")).to_be_visible()
    mine.set_offline(False)
    expect(page.locator("[data-code]")).to_be_visible()
    page.locator(".plate-open").click()
    page.locator("[data-signed] a").click()
    expect(page.locator("[data-shell] #code.green")).to_be_visible()
    assert scanned(page).startswith("YN1:")


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (timedelta(hours=25), "绿码"),
        (timedelta(hours=27), "超过一天没有更新"),
        (timedelta(days=15), "已过期"),
        (timedelta(days=-1), "请核对时间"),
    ],
)
def test_a_kept_green_lasts_no_longer_than_it_may(
    mine: BrowserContext, served: Server, later: timedelta, said: str
) -> None:
    page = mine.new_page()
    kept(page, served)
    page.clock.set_fixed_time(served.clock.now() + later)
    offline(mine, page)
    expect(page.locator("#code .verdict-word")).to_contain_text(said)
    expect(page.locator("#code.green")).to_have_count(1 if said == "绿码" else 0)


def test_cards_end_on_the_open_screen(mine: BrowserContext, served: Server) -> None:
    page = mine.new_page()
    kept(page, served)
    page.clock.install(time=served.clock.now())
    offline(mine, page)
    expect(page.locator("#code.green")).to_be_visible()
    expect(page.locator("[data-people] .green")).to_have_count(4)
    page.clock.fast_forward(timedelta(hours=27) // timedelta(milliseconds=1))
    page.clock.run_for(16_000)
    expect(page.locator("#code.grey")).to_be_visible()
    expect(page.locator("main .green, main .red")).to_have_count(0)
    said = page.locator("[data-people] button").all_inner_texts()
    assert sorted(said) == sorted(f"{name} · 灰码" for name in ("李*雷", "韩*梅", "李*英", "李*"))


def test_other_addresses_say_that_they_need_a_network(mine: BrowserContext, served: Server) -> None:
    page = mine.new_page()
    kept(page, served)
    offline(mine, page)
    page.goto("/help")
    expect(page.locator("[data-other]")).to_be_visible()
    expect(page.locator("#code.green")).to_be_visible()


def test_leaving_empties_everything(mine: BrowserContext, served: Server) -> None:
    page = mine.new_page()
    kept(page, served)
    page.goto("/demo")
    page.locator("form[action='/demo/forget'] button").click()
    expect(page).to_have_url(f"{served.address}/demo")
    expect(page.locator("form[action='/demo/forget']")).to_have_count(0)
    left = page.evaluate(
        """async () => [(await caches.keys()).length, (await indexedDB.databases()).length,
        (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert left == [0, 0, 0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shell_is_open_to_everybody(chromium: Browser, served: Server, lang: str) -> None:
    """No fault by axe, and nothing reaches out sideways, on 320 pixels in large letters too."""
    size = {"width": 320, "height": 740}
    with phone(chromium, served.address, viewport=size) as context:
        page = context.new_page()
        kept(page, served, lang=lang)
        kept(page, served, "周明远", lang=lang)
        offline(context, page)
        for query in ("", "?large=1"):
            page.goto(f"/shell{query}")
            expect(page.locator("#code")).to_be_visible()
            assert (axe_faults(page), sideways(page)) == ([], 0), query
        expect(page.locator("html.large")).to_have_count(1)


def test_without_a_trust_list_nothing_is_kept(chromium: Browser, server: Server) -> None:
    """No checker could tell such a card from a forged one, so none is promised."""
    with phone(chromium, server.address) as context:
        page = context.new_page()
        faults = watch(page)
        walk(page, server.address, resident(), "zh")
        assert page.evaluate(CONTROLLED)
        page.wait_for_load_state("networkidle")
        expect(page.locator("[data-signed]")).to_be_hidden()
        assert faults == []
        offline(context, page)
        expect(page.locator("[data-none]")).to_be_visible()
