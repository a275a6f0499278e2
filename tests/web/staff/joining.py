"""Inviting and joining without scripts, as an office and whoever it invites do."""

import re
from typing import Any

import pyotp

from domain.accounts.inviting import put_invitation, secret_of
from domain.accounts.values import Called, Place, Standing
from domain.kernel.actor import SYSTEM, Role
from domain.kernel.ids import random_id
from tests.browse import Browse, Page, filled
from tests.page_checks import text_of
from tests.servers import Server

PASSWORD = "蓝色梯田上的三只鸭子 walk"  # noqa: S105 - a made-up one


def invited(server: Server, role: Role, division: str, **chosen: Any) -> str:
    """Make an invitation as the command line does; give its letters."""
    held = server.services
    ctx = held.context(SYSTEM)
    place = Place(
        role,
        division,
        chosen.get("sector", ""),
        chosen.get("venue"),
        "测试办公室",
        Standing.NAMED,
    )
    values = place, Called("岩温", "+8613900000777"), random_id()
    server.run(held.db.write(put_invitation, ctx, *values))
    return secret_of(held.ring, ctx.nonce)


def with_password(browser: Browse, letters: str, server: Server) -> tuple[str, str, Page]:
    """Join with a password and an app; give the staff number, the app's secret, and the page."""
    page = browser.send(browser.get("/staff/join"), letters=letters)
    form = next(each for each in page.forms() if each.get("action") == "/staff/join/password")
    secret = secret_on(page)
    entries = filled(form) | {"password": PASSWORD, "code": digits(server, secret)}
    joined = browser.post("/staff/join/password", entries)
    assert joined.path == "/staff/account"
    number = next(re.finditer(r"\d{3} \d{3} \d{3}", joined.text))[0]
    return number, secret, joined


def secret_on(page: Page) -> str:
    """Read the app's secret from the page that shows it."""
    shown = [each for each in page.tree.iter("b") if each.get("class") == "letters"]
    return text_of(shown[0]).replace(" ", "")


def digits(server: Server, secret: str, ahead: int = 0) -> str:
    """Give what an app shows at the server's moment, or some steps from it."""
    at = int(server.clock.now().timestamp()) // 30
    return pyotp.HOTP(secret).at(at + ahead)


def sign_in(
    browser: Browse, server: Server, number: str, secret: str, status: int = 200, **changes: Any
) -> Page:
    """Sign in by number, password and digits; the app has gone on since they were used last."""
    page = browser.get(changes.pop("at", "/staff/sign-in"))
    form = next(each for each in page.forms() if each.get("action") == "/staff/sign-in")
    typed = {"number": number, "password": PASSWORD, "code": digits(server, secret, 1)}
    return browser.post("/staff/sign-in", filled(form) | typed | changes, status)
