"""Walking the declaration as a person does: a resident in Chinese, a foreigner in English."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count, pairwise

from playwright.sync_api import Page, expect

from domain.kernel.clock import SystemClock
from domain.kernel.days import day_of

Fill = Callable[[Page], None]
_numbers = count(1)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident_number() -> str:
    """Make up a resident number of Yuanyang with a right check digit, another one each time."""
    digits = f"53252819600502{next(_numbers):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def fresh_phone() -> str:
    """Make up a mobile number, another one each time."""
    return f"1400000{next(_numbers):04d}"


def days_ago(days: int) -> str:
    """Give a Beijing day as the selects' values have it."""
    today: date = day_of(SystemClock().now())
    return (today - timedelta(days=days)).isoformat()


def go_on(page: Page, step: str) -> None:
    """Press the last large button, and wait for the next page."""
    page.locator("form#step-form button.button:not(.second)").last.click()
    expect(page).to_have_url(re.compile(f"/{step}$"))


def walk(page: Page, address: str, fills: dict[str, Fill], lang: str) -> None:
    """Go through every step from the home page to the code."""
    page.goto(f"{address}/?lang={lang}")
    page.locator("a[href^='/declare']").first.click()
    steps = ["who", "document", "journey", "address", "health", "check", "code"]
    for step, following in pairwise(steps):
        fills[step](page)
        go_on(page, following)


def resident(**changed: Fill) -> dict[str, Fill]:
    """Give what a healthy resident fills in."""
    phone = fresh_phone()

    def who(page: Page) -> None:
        page.fill("#name", "王秀英")
        page.fill("#phone", phone)

    plain: dict[str, Fill] = {
        "who": who,
        "document": fill_number(resident_number()),
        "journey": lambda page: page.check("input[name=outside][value=no]"),
        "address": at_home,
        "health": healthy,
        "check": lambda page: page.check("#commitment"),
    }
    return plain | changed


def fill_number(number: str) -> Fill:
    """Give the step of a resident's document with this number."""

    def document(page: Page) -> None:
        if page.input_value("#kind") != "resident_id":
            page.select_option("#kind", "resident_id")
            if page.locator(".list-button").is_visible():
                page.locator(".list-button").click()
            expect(page.locator("#nationality")).to_have_count(0)
        page.fill("#number", number)

    return document


def at_home(page: Page) -> None:
    """Live in Nansha and farm."""
    page.select_option("#township", "532528101")
    page.fill("#address", "菜园村12号")
    page.check("input[name=occupation][value=farming]")


def healthy(page: Page) -> None:
    """Answer no to all of it."""
    page.check("input[name=contact][value=no]")
    page.check("input[name=abroad][value=no]")
    page.check("input[name=symptoms][value=none]")


def in_contact(page: Page) -> None:
    """Have met a case two days ago."""
    page.check("input[name=contact][value=yes]")
    page.select_option("#contact_day", days_ago(2))
    page.check("input[name=abroad][value=no]")
    page.check("input[name=symptoms][value=none]")


def coughing(page: Page) -> None:
    """Cough since yesterday, and nothing else."""
    page.check("input[name=contact][value=no]")
    page.check("input[name=abroad][value=no]")
    page.check("input[name=symptoms][value=cough]")
    page.select_option("#since_day", days_ago(1))


def foreigner() -> dict[str, Fill]:
    """Give what somebody fills in who flew in from Vietnam yesterday, changing once."""
    number = f"YC{next(_numbers):06d}"

    def who(page: Page) -> None:
        page.fill("#name", "Maria da Silva")
        page.select_option("#region", "BR")
        page.fill("#phone", "11 96123 4567")

    def document(page: Page) -> None:
        page.fill("#number", number)
        page.select_option("#nationality", "BR")
        for field, part in (("#born", "1994"), ("#born-month", "5"), ("#born-day", "2")):
            page.fill(field, part)
        page.check("#gender")

    def journey(page: Page) -> None:
        page.check("input[name=outside][value=yes]")
        page.select_option("#departure", "VN")
        page.select_option("#left_day", days_ago(1))
        page.select_option("#transport", "plane")
        page.fill("#transport_number", "MU 9812")
        page.select_option("#arrival_day", days_ago(0))
        page.fill("#arrival_time", "00:05")
        page.locator("button[value='add leg']").click()
        page.fill("#leg_1_place", "Guangzhou airport")
        page.select_option("#leg_1_transport", "plane")
        page.fill("#leg_1_number", "CZ3001")
        page.select_option("#leg_1_day", days_ago(1))

    def health(page: Page) -> None:
        page.check("input[name=contact][value=no]")
        page.check("input[name=abroad][value=yes]")
        page.select_option("#abroad_where", "VN")
        page.select_option("#entered_day", days_ago(1))
        page.check("input[name=symptoms][value=none]")

    return {
        "who": who,
        "document": document,
        "journey": journey,
        "address": at_home,
        "health": health,
        "check": lambda page: page.check("#commitment"),
    }
