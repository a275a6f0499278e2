"""The family without a network: everybody's card kept, switched, reloaded, and grey at its end."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from domain.credential.scanned import Signed, read_scanned
from tests.browser.kept import kept, offline, scanned
from tests.phones import axe_faults, phone, sideways
from tests.servers import Server, serving, settings_at

EVERYBODY = {"李*", "韩*梅", "李*英", "李*雷"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings_at(tmp_path_factory.mktemp("home"), demo=True)) as server:
        yield server


@pytest.fixture
def mine(chromium: Browser, served: Server) -> Iterator[BrowserContext]:
    with phone(chromium, served.address) as context:
        yield context


def choose(page: Page, name: str) -> None:
    page.locator("[data-people] button", has_text=f"{name} · ").click()
    expect(page.locator(".kept-name")).to_have_text(name)


def signed_name(page: Page) -> str:
    read = read_scanned(scanned(page), "")
    assert isinstance(read, Signed)
    return read.credential.name


def test_everybody_of_the_phone_is_there_and_each_shows_their_own_signed_code(
    mine: BrowserContext, served: Server
) -> None:
    page = mine.new_page()
    kept(page, served, "李秀英")
    offline(mine, page)
    expect(page.locator(".kept-name")).to_have_text("李*英")
    assert page.locator("[data-people] button").count() == len(EVERYBODY)
    seen = set()
    for name in sorted(EVERYBODY):
        choose(page, name)
        seen.add(signed_name(page))
    assert seen == EVERYBODY
    assert (axe_faults(page), sideways(page)) == ([], 0)


def test_whoever_was_chosen_is_shown_after_a_reload_with_the_family_s_own_label(
    mine: BrowserContext, served: Server
) -> None:
    page = mine.new_page()
    kept(page, served, "李雷")
    page.goto("/family")
    row = page.locator("li.person", has_text="李秀英")
    row.locator("summary").click()
    row.locator("[data-label-for]").fill("奶奶")
    page.goto("/code")
    expect(page.locator("[data-signed]")).not_to_have_attribute("hidden", "")
    offline(mine, page)
    expect(page.locator(".kept-name")).to_have_text("李*")
    page.locator("[data-people] button", has_text="奶奶 李*英 · ").click()
    expect(page.locator(".kept-name")).to_have_text("李*英")
    page.reload()
    expect(page.locator(".kept-name")).to_have_text("李*英")
    assert signed_name(page) == "李*英"


def test_each_card_ends_when_its_own_colour_does(mine: BrowserContext, served: Server) -> None:
    page = mine.new_page()
    kept(page, served, "李雷")
    page.clock.set_fixed_time(served.clock.now() + timedelta(hours=25))
    offline(mine, page)
    for name in sorted(EVERYBODY):
        choose(page, name)
        expect(page.locator("#code.green")).to_be_visible()
    page.clock.set_fixed_time(served.clock.now() + timedelta(days=4))
    page.reload()
    greys = {"李*英": "已过期", "李*": "超过一天没有更新"}
    for name, said in greys.items():
        choose(page, name)
        expect(page.locator("#code.grey .verdict-word")).to_contain_text(said)


def test_a_card_put_into_another_s_place_is_no_card(mine: BrowserContext, served: Server) -> None:
    """What the seal ties together cannot be exchanged between two people of one phone."""
    page = mine.new_page()
    kept(page, served, "李雷")
    page.evaluate(
        """() => new Promise((done) => {
          const asked = indexedDB.open("healthcode", 1);
          asked.onsuccess = () => {
            const store = asked.result.transaction("cards", "readwrite").objectStore("cards");
            store.getAll().onsuccess = (event) => {
              const [one, other] = event.target.result;
              store.put({ ...one, credential: other.credential });
              store.put({ ...other, credential: one.credential });
              store.transaction.oncomplete = () => { asked.result.close(); done(); };
            };
          };
        })"""
    )
    offline(mine, page)
    greys = page.locator("[data-people] button.grey")
    expect(greys).to_have_count(2)
    expect(page.locator("[data-people] button.green")).to_have_count(2)
