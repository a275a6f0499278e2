"""A guard's phone in chromium at one door, and the codes that people hold up there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from domain.declaration.values import Symptom
from domain.kernel.actor import Role
from domain.kernel.days import day_of
from domain.policy.places import VenueKind
from tests.codes import Opened, confirmed_ill, open_phone
from tests.domain.acts import HEALTHY
from tests.doors import code_on
from tests.phones import phone
from tests.servers import Server
from tests.staff import token_at
from tests.venues import Door, door_at
from tests.web.check.signed import live
from web.visitor import cookie_name


@dataclass(frozen=True)
class People:
    """Somebody of each colour."""

    green: Opened
    yellow: Opened
    red: Opened
    expired: Opened


def people(server: Server) -> People:
    """Let four people have a code each; the last one's has run out."""
    ill = replace(
        HEALTHY, symptoms=frozenset({Symptom.COUGH}), symptoms_since=day_of(server.clock.now())
    )
    with server.later(-timedelta(days=16)):
        expired = open_phone(server)
    found = People(open_phone(server), open_phone(server, health=ill), open_phone(server), expired)
    confirmed_ill(server, found.red.person)
    for each in (found.green, found.yellow, found.red, found.expired):
        each.browser.close()
    return found


def held_up(server: Server, who: People) -> dict[str, str]:
    """Give what is held up at a door, by name: codes of this moment, and what is none."""
    good, other = live(server), live(server, index=8)
    return {
        "green": code_on(server, who.green),
        "yellow": code_on(server, who.yellow),
        "red": code_on(server, who.red),
        "grey": code_on(server, who.expired),
        "stale": code_on(server, who.green, late=9),
        "forged": good[:-20] + other[-20:],
        "poster": server.settings.origin.upper() + door_at(server).path,
    }


@contextmanager
def guard(
    browser: Browser, server: Server, kind: VenueKind = VenueKind.FARMERS_MARKET, **chosen: Any
) -> Iterator[tuple[BrowserContext, Door]]:
    """Give a phone with a shift at a new door of a kind of venue."""
    door = door_at(server, kind)
    where = {"venue": door.venue, "entrance": door.entrance.id}
    token = token_at(server, Role.DOOR, division=door.entrance.venue.division, **where)
    with phone(browser, server.address, **chosen) as context:
        name = cookie_name("hc-staff", secure=server.settings.secure)
        context.add_cookies([{"name": name, "value": token, "url": server.address}])
        yield context, door


def opened(context: BrowserContext, query: str = "?lang=zh") -> Page:
    """Open the verify page and wait until its module has taken it over."""
    page = context.new_page()
    page.goto(f"/verify{query}")
    expect(page.locator("[data-mute]")).to_be_visible()
    return page


def told(page: Page) -> tuple[str, str]:
    """Give the verdict on the screen: its key, and the colour it is painted in."""
    screen = page.locator("[data-told]")
    expect(screen).to_be_visible(timeout=15_000)
    key = screen.get_attribute("data-key") or ""
    return key, (screen.get_attribute("class") or "").removeprefix("told ")


def scan(page: Page, text: str) -> tuple[str, str]:
    """Scan as a hand scanner does: fast keys wherever the focus is, and Enter; give the verdict."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    return told(page)


def enter(page: Page, text: str) -> tuple[str, str]:
    """Scan in one stroke, for long codes and control characters; give the verdict."""
    page.evaluate(_ENTER, text)
    return told(page)


_ENTER = """(text) => {
  const field = document.getElementById("text");
  field.value = text;
  const enter = { key: "Enter", bubbles: true, cancelable: true };
  field.dispatchEvent(new KeyboardEvent("keydown", enter));
}"""


def go_on(page: Page) -> None:
    """Tap the verdict away."""
    page.locator("a[data-next]").click()
    expect(page.locator("[data-told]")).to_be_hidden()
