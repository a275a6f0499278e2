"""Staff in chromium: invited, joined by passkey or by password and app, a door phone's shift."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pyotp
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from domain.kernel.actor import Role
from tests.browser.passkeys import Authenticator
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server
from tests.staff import YUANYANG, token_at
from tests.venues import MAJIE, Door, door_at
from tests.web.staff.joining import PASSWORD, invited

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
TAGS = {"zh": "zh-CN", "en": "en-GB"}
DESK = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
STAFF_START = re.compile(r"/(staff|verify)$")


def fine(page: Page) -> None:
    assert (axe_faults(page), sideways(page)) == ([], 0), page.url


@contextmanager
def desk(chromium: Browser, server: Server, lang: str, token: str) -> Iterator[BrowserContext]:
    """An office's computer where somebody is signed in."""
    with phone(chromium, server.address, locale=TAGS[lang], **DESK) as context:
        context.add_cookies([{"name": "hc-staff", "value": token, "url": server.address}])
        yield context


@LANGS
def test_an_office_invites_and_the_invited_joins_by_passkey(
    chromium: Browser, server: Server, lang: str
) -> None:
    with desk(chromium, server, lang, token_at(server, Role.COUNTY)) as office:
        page = office.new_page()
        faults = watch(page)
        for path in ("/staff", "/staff/people", "/staff/account", "/staff/account/sign-in"):
            page.goto(path)
            fine(page)
        page.goto("/staff/people/invite")
        fine(page)
        page.locator("a[href='/staff/people/invite/township']").click()
        page.select_option("#division", MAJIE)
        page.fill("#unit", "马街乡政府")
        page.fill("#name", "岩温")
        fine(page)
        page.locator("form[action='/staff/people/invite/township'] button").click()
        link = page.locator("#link").input_value()
        fine(page)
        seen = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot(full_page=True))))
        assert [each.text for each in seen] == [link]
        assert faults == []
    with phone(chromium, server.address, locale=TAGS[lang]) as context:
        page = context.new_page()
        faults, authenticator = watch(page), Authenticator(page)
        page.goto(link)
        expect(page.locator("#letters")).not_to_have_value("")
        assert page.url == f"{server.address}/staff/join"
        fine(page)
        page.locator("form[action='/staff/join'] button").click()
        expect(page.locator("form[data-passkey] button")).to_be_visible()
        fine(page)
        page.locator("form[data-passkey] button").click()
        expect(page).to_have_url(f"{server.address}/staff/account")
        fine(page)
        assert len(authenticator.credentials()) == 1
        page.locator("form[action='/staff/sign-out'] button").click()
        expect(page.locator("form[action='/staff/sign-out']")).to_have_count(0)
        fine(page)
        page.goto("/staff/account")
        page.locator("a[href^='/staff/sign-in']").click()
        page.locator("form[data-passkey] button").click()
        expect(page).to_have_url(f"{server.address}/staff/account")
        assert [each for each in faults if "401" not in each] == []


@LANGS
@pytest.mark.parametrize("scripts", [True, False])
def test_joining_with_a_password_and_an_app(
    chromium: Browser, server: Server, lang: str, *, scripts: bool
) -> None:
    letters = invited(server, Role.COUNTY, YUANYANG)
    with phone(chromium, server.address, locale=TAGS[lang], java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"/staff/join#{letters}" if scripts else "/staff/join")
        if not scripts:
            page.fill("#letters", f"{letters[:8].lower()} {letters[8:]}")
        page.locator("form[action='/staff/join'] button").click()
        page.locator("#with-password summary").click()
        shown = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot(full_page=True))))
        app = pyotp.parse_uri(shown[0].text)
        assert isinstance(app, pyotp.TOTP)
        assert page.locator(".app-secret b").inner_text().replace(" ", "") == app.secret
        page.fill("#password", PASSWORD)
        page.fill("#code", app.at(server.clock.now()))
        if scripts:
            fine(page)
        page.locator("form[action='/staff/join/password'] button").click()
        expect(page).to_have_url(f"{server.address}/staff/account")
        number = page.locator(".letters.big").inner_text()
        page.locator("form[action='/staff/sign-out'] button").click()
        page.fill("#number", number)
        page.fill("#password", PASSWORD)
        page.fill("#code", app.at(server.clock.now() + timedelta(seconds=30)))
        page.locator("form[action='/staff/sign-in'] button").click()
        expect(page).to_have_url(f"{server.address}/staff")


@pytest.fixture
def door(server: Server) -> Door:
    """A venue's entrance."""
    return door_at(server)


@LANGS
@pytest.mark.parametrize("scripts", [True, False])
def test_a_managers_qr_signs_a_door_phone_in_until_it_is_ended(
    chromium: Browser, server: Server, door: Door, lang: str, *, scripts: bool
) -> None:
    token = token_at(server, Role.VENUE, venue=door.venue)
    how = {"locale": TAGS[lang], "java_script_enabled": scripts}
    with (
        phone(chromium, server.address, **how) as one,
        phone(chromium, server.address, **how) as two,
    ):
        one.add_cookies([{"name": "hc-staff", "value": token, "url": server.address}])
        manager, guard = one.new_page(), two.new_page()
        manager.goto("/staff/shifts")
        manager.locator("form[action='/staff/shifts'] button").click()
        if scripts:
            fine(manager)
        picture = Image.open(io.BytesIO(manager.screenshot(full_page=True)))
        link = zxingcpp.read_barcodes(picture)[0].text
        origin = server.address.upper()
        assert link.startswith(f"{origin}/S#")
        letters = manager.locator(".letters.big").inner_text()
        assert link[len(origin) + 3 :][:8] == letters.replace(" ", "")
        guard.goto(link.replace(origin, server.address) if scripts else "/S")
        if scripts:
            expect(guard.locator("#letters")).not_to_have_value("")
            assert "#" not in guard.url
            fine(guard)
        else:
            guard.fill("#letters", letters)
        guard.locator("form[action='/S'] button").click()
        expect(guard).to_have_url(STAFF_START)
        guard.goto("/staff")
        expect(guard.locator("main")).to_contain_text(
            door.entrance.en if lang == "en" else door.entrance.zh
        )
        manager.goto("/staff/shifts")
        manager.locator("form[action='/staff/shifts/end'] button").click()
        assert guard.goto("/staff").status == 401  # type: ignore[union-attr] # it has an answer


@LANGS
def test_what_is_wrong_is_said_where_it_is(chromium: Browser, server: Server, lang: str) -> None:
    with phone(chromium, server.address, locale=TAGS[lang]) as context:
        page = context.new_page()
        page.goto("/staff/sign-in")
        fine(page)
        page.locator("form[action='/staff/sign-in'] button").click()
        expect(page.locator("#errors")).to_be_focused()
        fine(page)
        page.goto("/S")
        page.fill("#letters", "AAAA AAAA")
        page.locator("form[action='/S'] button").click()
        expect(page.locator("#letters-error")).to_be_visible()
        fine(page)
