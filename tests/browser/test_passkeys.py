"""Passkeys in chromium: made, a new phone brought back, replays and missing fingers refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.passkeys import Authenticator
from tests.browser.wizard import fill_number, go_on, resident, resident_number, walk
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
FAILED = {"zh": "没有成功", "en": "That did not work"}
UNCHECKED = {"zh": "没有核对成功", "en": "could not be checked"}
OLD_BROWSER = """delete PublicKeyCredential.parseCreationOptionsFromJSON;
  delete PublicKeyCredential.parseRequestOptionsFromJSON;
  PublicKeyCredential.prototype.toJSON = () => { throw new TypeError("not here"); };"""
# What the page would post, kept instead of sent: to be sent twice.
HOLD = """() => { window.sent = new Promise((done) => {
  HTMLFormElement.prototype.submit = function () { done(Object.fromEntries(new FormData(this))); };
}); }"""


@contextmanager
def household(
    chromium: Browser, server: Server, lang: str
) -> Iterator[tuple[Page, Authenticator, str]]:
    """Declare on a new phone; give its page, its authenticator and the document's number."""
    with phone(chromium, server.address) as context:
        page, number = context.new_page(), resident_number()
        authenticator = Authenticator(page)
        walk(page, server.address, resident(document=fill_number(number)), lang)
        yield page, authenticator, number


def prove(page: Page, number: str, path: str = "/passkeys") -> None:
    page.goto(path)
    page.fill("#number", number)
    page.locator("form[action='/confirm'] button").click()
    expect(page).to_have_url(path)


def press(page: Page) -> None:
    """Press the button of the page's passkey form."""
    expect(page.locator("form[data-passkey]")).to_be_visible()
    page.locator("form[data-passkey] button").click()


def protect(page: Page, number: str) -> None:
    """Prove by the document and make a passkey."""
    prove(page, number)
    press(page)
    expect(page.locator(".kept-list li")).to_have_count(1)


def fine(page: Page) -> None:
    assert (axe_faults(page), sideways(page)) == ([], 0), page.url


@LANGS
def test_a_new_phone_is_brought_back_and_the_other_one_ended(
    chromium: Browser, server: Server, lang: str
) -> None:
    with (
        household(chromium, server, lang) as (page, kept, number),
        phone(chromium, server.address) as new,
    ):
        page.goto("/passkeys")
        seen = watch(page)
        fine(page)
        protect(page, number)
        fine(page)
        other = new.new_page()
        Authenticator(other).take(kept.credentials())
        other.goto(f"/?lang={lang}")
        other.locator("a[href='/lookup']").click()
        other.locator("a[href='/recover']").click()
        expect(other.locator("form[data-passkey]")).to_be_visible()
        fine(other)
        press(other)
        expect(other.locator("#code.green")).to_be_visible()
        for path in ("/passkeys?large=1", "/browsers", "/recover", "/browsers?large=0"):
            page.goto(path)
            fine(page)
        page.locator(".kept-list button").click()
        expect(page.locator(".kept-list")).to_have_count(0)
        # The code page itself asks for a trust list, which this server has none of.
        assert seen == []
        other.goto("/code")
        expect(other).to_have_url("/declare")
        page.goto("/code")
        expect(page.locator("#code.green")).to_be_visible()


@LANGS
def test_a_proof_by_passkey_leads_back(chromium: Browser, server: Server, lang: str) -> None:
    with household(chromium, server, lang) as (page, _, number):
        protect(page, number)
        with server.later(timedelta(minutes=16)):
            page.goto("/browsers")
            expect(page.locator("form[data-passkey]")).to_be_visible()
            expect(page.locator("[data-without]")).to_be_hidden()
            fine(page)
            press(page)
            expect(page).to_have_url("/browsers")


@LANGS
def test_without_the_owner_s_finger_nothing_opens(
    chromium: Browser, server: Server, lang: str
) -> None:
    with household(chromium, server, lang) as (page, kept, number):
        protect(page, number)
        kept.verifies(verified=False)
        page.goto("/recover")
        expect(page.locator("form[data-passkey]")).to_be_visible()
        page.check("#instead")
        press(page)
        expect(page.locator("[data-failed]")).to_be_visible()
        expect(page.locator("[data-failed]")).to_contain_text(FAILED[lang])
        expect(page.locator("form[data-passkey] button")).to_be_enabled()
        fine(page)
        kept.verifies(verified=True)
        press(page)
        expect(page.locator("#code.green")).to_be_visible()


@LANGS
def test_an_answer_sent_twice_is_refused(chromium: Browser, server: Server, lang: str) -> None:
    with (
        household(chromium, server, lang) as (page, kept, number),
        phone(chromium, server.address) as new,
    ):
        protect(page, number)
        other = new.new_page()
        Authenticator(other).take(kept.credentials())
        other.goto(f"/recover?lang={lang}")
        expect(other.locator("form[data-passkey]")).to_be_visible()
        other.evaluate(HOLD)
        press(other)
        form = other.evaluate("window.sent")
        first = new.request.post("/recover", form=form, max_redirects=0)
        assert first.status == 303
        again = new.request.post("/recover", form=form, max_redirects=0)
        assert again.status == 422
        assert UNCHECKED[lang] in again.text()


def test_browsers_that_know_no_json_make_and_use_passkeys_too(
    chromium: Browser, server: Server
) -> None:
    with household(chromium, server, "zh") as (page, _, number):
        page.add_init_script(OLD_BROWSER)
        protect(page, number)
        page.goto("/passkeys")
        press(page)
        # The same device is left out of a second one: it keeps the first.
        expect(page.locator("[data-failed]")).to_be_visible()
        with server.later(timedelta(minutes=16)):
            page.goto("/browsers")
            press(page)
            expect(page).to_have_url("/browsers")


@LANGS
def test_a_phone_that_shows_others_keeps_them_unless_told(
    chromium: Browser, server: Server, lang: str
) -> None:
    with (
        household(chromium, server, lang) as (page, kept, number),
        household(chromium, server, lang) as (other, theirs, _),
    ):
        protect(page, number)
        theirs.take(kept.credentials())
        other.goto("/recover")
        press(other)
        expect(other.locator("#instead:invalid")).to_be_visible()
        fine(other)
        other.check("#instead")
        press(other)
        expect(other.locator("#code.green")).to_be_visible()
        other.goto("/passkeys")
        expect(other.locator(".kept-list li")).to_have_count(1)


@LANGS
@pytest.mark.parametrize("how", ["no scripts", "no passkeys"])
def test_a_browser_without_them_says_what_to_do(
    chromium: Browser, server: Server, lang: str, how: str
) -> None:
    number = resident_number()
    with phone(chromium, server.address, java_script_enabled=how != "no scripts") as context:
        page = context.new_page()
        if how == "no passkeys":
            page.add_init_script("delete globalThis.PublicKeyCredential")
        fills = resident(document=fill_number(number))
        page.goto(f"/?lang={lang}")
        page.goto("/declare")
        for step, following in zip(
            ["who", "document", "journey", "address", "health", "check"],
            ["document", "journey", "address", "health", "check", "code"],
            strict=True,
        ):
            fills[step](page)
            go_on(page, following)
        prove(page, number)
        expect(page.locator("[data-without]")).to_be_visible()
        expect(page.locator("form[data-passkey]")).to_be_hidden()
        page.goto("/recover")
        expect(page.locator("[data-without]")).to_be_visible()
        page.goto("/browsers")
        expect(page.locator("h1")).to_be_visible()
