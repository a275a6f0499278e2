"""Staff by passkey: joined, signed in, proved again; user verification is required."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.kernel.actor import Role
from tests.authenticator import UP, Soft
from tests.browse import Browse, Page, filled
from tests.servers import Server
from tests.staff import YUANYANG
from tests.web.staff.joining import invited

Phones = Callable[[], Browse]


def options(browser: Browse, page: Page, path: str) -> dict[str, Any]:
    """Ask for what the browser's authenticator is given, with the page's own token."""
    answer = browser.fetch("POST", path, data={"csrf": filled(page.forms()[-1])["csrf"][0]})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def joined(browser: Browse, soft: Soft, letters: str, status: int = 200) -> Page:
    """Join by a passkey that is made now."""
    page = browser.send(browser.get("/staff/join"), letters=letters)
    form = next(each for each in page.forms() if each.get("action") == "/staff/join/passkey")
    asked = options(browser, page, "/staff/join/begin")
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    entries = filled(form) | {"credential": json.dumps(soft.made(asked))}
    return browser.post("/staff/join/passkey", entries, status)


def signed_in(browser: Browse, soft: Soft, path: str, at: str, status: int = 200) -> Page:
    """Sign in, or prove it again, by a passkey."""
    page = browser.get(at)
    form = next(each for each in page.forms() if each.get("action") == f"{path}/passkey")
    asked = options(browser, page, f"{path}/begin")
    assert asked["userVerification"] == "required"
    entries = filled(form) | {"credential": json.dumps(soft.used(asked))}
    return browser.post(f"{path}/passkey", entries, status)


@pytest.fixture
def soft(offices: Server, phones: Phones) -> Soft:
    """The passkey of a county officer who has joined with it."""
    found = Soft(offices.settings.origin)
    page = joined(phones(), found, invited(offices, Role.COUNTY, YUANYANG))
    assert page.path == "/staff/account"
    assert "1个通行密钥" in page.text
    return found


def test_a_passkey_signs_in_with_no_name_asked(phones: Phones, soft: Soft) -> None:
    page = signed_in(phones(), soft, "/staff/sign-in", "/staff/sign-in?next=/staff/people")
    assert page.path == "/staff/people"


def test_a_passkey_proves_again_under_a_new_token(
    offices: Server, phones: Phones, soft: Soft
) -> None:
    browser = phones()
    signed_in(browser, soft, "/staff/sign-in", "/staff/sign-in")
    before = browser.cookies["hc-staff"]
    with offices.later(timedelta(minutes=20)):
        asked = browser.get("/staff/people/invite")
        assert asked.path == "/staff/confirm?next=/staff/people/invite"
        page = signed_in(browser, soft, "/staff/confirm", asked.path)
        assert page.path == "/staff/people/invite"
        assert browser.cookies["hc-staff"] != before


def test_anothers_passkey_proves_nothing(offices: Server, phones: Phones, soft: Soft) -> None:
    other, browser = Soft(offices.settings.origin), phones()
    joined(browser, other, invited(offices, Role.COUNTY, YUANYANG))
    with offices.later(timedelta(minutes=20)):
        page = signed_in(browser, soft, "/staff/confirm", "/staff/confirm", 422)
        assert "登录不了" in page.text


@pytest.mark.parametrize("wrong", ["unverified", "copied", "unknown", "elsewhere", "handle"])
def test_what_is_wrong_with_an_answer_signs_nobody_in(
    phones: Phones, soft: Soft, wrong: str
) -> None:
    used = {
        "unverified": lambda: setattr(soft, "flags", UP),
        "copied": lambda: setattr(soft, "steps", 0),
        "unknown": lambda: setattr(soft, "credential_id", bytes(32)),
        "elsewhere": lambda: setattr(soft, "origins", "https://evil.example"),
        "handle": lambda: setattr(soft, "handle", bytes(32)),
    }
    browser = phones()
    signed_in(browser, soft, "/staff/sign-in", "/staff/sign-in")
    used[wrong]()
    second = phones()
    page = signed_in(second, soft, "/staff/sign-in", "/staff/sign-in", 422)
    assert "登录不了" in page.text
    assert "hc-staff" not in second.cookies


def test_a_passkey_without_verification_joins_nobody(offices: Server, phones: Phones) -> None:
    letters = invited(offices, Role.COUNTY, YUANYANG)
    page = joined(phones(), Soft(offices.settings.origin, flags=UP), letters, 422)
    assert page.h1 == "你收到邀请"
    assert joined(phones(), Soft(offices.settings.origin), letters).path == "/staff/account"


def test_the_last_way_to_sign_in_stays(offices: Server, phones: Phones, soft: Soft) -> None:
    browser = phones()
    signed_in(browser, soft, "/staff/sign-in", "/staff/sign-in")
    page = browser.get("/staff/account/sign-in")
    assert not [each for each in page.forms() if each.get("action") == "/staff/account/remove"]
    second = Soft(offices.settings.origin)
    asked = options(browser, page, "/staff/account/passkey/begin")
    form = next(each for each in page.forms() if each.get("action") == "/staff/account/passkey")
    entries = filled(form) | {"credential": json.dumps(second.made(asked))}
    page = browser.post("/staff/account/passkey", entries)
    removing = [each for each in page.forms() if each.get("action") == "/staff/account/remove"]
    assert len(removing) == 2
    page = browser.post("/staff/account/remove", filled(removing[0]))
    assert not [each for each in page.forms() if each.get("action") == "/staff/account/remove"]
    answer = browser.fetch("POST", "/staff/account/remove", data=filled(removing[1]))
    assert answer.status_code == 409
    signed_in(phones(), second, "/staff/sign-in", "/staff/sign-in")
    signed_in(phones(), soft, "/staff/sign-in", "/staff/sign-in", 422)
