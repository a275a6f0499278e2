"""The code page: colour, name, reasons and a QR; and the way to a code where there is none."""

import re
from datetime import timedelta

import pytest

from domain.declaration.values import Health
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill, declare_on, open_phone, rows, statements
from tests.domain.acts import HEALTHY, in_contact
from tests.page_checks import text_of
from tests.servers import Server


def test_a_code_says_its_colour_its_name_and_why(opened: Opened) -> None:
    page = opened.browser.get("/code")
    assert page.h1 == "我的健康码"
    card = page.by_id("code")
    assert "green" in card.get("class", "").split()
    assert re.fullmatch(r'"green-\d+"', card.get("data-etag", ""))
    for words in ("绿码", "王小明", "王*明", "为什么是这个颜色", "有效至"):
        assert words in page.text
    assert '<svg class="qr" role="img"' in page.answer.text


def test_an_english_reader_has_it_in_english(server: Server) -> None:
    phone = open_phone(server, language="en")
    page = phone.browser.get("/code")
    assert page.h1 == "My health code"
    assert "Why this colour" in page.text
    phone.browser.close()


@pytest.mark.parametrize(("health", "colour"), [(HEALTHY, "green"), (in_contact(), "red")])
def test_the_card_has_the_colour_of_the_answers(
    server: Server, health: Health, colour: str
) -> None:
    phone = open_phone(server, health=health)
    assert colour in phone.browser.get("/code").by_id("code").get("class", "")
    phone.browser.close()


def test_without_scripts_the_page_refreshes_itself(opened: Opened) -> None:
    answer = opened.browser.fetch("GET", "/code")
    assert '<noscript><meta http-equiv="refresh" content="15"></noscript>' in answer.text


def test_a_part_of_the_page_is_the_same_without_its_frame(opened: Opened) -> None:
    part = opened.browser.get("/code", partial=True)
    assert "王小明" in part.text
    assert "<html" not in part.answer.text


def test_the_first_look_of_a_day_names_the_code_and_no_later_one_writes(
    server: Server, opened: Opened
) -> None:
    before = rows(server)
    opened.browser.get("/code")
    named = rows(server)
    assert named == before | {"handle": before["handle"] + 1}
    opened.browser.get("/code")
    opened.browser.get("/code")
    assert rows(server) == named


def test_a_fact_shows_on_the_next_page(server: Server, opened: Opened) -> None:
    assert "绿码" in opened.browser.get("/code").text
    confirmed_ill(server, opened.person)
    page = opened.browser.get("/code")
    assert "red" in page.by_id("code").get("class", "")
    assert "红码" in page.text


def test_time_alone_greys_it(server: Server, opened: Opened) -> None:
    opened.browser.get("/code")
    with server.later(timedelta(days=15)):
        page = opened.browser.get("/code")
    assert "grey" in page.by_id("code").get("class", "")


def test_a_slip_may_be_mended_for_half_an_hour(server: Server, opened: Opened) -> None:
    def actions() -> list[str]:
        return [form.get("action", "") for form in opened.browser.get("/code").forms()]

    assert "/declare/correct" in actions()
    with server.later(timedelta(minutes=31)):
        assert "/declare/correct" not in actions()


def test_it_asks_to_be_renewed_before_it_runs_out(server: Server, opened: Opened) -> None:
    asked = "现在就可以重新申请"
    assert asked not in opened.browser.get("/code").text
    with server.later(timedelta(days=13)):
        assert asked in opened.browser.get("/code").text


def test_each_page_masks_its_csrf_tokens_anew(opened: Opened) -> None:
    def token() -> str:
        form = opened.browser.get("/code").forms()[0]
        return next(field.get("value", "") for field in form.iter("input"))

    assert len({token() for _ in range(4)}) == 4


def test_a_phone_without_a_code_is_led_to_the_declaration(browse: Browse) -> None:
    answer = browse.fetch("GET", "/code")
    assert (answer.status_code, answer.headers["location"]) == (303, "/declare")


@pytest.mark.parametrize("token", ["A" * 43, "A" * 42, "x", "é" * 43, "A" * 4000])
def test_an_unknown_token_is_no_code(browse: Browse, token: str) -> None:
    answer = browse.fetch("GET", "/code", headers={"Cookie": f"hc={token}".encode()})
    assert (answer.status_code, answer.headers["location"]) == (303, "/declare")


def test_ten_declarations_cost_no_more_statements_than_one(server: Server) -> None:
    phone = open_phone(server)
    phone.browser.get("/code")
    with statements(server) as one:
        phone.browser.get("/code")
    for _ in range(9):
        declare_on(server, phone.holder, phone.number)
    phone.browser.get("/code")
    with statements(server) as ten:
        page = phone.browser.get("/code")
    assert text_of(page.by_id("code"))
    assert len(ten) == len(one) == 1
    phone.browser.close()
