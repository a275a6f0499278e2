"""Takes the pictures of every page for docs/screens: `make screens`."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import screens_own as own
from tests.browser.pictures import FOLDER, on_phone, take
from tests.browser.wizard import Fill, foreigner, in_contact, resident, walk
from tests.phones import launch
from tests.servers import Server, serving, settings_at

STEPS = ("who", "document", "journey", "address", "health", "check")


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
            for colour, name in own.SHOWN.items():
                _code(browser, server, lang, colour, name)
            _told(browser, server, lang)
            own.lookup(browser, server, lang)
            own.kept(browser, server, lang)
            own.checked(browser, server, lang)
            own.reminders(browser, server, lang)
            own.family(browser, server, lang)
            own.mydata(browser, server, lang)
            own.parted(browser, server, lang)
        browser.close()


def _plain(browser: Browser, server: Server, lang: str) -> None:
    def act(page: Page) -> None:
        for name, path in (
            ("home", "/"),
            ("help", "/help"),
            ("check", "/check"),
            ("demo", "/demo"),
        ):
            page.goto(server.address + path)
            take(page, f"{name}-{lang}", whole=name != "demo")
        page.goto(f"{server.address}/declare/who?large=1")
        take(page, f"large-{lang}")

    on_phone(browser, server, lang, act)


def _steps(browser: Browser, server: Server, lang: str) -> None:
    fills: dict[str, Fill] = resident() if lang == "zh" else foreigner()

    def act(page: Page) -> None:
        page.goto(f"{server.address}/declare/who")
        for step in STEPS:
            if step == "who":
                page.locator("form#step-form button.button").last.click()
                page.locator(".summary").wait_for()
                take(page, f"errors-{lang}")
                page.goto(f"{server.address}/declare/who")
            fills[step](page)
            take(page, f"{step}-{lang}")
            page.locator("form#step-form button.button:not(.second)").last.click()
            expect(page).not_to_have_url(re.compile(f"/{step}$"))

    on_phone(browser, server, lang, act)


def _code(browser: Browser, server: Server, lang: str, colour: str, name: str) -> None:
    def act(page: Page) -> None:
        page.goto(f"{server.address}/demo")
        page.locator("li, article", has_text=name).locator("button").first.click()
        page.locator("#code").wait_for()
        take(page, f"code-{colour}-{lang}", whole=colour in {"yellow", "red"})
        if colour == "green":
            page.goto(f"{server.address}/code?large=1")
            take(page, f"code-large-{lang}", whole=False)
            page.goto(f"{server.address}/code?large=0")
            _card(browser, server, lang, page)

    on_phone(browser, server, lang, act)


def _told(browser: Browser, server: Server, lang: str) -> None:
    """Declare a risk from a second browser, and take what the first one is told, and objects to."""
    fills = resident()

    def act(page: Page) -> None:
        walk(page, server.address, fills, lang)
        risky = fills | {"health": in_contact}
        on_phone(browser, server, lang, lambda other: walk(other, server.address, risky, lang))
        page.goto(f"{server.address}/code")
        take(page, f"told-{lang}", whole=False)
        page.locator("form[action='/code/object'] button").click()
        page.locator(".told").wait_for(state="detached")
        take(page, f"objected-{lang}")

    on_phone(browser, server, lang, act)


def _card(browser: Browser, server: Server, lang: str, page: Page) -> None:
    """Look at the shown code with another phone's camera."""
    import io  # noqa: PLC0415 - only pictures need these

    import zxingcpp  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    text = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))[0].text

    def act(other: Page) -> None:
        other.goto(text)
        take(other, f"card-{lang}", whole=False)

    on_phone(browser, server, lang, act)


if __name__ == "__main__":
    main()
