"""A second phone's claim: shown to who stands already, confirmed by one tap, by nobody else."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from tests.browse import Browse, Page, filled
from tests.codes import Opened, open_phone
from tests.servers import Server

WAITS = "另一部手机用这个证件做了申报"


@pytest.fixture
def second(server: Server, opened: Opened) -> Iterator[Opened]:
    """Another phone, with another number, that declared with the same document."""
    phone = open_phone(server, number=opened.number, phone="+8613700000007")
    yield phone
    phone.browser.close()


def form_of(page: Page) -> int:
    return next(at for at, form in enumerate(page.forms()) if form.get("action") == "/code/confirm")


def sent(phone: Opened, holder: object) -> int:
    """Send the confirmation's form with a token of that phone's own page; give the status."""
    csrf = filled(phone.browser.get("/code").forms()[0])["csrf"]
    entries = {"csrf": csrf, "holder": str(holder)}
    return phone.browser.fetch("POST", "/code/confirm", data=entries).status_code


def test_one_tap_lets_the_second_phone_count(opened: Opened, second: Opened) -> None:
    assert "grey" in second.browser.get("/code").by_id("code").get("class", "")
    page = opened.browser.get("/code")
    assert WAITS in page.text
    after = opened.browser.send(page, form=form_of(page))
    assert after.path == "/code"
    assert WAITS not in after.text
    assert "green" in second.browser.get("/code").by_id("code").get("class", "")


def test_the_second_phone_sees_nothing_to_confirm(opened: Opened, second: Opened) -> None:
    assert WAITS not in second.browser.get("/code").text
    assert sent(second, second.holder) == 404
    assert sent(second, opened.holder) == 404
    assert "grey" in second.browser.get("/code").by_id("code").get("class", "")


def test_nobody_else_confirms_it(server: Server, second: Opened) -> None:
    stranger = open_phone(server)
    assert sent(stranger, second.holder) == 404
    assert "grey" in second.browser.get("/code").by_id("code").get("class", "")
    stranger.browser.close()


@pytest.mark.parametrize("holder", ["", "x", "é", UUID(int=7), "0" * 400])
def test_a_claim_there_is_not(opened: Opened, holder: object) -> None:
    assert sent(opened, holder) == 404


def test_a_form_without_a_token_does_nothing(opened: Opened, second: Opened) -> None:
    entries = {"holder": str(second.holder)}
    answer = opened.browser.fetch("POST", "/code/confirm", data=entries)
    assert answer.status_code == 403
    assert WAITS in opened.browser.get("/code").text


def test_a_phone_without_a_code_confirms_nothing(browse: Browse, second: Opened) -> None:
    page = browse.get("/declare/who")
    entries = {"csrf": filled(page.forms()[0])["csrf"], "holder": str(second.holder)}
    assert browse.fetch("POST", "/code/confirm", data=entries).status_code == 404


def test_it_is_no_page(opened: Opened) -> None:
    assert opened.browser.fetch("GET", "/code/confirm").status_code == 405
