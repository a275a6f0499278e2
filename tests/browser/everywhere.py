"""A walk over every page that people see, for tests of how pages look: name by name, one phone."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.kept import kept, opened, scanned
from tests.browser.pictures import noting
from tests.browser.wizard import foreigner, resident, resident_number, walk
from tests.servers import Server

PLAIN = {
    "home": "/",
    "help": "/help",
    "check": "/check",
    "venue": "/venues/ask",
    "places": "/demo/places",
    "shell": "/shell?",
    "unknown card": f"/C/{'A' * 32}",
    "not found": "/nothing",
}
PEOPLE = {"green": "李小雷", "yellow": "刘远行", "red": "周明远", "grey": "孙晓梅"}
STEPS = ("who", "document", "journey", "address", "health", "check")


def every_page(page: Page, served: Server, query: str) -> Iterator[str]:
    """Open page after page of a demo server, each named as it is there; looks stay as first asked.

    `query` chooses them, such as "lang=en&large=1".
    """
    page.goto(f"{served.address}/?{query}")
    for name, path in PLAIN.items():
        page.goto(served.address + path + (query if path.endswith("?") else ""))
        if name == "shell":
            page.locator("[data-shell][data-live]").wait_for()
        yield name
    yield from _answered(page)
    lang = query.partition("lang=")[2][:2] or "zh"
    yield from _steps(page, served, lang)
    page.context.clear_cookies()
    page.goto(f"{served.address}/?{query}")
    yield from _looked_up(page, served, lang)
    for colour, person in PEOPLE.items():
        opened(page, served, person, lang)
        expect(page.locator(f"#code.{colour}")).to_be_visible()
        yield f"code {colour}"
    yield from _of_one(page, served, lang)


def _answered(page: Page) -> Iterator[str]:
    page.goto("/check")
    page.fill("#text", "YN1:BROKEN")
    page.locator("main form button.button").click()
    page.locator("#told .verdict").wait_for()
    yield "check answered"


def _steps(page: Page, served: Server, lang: str) -> Iterator[str]:
    page.goto(f"{served.address}/declare/who")
    far = foreigner()
    fills = far if lang == "en" else resident(journey=far["journey"], health=far["health"])
    for step in STEPS:
        expect(page).to_have_url(re.compile(f"/{step}"))
        if step in {"who", "health"}:
            page.locator("form#step-form button.button").last.click()
            page.locator(".summary").wait_for()
            yield f"{step} with errors"
        if step != "check":
            fills[step](page)
        yield f"step {step}"
        if step != "check":
            page.locator("form#step-form button.button:not(.second)").last.click()
            expect(page).not_to_have_url(re.compile(f"/{step}$"))


def _looked_up(page: Page, served: Server, lang: str) -> Iterator[str]:
    """Declare, look that code up, and see on the code's page that somebody did."""
    fills = resident()
    typed: dict[str, str] = {}
    for step in ("who", "document"):
        fills[step] = noting(fills[step], typed)
    walk(page, served.address, fills, lang)
    for name, number in (("code found", typed["number"]), ("no code found", resident_number())):
        page.goto(f"{served.address}/lookup")
        page.locator("[name=kind]").select_option("resident_id")
        if name == "code found":
            page.locator("main form button.button").last.click()
            page.locator(".summary").wait_for()
            yield "look-up with errors"
        page.fill("[name=phone]", typed["phone"])
        page.fill("[name=number]", number)
        page.locator("main form button.button").last.click()
        page.locator(".code.green, main a.button[href='/lookup']").wait_for()
        yield name
    page.goto(f"{served.address}/code")
    page.locator(".told").wait_for()
    yield "code, looked up"


def _of_one(page: Page, served: Server, lang: str) -> Iterator[str]:
    """Look at all that hangs on one green code: tiles, whole screen, card, leaving, demo."""
    kept(page, served, PEOPLE["green"], lang)
    address = page.url
    for part in ("for-someone", "switch", "details"):
        page.goto(f"{address}#{part}")
        yield f"code, {part}"
    page.goto(f"{address}#plate")
    yield "code, whole screen"
    text = scanned(page)
    page.goto(f"{served.address}/shell")
    page.locator("#code.green").wait_for()
    yield "shell with a card"
    page.goto("/leave")
    yield "leave"
    page.goto("/demo")
    yield "demo"
    page.goto(text)
    yield "card"
