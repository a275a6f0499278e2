"""Beginning from the last declaration: again, to mend a slip, after a move."""

from datetime import timedelta

import pytest

from tests.browse import Browse, Page, filled
from tests.servers import Server
from tests.web.declare.steps import IN_CONTACT, Sent, by_train, declare, fill, resident, value_of

ACTS = ("again", "correct", "moved")


def press(browse: Browse, page: Page, act: str) -> Page:
    csrf = filled(page.forms()[0])["csrf"][0]
    return browse.post(f"/declare/{act}", {"csrf": csrf})


def test_applying_again_asks_health_alone(browse: Browse) -> None:
    sent: dict[str, Sent] = resident(journey=by_train())
    page = press(browse, declare(browse, sent), "again")
    assert page.path == "/declare/health"
    assert "contact" not in filled(page.forms()[0])
    page = browse.send(page, **sent["health"])
    assert page.path == "/declare/check"
    for words in ("王秀英", "武汉", "菜园村12号"):
        assert words in page.text


def test_applying_again_goes_on_with_what_was_begun(browse: Browse) -> None:
    page = press(browse, declare(browse), "again")
    browse.send(page, 422, contact="unknown")
    page = press(browse, browse.get("/code"), "again")
    assert filled(page.forms()[0])["contact"] == ["unknown"]


def test_a_slip_is_mended_and_the_page_says_until_when(browse: Browse) -> None:
    sent = resident(health=IN_CONTACT)
    code = declare(browse, sent)
    assert "红码" in code.text
    page = press(browse, code, "correct")
    assert page.path == "/declare/check"
    assert "30分钟" in page.text
    page = browse.send(browse.get("/declare/health"), **resident()["health"])
    assert "绿码" in browse.send(page, commitment="yes").text


def test_after_thirty_minutes_the_risk_holds_and_the_page_says_so(
    browse: Browse, server: Server
) -> None:
    code = declare(browse, resident(health=IN_CONTACT))
    assert "一直算到期满" not in code.text
    with server.later(timedelta(minutes=31)):
        code = browse.get("/code")
        assert "一直算到期满" in code.text
        assert "2小时内答复" in code.text
        page = press(browse, code, "correct")
        assert "之前填报的风险仍算到期满" in page.text
        page = browse.send(browse.get("/declare/health"), **resident()["health"])
        assert "红码" in browse.send(page, commitment="yes").text


def test_after_a_move_the_address_alone_is_asked_anew(browse: Browse) -> None:
    sent = resident()
    page = press(browse, declare(browse, sent), "moved")
    assert page.path == "/declare/address"
    assert value_of(page, "address") == ""
    page = browse.send(page, county="532532", stay="list")
    town = next(each.get("value") for each in list(page.by_id("township").iter("option"))[1:])
    page = browse.send(page, county="532532", township=town, address="滨河路3号")
    assert page.path == "/declare/health"
    page = browse.send(page, **sent["health"])
    assert "河口瑶族自治县" in page.text
    assert "王秀英" in page.text


@pytest.mark.parametrize("act", ACTS)
def test_who_never_declared_has_nothing_to_begin_from(browse: Browse, act: str) -> None:
    csrf = filled(browse.get("/declare").forms()[0])["csrf"][0]
    browse.post(f"/declare/{act}", {"csrf": csrf}, 404)
    page = fill(browse, resident(), "journey")
    assert press(browse, page, act).path == "/declare/journey"


@pytest.mark.parametrize("act", ACTS)
def test_a_form_of_elsewhere_begins_nothing(browse: Browse, act: str) -> None:
    declare(browse)
    assert browse.fetch("POST", f"/declare/{act}", data={"csrf": "x"}).status_code == 403
    assert browse.get("/declare").path == "/code"
