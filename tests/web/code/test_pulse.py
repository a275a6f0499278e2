"""The pulse of a shown code: 304 while nothing changed, and whatever changed within one poll."""

from datetime import timedelta

import httpx
import pytest

from domain.accounts.acts import Act
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill, open_phone, rows, statements
from tests.page_checks import check_page, parse
from tests.servers import Server
from web.routes.code import PULSE, code_pulse
from web.security import HEADERS
from web.short import ShortLayer, poll_way

BY_THE_ROUTE = f"{PULSE}?by=route"
"""An address with a query is left to the route: the same answer by the long way."""


def poll(browser: Browse, tag: str = "", path: str = PULSE) -> httpx.Response:
    return browser.fetch("GET", path, headers={"If-None-Match": tag} if tag else {})


@pytest.mark.parametrize("path", [PULSE, BY_THE_ROUTE])
def test_a_poll_tells_the_colour_and_then_that_nothing_changed(opened: Opened, path: str) -> None:
    first = poll(opened.browser, path=path)
    assert (first.status_code, first.text) == (200, "green")
    assert first.headers["content-type"] == "text/plain; charset=utf-8"
    tag = first.headers["etag"]
    again = poll(opened.browser, tag, path)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert "content-length" not in again.headers
    assert poll(opened.browser, '"green-0"', path).status_code == 200


@pytest.mark.parametrize("tag", ["", "same"])
def test_both_ways_say_the_same_under_the_same_headers(opened: Opened, tag: str) -> None:
    held = poll(opened.browser).headers["etag"] if tag else ""
    short, long = (poll(opened.browser, held, path) for path in (PULSE, BY_THE_ROUTE))
    assert (short.status_code, short.content) == (long.status_code, long.content)
    # The route reads the language that the query might have changed; a poll has none.
    unlike = {"date"}
    assert {k: v for k, v in short.headers.items() if k not in unlike} == {
        k: v for k, v in long.headers.items() if k not in unlike
    }
    for name, value in HEADERS:
        assert short.headers.get_list(name.decode()) == [value.decode()]
    assert short.headers.get_list("cache-control") == ["no-store"]
    assert "set-cookie" not in short.headers


def test_the_page_and_the_poll_have_one_tag(opened: Opened) -> None:
    shown = opened.browser.get("/code").by_id("code").get("data-etag", "")
    assert poll(opened.browser, shown).status_code == 304


def test_a_fact_changes_the_next_poll(server: Server, opened: Opened) -> None:
    tag = poll(opened.browser).headers["etag"]
    confirmed_ill(server, opened.person)
    changed = poll(opened.browser, tag)
    assert (changed.status_code, changed.text) == (200, "red")
    assert changed.headers["etag"] != tag
    assert poll(opened.browser, changed.headers["etag"]).status_code == 304


def test_time_changes_the_next_poll(server: Server, opened: Opened) -> None:
    tag = poll(opened.browser).headers["etag"]
    with server.later(timedelta(days=15)):
        changed = poll(opened.browser, tag)
        assert (changed.status_code, changed.text) == (200, "grey")


def test_a_clock_put_back_never_keeps_what_it_will_know_later(
    server: Server, opened: Opened
) -> None:
    with server.later(timedelta(days=15)):
        assert poll(opened.browser).text == "grey"
    assert poll(opened.browser).text == "green"


def test_a_poll_is_one_statement_and_leaves_no_trace(server: Server, opened: Opened) -> None:
    poll(opened.browser)
    before = rows(server)
    with statements(server) as seen:
        poll(opened.browser)
    assert len(seen) == 1
    assert rows(server) == before


def test_a_phone_without_a_code_is_told_in_its_language(browse: Browse, server: Server) -> None:
    for token in ("", "A" * 43, "x"):
        headers = {"Cookie": f"hc={token}"} if token else {}
        answer = browse.fetch("GET", PULSE, headers=headers)
        assert answer.status_code == 404
        check_page(parse(answer.text, whole=True), dict(answer.headers))
        assert "找不到页面" in answer.text
    english = Browse(server.address, "en")
    assert "There is no such page." in english.fetch("GET", PULSE).text
    english.close()


def test_a_language_asked_for_with_a_poll_is_kept_as_everywhere(opened: Opened) -> None:
    answer = opened.browser.fetch("GET", f"{PULSE}?lang=en")
    assert (answer.status_code, opened.browser.cookies["lang"]) == (200, "en")


def test_nothing_but_get_and_head_polls(opened: Opened) -> None:
    head = opened.browser.fetch("HEAD", PULSE)
    assert (head.status_code, head.content) == (200, b"")
    assert opened.browser.fetch("DELETE", PULSE).status_code == 405
    assert opened.browser.fetch("POST", PULSE).status_code in {403, 405}


def test_who_may_poll_is_what_the_route_declares(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = open_phone(server)
    scope = {
        "type": "http",
        "method": "GET",
        "path": PULSE,
        "query_string": b"",
        "headers": [(b"cookie", f"hc={phone.token}".encode())],
        "log": {},
    }
    went_on: list[str] = []
    way = poll_way(server.services)

    async def route(*_: object) -> None:
        went_on.append("route")

    async def sent(*_: object) -> None:
        went_on.append("answered")

    async def nothing() -> dict[str, object]:
        raise AssertionError

    server.run(ShortLayer(route, server.services, way)(dict(scope), nothing, sent))
    assert went_on == ["answered", "answered"]
    went_on.clear()
    monkeypatch.setitem(code_pulse.opt, "act", Act.SEE_PERSON)
    server.run(ShortLayer(route, server.services, way)(dict(scope), nothing, sent))
    assert went_on == ["route"]
    phone.browser.close()
