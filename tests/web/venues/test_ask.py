"""Asking for a venue: nothing typed is lost, whatever goes wrong."""

import re
from pathlib import Path
from typing import Any

import pytest

from domain.policy.policies import load_policies
from tests.browse import Browse
from tests.servers import Server
from tests.web.defence.venue_rows import ASKING
from tests.web.venues.managing import asked_for, number_on

FORM: dict[str, Any] = dict(ASKING)
_SCRIPTS = Path(__file__).parents[2] / "cases/hostile/scripts.txt"


def value(page: object, name: str) -> str:
    return str(page.by_id(name).get("value"))  # type: ignore[attr-defined] # a Page


def test_it_is_said_what_is_wrong_and_nothing_is_lost(browse: Browse) -> None:
    page = asked_for(browse, 422, zh="", person_phone="12", gate_2_zh="东门")
    assert page.title.startswith("错误")
    links = [link for link in page.links().values() if link.startswith("#")]
    assert {"#zh", "#person_phone", "#gate_2_zh"} <= set(links)
    assert value(page, "address") == ASKING["address"]
    assert value(page, "person") == ASKING["person"]
    number_on(browse.send(page, zh="又一个市场", person_phone="13900000999", gate_2_zh="西门"))


def test_the_lists_below_are_shown_for_another_county(browse: Browse) -> None:
    page = browse.send(browse.get("/venues/ask"), **{**FORM, "stay": "elsewhere"})
    assert value(page, "zh") == ASKING["zh"]
    page = browse.send(page, prefecture="5301", stay="list")
    page = browse.send(page, county="530102", stay="list")
    told = browse.send(page, **{**FORM, "prefecture": "5301", "county": "530102"}, status=422)
    assert "#township" in told.links().values()
    done = browse.send(told, township="530102001")
    assert "华山街道" in done.text


def test_more_entrances_are_added_one_by_one(browse: Browse) -> None:
    page = browse.get("/venues/ask")
    for row in range(3, 10):
        page = browse.send(page, **{**FORM, "stay": "add"})
        assert value(page, f"gate_{row}_zh") == ""
    assert "再加一个出入口" not in page.text
    assert value(page, "gate_1_zh") == "东门"


def test_a_second_tap_tells_the_same_number(browse: Browse) -> None:
    page = browse.get("/venues/ask")
    first, again = (number_on(browse.send(page, **FORM)) for _ in range(2))
    assert first == again


def test_a_page_that_was_open_too_long_keeps_what_was_typed(browse: Browse) -> None:
    page = browse.get("/venues/ask")
    browse.forget()
    kept = browse.send(page, 403, **FORM)
    assert value(kept, "person") == ASKING["person"]
    number_on(browse.send(kept))


def test_past_the_limit_the_form_stays(server: Server, browse: Browse) -> None:
    rate = load_policies().limits.venues_asked
    with server.later(rate.window):
        for _ in range(rate.most):
            asked_for(browse)
        page = asked_for(browse, 429)
        assert int(page.answer.headers["Retry-After"]) <= rate.seconds
        assert value(page, "zh") == ASKING["zh"]
    with server.later(rate.window * 3):
        number_on(asked_for(browse))


@pytest.mark.parametrize("field", ["zh", "en", "address", "person", "gate_1_zh", "kind"])
def test_no_markup_comes_back_as_markup(browse: Browse, field: str) -> None:
    """Every page is parsed: a payload that opened an element would break its rules."""
    for payload in _SCRIPTS.read_text("utf-8").splitlines()[:12]:
        page = asked_for(browse, 422, **{field: payload})
        assert not re.search(r"<script(?! src=)", page.answer.text)


def test_in_english_the_same(server: Server) -> None:
    browser = Browse(server.address, "en")
    page = browser.send(browser.get("/venues/ask"), 422, zh="看 evil.com")
    assert "no web address" in page.text
    browser.close()
