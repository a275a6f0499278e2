"""Takes the pictures of every page for docs/screens: `make screens`."""

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from domain.kernel.colour import Colour
from tests.browser.kept import kept, offline
from tests.browser.wizard import Fill, foreigner, in_contact, resident, walk
from tests.phones import launch, phone
from tests.servers import Server, serving, settings_at
from tests.web.check.signed import live

FOLDER = Path(__file__).parents[2] / "docs/screens"
STEPS = ("who", "document", "journey", "address", "health", "check")
SHOWN = {"green": "李小雷", "yellow": "刘远行", "red": "周明远", "grey": "孙晓梅"}
# Narrow and quick to load: the pictures stand in a README.
SCALE = 1.5


def main() -> None:
    """Serve the demo and walk through all of it in both languages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(settings_at(Path(folder), demo=True)) as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for lang in ("zh", "en"):
            _plain(browser, server, lang)
            _steps(browser, server, lang)
            for colour, name in SHOWN.items():
                _code(browser, server, lang, colour, name)
            _told(browser, server, lang)
            _lookup(browser, server, lang)
            _kept(browser, server, lang)
            _checked(browser, server, lang)
            _reminders(browser, server, lang)
            _family(browser, server, lang)
        browser.close()


def _on_phone(browser: Browser, server: Server, lang: str, act: Callable[[Page], None]) -> None:
    locale = "zh-CN" if lang == "zh" else "en-GB"
    with phone(browser, server.address, device_scale_factor=SCALE, locale=locale) as context:
        page = context.new_page()
        page.goto(f"{server.address}/?lang={lang}")
        act(page)


def _take(page: Page, name: str, *, whole: bool = True) -> None:
    page.evaluate("document.activeElement?.blur()")
    page.screenshot(path=FOLDER / f"{name}.png", full_page=whole)
    sys.stdout.write(f"{name}\n")


def _plain(browser: Browser, server: Server, lang: str) -> None:
    def act(page: Page) -> None:
        for name, path in (
            ("home", "/"),
            ("help", "/help"),
            ("check", "/check"),
            ("demo", "/demo"),
        ):
            page.goto(server.address + path)
            _take(page, f"{name}-{lang}", whole=name != "demo")
        page.goto(f"{server.address}/declare/who?large=1")
        _take(page, f"large-{lang}")

    _on_phone(browser, server, lang, act)


def _reminders(browser: Browser, server: Server, lang: str) -> None:
    def act(page: Page) -> None:
        page.goto(f"{server.address}/demo")
        page.locator("li", has_text=SHOWN["green"]).locator("button").first.click()
        page.goto(f"{server.address}/reminders")
        expect(page.locator("#push")).to_be_visible()
        _take(page, f"reminders-{lang}")

    _on_phone(browser, server, lang, act)


def _steps(browser: Browser, server: Server, lang: str) -> None:
    fills: dict[str, Fill] = resident() if lang == "zh" else foreigner()

    def act(page: Page) -> None:
        page.goto(f"{server.address}/declare/who")
        for step in STEPS:
            if step == "who":
                page.locator("form#step-form button.button").last.click()
                page.locator(".summary").wait_for()
                _take(page, f"errors-{lang}")
                page.goto(f"{server.address}/declare/who")
            fills[step](page)
            _take(page, f"{step}-{lang}")
            page.locator("form#step-form button.button:not(.second)").last.click()
            expect(page).not_to_have_url(re.compile(f"/{step}$"))

    _on_phone(browser, server, lang, act)


def _code(browser: Browser, server: Server, lang: str, colour: str, name: str) -> None:
    def act(page: Page) -> None:
        page.goto(f"{server.address}/demo")
        page.locator("li, article", has_text=name).locator("button").first.click()
        page.locator("#code").wait_for()
        _take(page, f"code-{colour}-{lang}", whole=colour in {"yellow", "red"})
        if colour == "green":
            page.goto(f"{server.address}/code?large=1")
            _take(page, f"code-large-{lang}", whole=False)
            page.goto(f"{server.address}/code?large=0")
            _card(browser, server, lang, page)

    _on_phone(browser, server, lang, act)


def _told(browser: Browser, server: Server, lang: str) -> None:
    """Declare a risk from a second browser, and take what the first one is told, and objects to."""
    fills = resident()

    def act(page: Page) -> None:
        walk(page, server.address, fills, lang)
        risky = fills | {"health": in_contact}
        _on_phone(browser, server, lang, lambda other: walk(other, server.address, risky, lang))
        page.goto(f"{server.address}/code")
        _take(page, f"told-{lang}", whole=False)
        page.locator("form[action='/code/object'] button").click()
        page.locator(".told").wait_for(state="detached")
        _take(page, f"objected-{lang}")

    _on_phone(browser, server, lang, act)


def _lookup(browser: Browser, server: Server, lang: str) -> None:
    """Find one's code from a second phone, and take what the first one is told."""
    fills, typed = resident(), dict[str, str]()

    def declare(page: Page) -> None:
        walk(page, server.address, fills, lang)
        _on_phone(browser, server, lang, find)
        page.goto(f"{server.address}/code")
        _take(page, f"looked-up-{lang}", whole=False)

    def find(other: Page) -> None:
        other.goto(f"{server.address}/lookup")
        _take(other, f"lookup-{lang}")
        other.locator("[name=kind]").select_option("resident_id")
        for name, value in typed.items():
            other.locator(f"[name={name}]").fill(value)
        other.locator("main form button").last.click()
        other.locator(".code").wait_for()
        _take(other, f"lookup-found-{lang}")

    for step in ("who", "document"):
        own = fills[step]
        fills[step] = noting(own, typed)
    _on_phone(browser, server, lang, declare)


