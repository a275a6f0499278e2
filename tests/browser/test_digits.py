"""Digits by text message in a browser, read where the demo shows them: look-up, step-up, claim."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pictures import noting
from tests.browser.wizard import Fill, resident, walk
from tests.digits import last_digits
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def noted() -> tuple[dict[str, Fill], dict[str, str]]:
    """Give what a resident fills in, and where both numbers will stand once it was."""
    fills, typed = resident(), dict[str, str]()
    for step in ("who", "document"):
        fills[step] = noting(fills[step], typed)
    return fills, typed


def fine(page: Page, *, scripts: bool) -> None:
    if scripts:
        assert (axe_faults(page), sideways(page)) == ([], 0), page.url


def send(page: Page, action: str) -> None:
    """Ask for digits on the page that offers them."""
    page.locator(f"form[action='{action}'] button").click()
    expect(page.locator("#code")).to_be_visible()


def type_in(page: Page, action: str, digits: str) -> None:
    page.fill("#code", digits)
    page.locator(f"form[action='{action}'] button").click()


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06d}"


@LANGS
@SCRIPTS
def test_a_look_up(chromium: Browser, texting_server: Server, lang: str, scripts: bool) -> None:
    fills, typed = noted()
    address, chosen = texting_server.address, {"java_script_enabled": scripts}
    with phone(chromium, address, **chosen) as mine, phone(chromium, address, **chosen) as new:
        own, page = mine.new_page(), new.new_page()
        walk(own, address, fills, lang)
        page.goto(f"{address}/lookup?lang={lang}")
        page.locator("[name=kind]").select_option("resident_id")
        for name, value in typed.items():
            page.locator(f"[name={name}]").fill(value)
        page.locator("main form button").last.click()
        expect(page.locator("#code")).to_be_visible()
        fine(page, scripts=scripts)
        type_in(page, "/lookup/code", last_digits(texting_server, typed["phone"]))
        expect(page.locator(".code.green")).to_be_visible()


@LANGS
@SCRIPTS
def test_a_proof_right_through(
    chromium: Browser, texting_server: Server, lang: str, scripts: bool
) -> None:
    """Led away from the page, digits sent, one slip, the right ones, and back on the page."""
    fills, typed = noted()
    address = texting_server.address
    with phone(chromium, address, java_script_enabled=scripts) as mine:
        page = mine.new_page()
        walk(page, address, fills, lang)
        seen = watch(page)
        page.goto("/browsers")
        fine(page, scripts=scripts)
        send(page, "/confirm/send")
        fine(page, scripts=scripts)
        digits = last_digits(texting_server, typed["phone"])
        type_in(page, "/confirm/code", wrong(digits))
        expect(page.locator("#code-error")).to_be_visible()
        fine(page, scripts=scripts)
        type_in(page, "/confirm/code", digits)
        expect(page).to_have_url(f"{address}/browsers")
        page.goto("/me")
        expect(page).to_have_url(f"{address}/me")
        # The one refusal that was meant, as a browser's console tells it.
        assert all("422" in line for line in seen)


@LANGS
@SCRIPTS
def test_a_second_browser_shows_that_the_number_is_its_own(
    chromium: Browser, texting_server: Server, lang: str, scripts: bool
) -> None:
    fills, typed = noted()
    address, chosen = texting_server.address, {"java_script_enabled": scripts}
    with phone(chromium, address, **chosen) as first, phone(chromium, address, **chosen) as second:
        walk(first.new_page(), address, fills, lang)
        page = second.new_page()
        walk(page, address, fills, lang)
        expect(page.locator("#code.grey")).to_be_visible()
        fine(page, scripts=scripts)
        page.locator("a[href='/code/number']").click()
        fine(page, scripts=scripts)
        send(page, "/code/number")
        fine(page, scripts=scripts)
        digits = last_digits(texting_server, typed["phone"])
        type_in(page, "/code/number/prove", wrong(digits))
        expect(page.locator("#code-error")).to_be_visible()
        type_in(page, "/code/number/prove", digits)
        expect(page).to_have_url(re.compile(r"/code$"))
        expect(page.locator("#code.green")).to_be_visible()
        expect(page.locator("a[href='/code/number']")).to_have_count(0)
