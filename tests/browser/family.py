"""Adding somebody on a phone as a person does: from the tile through the six screens."""

import re
from itertools import count, pairwise

from playwright.sync_api import Page, expect

from tests.browser.wizard import Fill, go_on, healthy, resident_number

_numbers = count(1)


def added(  # noqa: PLR0913 - who is added, and what is said of them
    page: Page,
    relationship: str,
    name: str,
    *,
    born: int | None = None,
    consent: str = "",
    health: Fill = healthy,
    number: str = "",
) -> None:
    """Fill in for somebody from the code page, and end at their code."""
    page.goto("/code")
    page.locator("form[action='/family/add'] button").click()
    expect(page).to_have_url(re.compile("/declare/who$"))
    page.check(f"input[name=relationship][value={relationship}]")
    page.fill("#name", name)
    page.check("#same")
    steps = ["who", "document", "address", "health", "check", "code"]
    fills: dict[str, Fill] = {
        "who": lambda _: None,
        "document": lambda it: _document(it, born, number),
        "address": lambda it: it.check("input[name=occupation][value=none]"),
        "health": health,
        "check": lambda it: _promise(it, consent),
    }
    for step, following in pairwise(steps):
        fills[step](page)
        go_on(page, following)


def _document(page: Page, born: int | None, number: str) -> None:
    """Give a resident number, or a birth certificate of a year."""
    if born is None:
        _kind(page, "resident_id")
        page.fill("#number", number or resident_number())
        return
    _kind(page, "birth_certificate")
    page.fill("#number", f"U{530_100_000 + next(_numbers)}")
    for field, part in (("#born", str(born)), ("#born-month", "5"), ("#born-day", "2")):
        page.fill(field, part)
    page.check("#gender")


def _kind(page: Page, kind: str) -> None:
    if page.input_value("#kind") == kind:
        return
    # Another kind asks for the step anew: what is typed meanwhile would be lost.
    page.select_option("#kind", kind)
    if page.locator(".list-button").is_visible():
        page.locator(".list-button").click()
    expect(page.locator("#nationality")).to_have_count(0)
    expect(page.locator("#born")).to_have_count(0 if kind == "resident_id" else 1)


def _promise(page: Page, consent: str) -> None:
    if consent:
        page.check(f"input[name=consent][value={consent}]")
    else:
        page.check("#consent")
    page.check("#commitment")


def shown(page: Page, name: str) -> None:
    """Show one of the phone's people from the page of everybody."""
    page.goto("/family")
    page.locator("li.person", has_text=name).locator("form[action='/family/show'] button").click()
    expect(page.locator("#code")).to_be_visible()
