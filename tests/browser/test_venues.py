"""From asking on a phone to the printed poster, in a browser and in both languages."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.kernel.actor import Role
from tests.phones import axe_faults, phone, watch
from tests.servers import Server
from tests.staff import token_at
from tests.web.venues.managing import read_back

DESK = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
_NUMBER = re.compile(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}")
_LOCALES = {"zh": "zh-CN", "en": "en-GB"}
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
OFFICE = ("/venues", "/venues/import")
MINE = ("/venues/mine", "/venues/mine/details", "/venues/mine/persons", "/venues/mine/entrance")


@contextmanager
def opened(
    chromium: Browser, server: Server, lang: str, token: str = "", **chosen: object
) -> Iterator[Page]:
    """Give a page of a browser in a language, signed in where there is a token."""
    with phone(chromium, server.address, locale=_LOCALES[lang], **chosen) as context:
        if token:
            cookie = {"name": "hc-staff", "value": token, "url": server.address}
            context.add_cookies([cookie])  # type: ignore[list-item] # a cookie is a plain dict
        page = context.new_page()
        faults = watch(page)
        yield page
        # The browser notes a form that was sent wrongly; it is no fault of the page.
        assert [each for each in faults if "status of 422" not in each] == []


def sound(page: Page) -> None:
    """Hold a page: axe finds nothing, and nothing runs over its side."""
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def ask(page: Page, name: str) -> str:
    """Fill the form in as a person would, once wrongly; give the number to quote."""
    page.goto("/venues/ask")
    sound(page)
    page.locator("main form button.button").last.click()
    page.locator(".summary").wait_for()
    sound(page)
    page.locator("#kind").select_option("restaurant")
    page.locator("#zh").fill(name)
    page.locator("#township").select_option("532528213")
    page.locator("#address").fill("马街村9号")
    page.locator("input[name=size]").first.check()
    page.locator("#gate_1_zh").fill("东门")
    page.locator("#person").fill("马大姐")
    page.locator("#person_phone").fill("13900000077")
    page.locator("main form button.button").last.click()
    shown = page.locator(".quote")
    shown.wait_for()
    sound(page)
    number = shown.inner_text().strip()
    assert _NUMBER.fullmatch(number)
    return number


def confirm(page: Page, number: str, name: str) -> UUID:
    """Find the venue by its number, confirm it, and give its id."""
    page.goto("/venues")
    sound(page)
    page.locator("#q").fill(number)
    page.locator("form.search button").click()
    page.locator("table a", has_text=name).click()
    sound(page)
    page.locator("form[action='/venues/confirm'] button").click()
    expect(page.locator(".state.confirmed")).to_be_visible()
    sound(page)
    return UUID(page.url.rpartition("/")[2])


def download(page: Page, folder: Path) -> bytes:
    """Download the posters from the manager's page."""
    page.goto("/venues/mine")
    sound(page)
    with page.expect_download() as coming:
        page.locator("form.print-all button").click()
    coming.value.save_as(folder / "posters.pdf")
    return (folder / "posters.pdf").read_bytes()


@LANGUAGES
def test_from_asking_to_the_printed_poster(
    chromium: Browser, server: Server, tmp_path: Path, lang: str
) -> None:
    name = f"梯田米线{lang}"
    with opened(chromium, server, lang) as page:
        number = ask(page, name)
    officer = token_at(server, Role.TOWNSHIP)
    with opened(chromium, server, lang, officer, **DESK) as page:
        venue = confirm(page, number, name)
    manager = token_at(server, Role.VENUE, venue=venue)
    with opened(chromium, server, lang, manager) as page:
        (text,) = read_back(download(page, tmp_path))
    with opened(chromium, server, lang) as page:
        page.goto(text[len(server.settings.origin) :])
        expect(page.locator("main")).to_contain_text(name)


@LANGUAGES
@pytest.mark.parametrize("wide", [False, True], ids=["phone", "desk"])
def test_every_page_of_offices_is_sound(
    chromium: Browser, server: Server, lang: str, *, wide: bool
) -> None:
    size = DESK if wide else {}
    for role, paths in ((Role.COUNTY, OFFICE), (Role.VENUE, MINE)):
        with opened(chromium, server, lang, token_at(server, role), **size) as page:
            for path in paths:
                for large in ("0", "1"):
                    page.goto(f"{path}?large={large}")
                    sound(page)


@LANGUAGES
def test_a_list_is_sent_and_reported_on(
    chromium: Browser, server: Server, tmp_path: Path, lang: str
) -> None:
    from tests.domain.venues import sheets  # noqa: PLC0415 - used here alone

    file = tmp_path / "list.xlsx"
    rows = [sheets.row(zh=f"浏览器市场{lang}"), sheets.row(zh="坏的", kind="宫殿")]
    file.write_bytes(sheets.xlsx_of(rows))
    with opened(chromium, server, lang, token_at(server, Role.COUNTY), **DESK) as page:
        page.goto("/venues/import")
        page.set_input_files("#file", file)
        page.locator("form[action='/venues/import'] button").click()
        expect(page.locator("table .state.new")).to_have_count(1)
        expect(page.locator("table .state.not_taken")).to_have_count(1)
        sound(page)
