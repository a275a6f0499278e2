"""Digits by text message in a browser, read where the demo shows them: look-up and step-up."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pictures import noting
from tests.browser.wizard import resident, walk
from tests.digits import last_digits
from tests.phones import axe_faults, phone, sideways
from tests.servers import Server


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_look_up_and_a_proof_by_digits(
    chromium: Browser, texting_server: Server, lang: str, scripts: bool
) -> None:
    fills, typed = resident(), dict[str, str]()
    for step in ("who", "document"):
        fills[step] = noting(fills[step], typed)
    chosen = {"java_script_enabled": scripts}
    address = texting_server.address
    with phone(chromium, address, **chosen) as mine, phone(chromium, address, **chosen) as new:
        own, page = mine.new_page(), new.new_page()
        walk(own, address, fills, lang)
        page.goto(f"{address}/lookup?lang={lang}")
        page.locator("[name=kind]").select_option("resident_id")
        for name, value in typed.items():
            page.locator(f"[name={name}]").fill(value)
        page.locator("main form button").last.click()
        expect(page.locator("#code")).to_be_visible()
        if scripts:
            assert (axe_faults(page), sideways(page)) == ([], 0)
        page.fill("#code", last_digits(texting_server, typed["phone"]))
        page.locator("form[action='/lookup/code'] button").click()
        expect(page.locator(".code.green")).to_be_visible()
        own.goto(f"{address}/browsers")
        own.locator("form[action='/confirm/send'] button").click()
        expect(own.locator("#code")).to_be_visible()
        if scripts:
            assert (axe_faults(own), sideways(own)) == ([], 0)
        own.fill("#code", "000000")
        own.locator("form[action='/confirm/code'] button").click()
        expect(own.locator("#code-error")).to_be_visible()
