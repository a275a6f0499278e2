"""The public card of any camera: live, an old picture, or nothing of ours; and no trace of it."""

import re
from datetime import timedelta

import pytest

from domain.healthcode.handles import handle_of
from domain.healthcode.tokens import handle_secret, make_token, step_at
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill, declare_on, open_phone, rows, statements
from tests.servers import Server

STEP = timedelta(seconds=15)


def token_of(server: Server, phone: Opened, steps: int = 0) -> str:
    """Give the token that the phone shows so many steps from now, once it was looked at."""
    phone.browser.get("/code")
    held, now = server.services, server.services.clock.now()
    handle = server.run(held.db.read(handle_of, phone.person, phone.holder, now))
    assert handle is not None
    return make_token(handle, handle_secret(held.ring, handle), step_at(now) + steps)


def test_a_live_code_shows_colour_masked_name_and_times(
    server: Server, opened: Opened, browse: Browse
) -> None:
    page = browse.get(f"/C/{token_of(server, opened)}")
    assert page.h1 == "刚刚核对"
    for words in ("绿码", "王*明", "登记时间", "有效至"):
        assert words in page.text
    for private in ("王小明", f"TEST{opened.number:05d}", "南沙镇"):
        assert private not in page.answer.text


def test_lower_case_reads_the_same(server: Server, opened: Opened, browse: Browse) -> None:
    assert "绿码" in browse.get(f"/C/{token_of(server, opened).lower()}").text


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_step_on_either_side_is_live(
    server: Server, opened: Opened, browse: Browse, steps: int
) -> None:
    assert "绿码" in browse.get(f"/C/{token_of(server, opened, steps)}").text


@pytest.mark.parametrize("steps", [-4, -400, 4, 400])
def test_an_old_picture_says_only_that_it_is_one(
    server: Server, opened: Opened, browse: Browse, steps: int
) -> None:
    page = browse.get(f"/C/{token_of(server, opened, steps)}")
    assert "旧截图" in page.text
    for hidden in ("绿码", "王*明", "登记时间"):
        assert hidden not in page.text
    assert not re.search(r'class="code[^"]*\bgreen\b', page.answer.text)


@pytest.mark.parametrize("typed", ["A" * 32, "A" * 31, "1", "%C3%A9" * 16, "A" * 3000])
def test_what_we_did_not_make_is_said_to_be_none_of_ours(browse: Browse, typed: str) -> None:
    page = browse.get(f"/C/{typed}", 404)
    assert "不是本系统的码" in page.text
    assert "grey" in page.answer.text


def test_a_forged_token_is_none_of_ours(server: Server, opened: Opened, browse: Browse) -> None:
    token = token_of(server, opened)
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert "不是本系统的码" in browse.get(f"/C/{forged}", 404).text


def test_a_fact_shows_at_once_though_the_phone_has_not_asked(
    server: Server, opened: Opened, browse: Browse
) -> None:
    token = token_of(server, opened)
    assert "绿码" in browse.get(f"/C/{token}").text
    confirmed_ill(server, opened.person)
    assert "红码" in browse.get(f"/C/{token}").text


def test_time_alone_greys_what_any_camera_sees(
    server: Server, opened: Opened, browse: Browse
) -> None:
    with server.later(timedelta(days=15)):
        assert "灰码" in browse.get(f"/C/{token_of(server, opened)}").text


def test_nobody_records_who_looked(
    server: Server, opened: Opened, browse: Browse, capfd: pytest.CaptureFixture[str]
) -> None:
    token = token_of(server, opened)
    before = rows(server)
    browse.get(f"/C/{token}")
    with server.later(4 * STEP):
        browse.get(f"/C/{token}")
    assert rows(server) == before
    assert browse.cookies == {}
    written = capfd.readouterr()
    assert token not in written.out + written.err


def test_an_english_camera_has_it_in_english(server: Server, opened: Opened) -> None:
    camera = Browse(server.address, "en")
    assert "Checked just now" in camera.get(f"/C/{token_of(server, opened)}").text
    camera.close()


def test_it_is_only_looked_at(server: Server, opened: Opened, browse: Browse) -> None:
    path = f"/C/{token_of(server, opened)}"
    head = browse.fetch("HEAD", path)
    assert (head.status_code, head.content) == (200, b"")
    assert browse.fetch("DELETE", path).status_code == 405


def test_ten_declarations_cost_no_more_statements_than_one(server: Server, browse: Browse) -> None:
    phone = open_phone(server)
    token = token_of(server, phone)
    with statements(server) as one:
        browse.get(f"/C/{token}")
    for _ in range(9):
        declare_on(server, phone.holder, phone.number)
    token = token_of(server, phone)
    with statements(server) as ten:
        browse.get(f"/C/{token}")
    assert len(one) == len(ten)
    phone.browser.close()
