"""My details on a phone: seen, read whole, downloaded, deleted; both languages, no scripts too."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pictures import noting
from tests.browser.wizard import Fill, in_contact, resident, walk
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server


def declared(page: Page, server: Server, lang: str, **changed: Fill) -> str:
    """Declare, and give the document's number."""
    fills, typed = resident(**changed), dict[str, str]()
    walk(page, server.address, fills | {"document": noting(fills["document"], typed)}, lang)
    return typed["number"]


def open_details(page: Page, server: Server, number: str) -> None:
    """Open the page by its tile, and show who holds the phone as it asks."""
    page.goto(f"{server.address}/code")
    page.locator(".tiles a[href='/me']").click()
    page.locator("input[name=number]").fill(number)
    page.locator("main form button").last.click()
    expect(page.locator("details#identity")).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_is_held_is_seen_taken_along_and_deleted(
    chromium: Browser, server: Server, tmp_path: Path, lang: str, scripts: bool
) -> None:
    with phone(chromium, server.address, java_script_enabled=scripts) as context:
        page = context.new_page()
        open_details(page, server, declared(page, server, lang))
        expect(page.locator("#identity dl").first).to_be_hidden()
        page.locator("#identity summary").click()
        expect(page.locator("#identity")).to_contain_text("王秀英")
        with page.expect_download() as taken:
            page.locator("form[action='/me/download'] button").click()
        taken.value.save_as(tmp_path / "mine.json")
        held = json.loads((tmp_path / "mine.json").read_text("utf-8"))
        assert (held["identity"]["name"], len(held["declarations"])) == ("王秀英", 1)
        page.locator("a[href='/me/history']").click()
        expect(page.locator(".acts li")).to_have_count(4)
        page.goto(f"{server.address}/me")
        page.locator("a[href='/me/delete']").click()
        page.locator("form[action='/me/delete'] button").click()
        expect(page.locator(".banner.done")).to_be_visible()
        assert not [each for each in context.cookies() if each["name"] in {"hc", "hc-pre"}]
        page.goto(f"{server.address}/code")
        expect(page).to_have_url(f"{server.address}/declare")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_pages_are_open_to_everybody(chromium: Browser, server: Server, lang: str) -> None:
    """No fault by axe and nothing sideways: folded and open, large, on a narrow phone too."""
    with phone(chromium, server.address) as context:
        page = context.new_page()
        seen = watch(page)
        open_details(page, server, declared(page, server, lang, health=in_contact))
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            for path in ("/me", "/me?whole=yes", "/me/history", "/me/delete", "/me?large=1"):
                page.goto(f"{server.address}{path}")
                assert (axe_faults(page), sideways(page)) == ([], 0), (width, path)
            page.goto(f"{server.address}/me?large=0")
        page.goto(f"{server.address}/me/delete")
        page.locator("form[action='/me/delete'] button").click()
        expect(page.locator(".banner.done")).to_be_visible()
        assert (axe_faults(page), sideways(page)) == ([], 0)
        assert seen == []