def noting(fill: Fill, typed: dict[str, str]) -> Fill:
    """Fill a step in and note the numbers that a look-up asks for."""

    def filled(page: Page) -> None:
        fill(page)
        for name in ("phone", "number"):
            if page.locator(f"input[name={name}]").count():
                typed[name] = page.locator(f"input[name={name}]").input_value()

    return filled


def _family(browser: Browser, server: Server, lang: str) -> None:
    """Take the pages of the family of four: its code, everybody, the renewal, all under one QR."""

    def act(page: Page) -> None:
        page.goto(f"{server.address}/demo")
        page.locator("li, article", has_text="李秀英").locator("button").first.click()
        page.locator("#code").wait_for()
        _take(page, f"family-code-{lang}", whole=False)
        page.locator("form[action='/family/add'] button").click()
        page.locator("#relationship").wait_for()
        _take(page, f"family-add-{lang}")
        page.goto(f"{server.address}/family/renew")
        _take(page, f"family-renew-{lang}")
        page.goto(f"{server.address}/family")
        _take(page, f"family-{lang}")
        for box in page.locator("input[name=with]").all():
            box.check()
        page.locator("#together button").click()
        page.locator(".group-rows").wait_for()
        _take(page, f"family-together-{lang}")

    _on_phone(browser, server, lang, act)


def _card(browser: Browser, server: Server, lang: str, page: Page) -> None:
    """Look at the shown code with another phone's camera."""
    import io  # noqa: PLC0415 - only pictures need these

    import zxingcpp  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    text = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))[0].text

    def act(other: Page) -> None:
        other.goto(text)
        _take(other, f"card-{lang}", whole=False)

    _on_phone(browser, server, lang, act)


def _kept(browser: Browser, server: Server, lang: str) -> None:
    """The signed code on a tap; then with no network: nothing kept, two cards, one a day old."""

    def act(page: Page) -> None:
        page.clock.install()
        kept(page, server, SHOWN["red"], lang)
        kept(page, server, SHOWN["green"], lang)
        page.locator(".plate-open").click()
        page.locator("[data-signed] a").click()
        page.locator("[data-card]").wait_for()
        _take(page, f"live-{lang}", whole=False)
        offline(page.context, page)
        page.locator("#code.green").wait_for()
        _take(page, f"offline-{lang}", whole=False)
        page.clock.fast_forward(27 * 3_600_000)
        page.clock.run_for(16_000)
        page.locator("#code.grey").wait_for()
        _take(page, f"offline-old-{lang}", whole=False)
        page.evaluate("indexedDB.deleteDatabase('healthcode')")
        page.goto(f"{server.address}/code")
        _take(page, f"offline-none-{lang}", whole=False)

    _on_phone(browser, server, lang, act)


def _checked(browser: Browser, server: Server, lang: str) -> None:
    """What the check page answers in the page, and what the server answers."""

    def act(page: Page) -> None:
        for name, text in (
            ("red", live(server, colour=Colour.RED)),
            ("old", live(server, late=9)),
        ):
            page.goto(f"{server.address}/check")
            page.locator("form.check[data-live]").wait_for()
            page.fill("#text", text)
            page.locator("form.check button").click()
            page.locator("#told .verdict-word").wait_for()
            _take(page, f"checked-{name}-{lang}", whole=False)

    _on_phone(browser, server, lang, act)


if __name__ == "__main__":
    main()
