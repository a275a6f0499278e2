"""The QR of each 15 seconds, drawn for a page that is open: live at once, gone with its step."""

import re
from datetime import timedelta

import pytest

from tests.browse import Browse
from tests.codes import Opened
from tests.page_checks import check_page, parse
from tests.servers import Server


def drawn(browser: Browse) -> str:
    answer = browser.fetch("GET", "/code/qr")
    assert answer.status_code == 200
    parse(answer.text, whole=False)
    found = re.search(r'stroke="#000" d="([^"]+)"', answer.text)
    assert found
    return found[1]


def test_a_step_is_a_picture_and_the_server_s_clock(server: Server, opened: Opened) -> None:
    answer = opened.browser.fetch("GET", "/code/qr")
    assert answer.text.startswith('<svg class="qr" role="img"')
    assert answer.headers["cache-control"] == "no-store"
    now = server.services.clock.now().timestamp()
    assert abs(float(answer.headers["x-now"]) - now) < 30


def test_the_next_step_has_another_picture(server: Server, opened: Opened) -> None:
    first = drawn(opened.browser)
    with server.later(timedelta(seconds=15)):
        second = drawn(opened.browser)
    with server.later(timedelta(days=1)):
        tomorrow = drawn(opened.browser)
    assert len({first, second, tomorrow}) == 3


@pytest.mark.parametrize("token", ["", "A" * 43])
def test_a_phone_without_a_code_has_none(browse: Browse, token: str) -> None:
    answer = browse.fetch("GET", "/code/qr", headers={"Cookie": f"hc={token}"} if token else {})
    assert answer.status_code == 404
    check_page(parse(answer.text, whole=True), dict(answer.headers))
