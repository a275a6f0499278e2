"""Finding one's code from a phone that is not known; the QR at a door; the person is told."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.pictures import noting
from tests.browser.wizard import resident, resident_number, walk
from tests.phones import axe_faults, phone, sideways
from tests.servers import Server


def find(page: Page, server: Server, typed: dict[str, str], lang: str) -> None:
    page.goto(f"{server.address}/?lang={lang}")
    page.locator("a[href='/lookup']").click()
    page.locator("[name=kind]").select_option("resident_id")
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form button").last.click()


def sound(page: Page) -> None:
    assert (axe_faults(page), sideways(page)) == ([], 0), page.url


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_code_is_found_shown_at_a_door_and_its_owner_told(
    chromium: Browser, server: Server, lang: str, scripts: bool
) -> None:
    fills, typed = resident(), dict[str, str]()
    for step in ("who", "document"):
        fills[step] = noting(fills[step], typed)
    chosen = {"java_script_enabled": scripts}
    with phone(chromium, server.address) as mine, phone(chromium, server.address, **chosen) as new:
        own, page = mine.new_page(), new.new_page()
        walk(own, server.address, fills, lang)
        find(page, server, typed, lang)
        expect(page.locator(".code.green")).to_be_visible()
        text = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))[0].text
        if scripts:
            sound(page)
        page.goto(text)
        warning = {"zh": "请核对证件", "en": "Check the document."}[lang]
        expect(page.locator("main")).to_contain_text(warning)
        expect(page.locator(".code.green")).to_contain_text("王*英")
        own.reload()
        form = own.locator("form[action='/code/looked-up'] button")
        sound(own)
        form.click()
        expect(form).to_have_count(0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_finds_nobody_says_what_to_do(chromium: Browser, server: Server, lang: str) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        find(page, server, {"phone": "1", "number": ""}, lang)
        expect(page.locator("#errors li")).to_have_count(2)
        sound(page)
        find(page, server, {"phone": "13911112222", "number": resident_number()}, lang)
        expect(page.locator("main a[href='/lookup'].button")).to_be_visible()
        sound(page)
        page.goto(f"{server.address}/lookup?large=1")
        sound(page)
