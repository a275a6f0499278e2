"""Having left Yunnan: one tap, the day asked, shown on the code, taken back, declared anew."""

from datetime import timedelta

import pytest

from tests.browse import Browse, Page, filled
from tests.browser.wizard import days_ago
from tests.codes import Opened, rows, statements
from tests.servers import Server
from tests.web.declare.steps import IN_CONTACT, declare, errors_of, resident

SAID = "离开了云南"


def leave(browse: Browse) -> Page:
    return browse.send(browse.get("/declare/left"))


def form_of(page: Page, action: str) -> dict[str, list[str]]:
    return filled(next(each for each in page.forms() if each.get("action") == action))


def test_one_tap_on_the_code_page_leads_to_the_day_and_it_is_today(browse: Browse) -> None:
    code = declare(browse)
    assert code.links()["我已离开云南"] == "/declare/left"
    page = browse.get("/declare/left")
    assert page.h1 == "我已离开云南"
    assert form_of(page, "/declare/left")["left_on"] == [days_ago(0)]
    code = browse.send(page)
    assert code.path == "/code"
    assert SAID in code.text
    assert "绿码" in code.text
    assert "/declare/left" not in code.links().values()


def test_the_days_go_back_to_the_declaration_and_no_further(browse: Browse, server: Server) -> None:
    declare(browse)
    assert days(browse.get("/declare/left")) == [days_ago(0)]
    with server.later(timedelta(days=3)):
        page = browse.get("/declare/left")
        assert days(page) == [days_ago(ago) for ago in (-3, -2, -1, 0)]
        assert SAID in browse.send(page, left_on=days_ago(-1)).text


def days(page: Page) -> list[str | None]:
    return [each.get("value") for each in page.by_id("left_on").iter("option")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请选择离开云南的日期"),
        (days_ago(-1), "请选"),
        (days_ago(1), "申报说你在云南"),
        ("somewhen", "请"),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_it(browse: Browse, typed: str, said: str) -> None:
    declare(browse)
    page = browse.send(browse.get("/declare/left"), 422, left_on=typed)
    assert said in errors_of(page)["left_on"]
    assert SAID not in browse.get("/code").text


def test_it_is_taken_back_by_one_tap(browse: Browse) -> None:
    declare(browse)
    code = leave(browse)
    code = browse.post("/declare/stayed", form_of(code, "/declare/stayed"))
    assert code.path == "/code"
    assert SAID not in code.text
    assert "/declare/left" in code.links().values()


def test_a_stale_form_sent_again_says_nothing_new(browse: Browse) -> None:
    declare(browse)
    form = form_of(browse.get("/declare/left"), "/declare/left")
    code = browse.post("/declare/left", form)
    browse.post("/declare/stayed", form_of(code, "/declare/stayed"))
    assert SAID not in browse.post("/declare/left", form).text


def test_declaring_again_takes_its_place(browse: Browse) -> None:
    sent = resident()
    declare(browse, sent)
    code = leave(browse)
    page = browse.post("/declare/again", form_of(code, "/declare/again"))
    page = browse.send(page, **sent["health"])
    assert SAID not in browse.send(page, commitment="yes").text


def test_a_risk_stays_and_the_page_says_both(browse: Browse) -> None:
    declare(browse, resident(health=IN_CONTACT))
    code = leave(browse)
    assert SAID in code.text
    assert "红码" in code.text


def test_who_left_is_not_asked_to_renew(browse: Browse, server: Server) -> None:
    declare(browse)
    with server.later(timedelta(days=13)):
        assert "data-renew" in browse.get("/code").answer.text
        leave(browse)
        assert "data-renew" not in browse.get("/code").answer.text
    with server.later(timedelta(days=15)):
        assert SAID not in browse.get("/code").text


def test_english_says_it_too(server: Server) -> None:
    browse = Browse(server.address, "en")
    declare(browse)
    page = browse.get("/declare/left")
    assert page.h1 == "I have left Yunnan"
    code = browse.send(page)
    assert "You told us that you left Yunnan on" in code.text
    assert "Coming back? Declare again" in code.text
    browse.close()


def test_the_code_is_one_statement_still_and_has_a_new_pulse(
    server: Server, opened: Opened
) -> None:
    before = opened.browser.get("/code").by_id("code").get("data-etag")
    kept = rows(server)
    leave(opened.browser)
    assert rows(server)["declaration"] == kept["declaration"]
    with statements(server) as seen:
        assert opened.browser.get("/code").by_id("code").get("data-etag") != before
    assert len(seen) == 1


def test_who_never_declared_has_left_nothing(browse: Browse) -> None:
    csrf = filled(browse.get("/declare").forms()[0])["csrf"][0]
    assert browse.get("/declare/left").path == "/declare"
    for path in ("/declare/left", "/declare/stayed"):
        browse.post(path, {"csrf": csrf}, 404)
        assert browse.fetch("POST", path, data={"csrf": "x"}).status_code == 403
