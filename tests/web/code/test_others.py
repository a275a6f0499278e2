"""Two phones, one person: told of a risk, theirs or not; a claim, confirmed or refused."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from tests.browse import Browse, Page, filled
from tests.browser.wizard import fresh_phone
from tests.servers import Server
from tests.web.declare.steps import IN_CONTACT, declare, resident

TOLD, OBJECTED = "申报了有风险的情况", "已提出异议"
WAITING, REFUSED = "要先核对证件才算数", "另一部手机不是你"


@pytest.fixture
def other(server: Server) -> Iterator[Browse]:
    browser = Browse(server.address)
    yield browser
    browser.close()


def forms_of(page: Page, action: str) -> list[int]:
    return [at for at, form in enumerate(page.forms()) if form.get("action") == action]


def press(browse: Browse, page: Page, action: str, at: int = 0, status: int = 200) -> Page:
    return browse.send(page, status, form=forms_of(page, action)[at])


def same_person(browse: Browse, other: Browse, *, number: bool, risk: bool) -> Page:
    """Declare on both phones, the other second; give the first one's page."""
    sent = resident()
    declare(browse, sent)
    changed = dict(sent)
    if risk:
        changed["health"] = IN_CONTACT
    if not number:
        changed["who"] = {"name": "李四", "phone": fresh_phone()}
    declare(other, changed)
    return browse.get("/code")


def test_a_risk_from_another_browser_is_told_and_acknowledged(
    browse: Browse, other: Browse
) -> None:
    page = same_person(browse, other, number=True, risk=True)
    assert TOLD in page.text
    assert "红码" in page.text
    assert TOLD not in other.get("/code").text
    page = press(browse, page, "/code/acknowledge")
    assert TOLD not in page.text
    assert OBJECTED not in page.text


def test_it_is_told_within_one_poll(browse: Browse, other: Browse) -> None:
    sent = resident(health=IN_CONTACT)
    declare(browse, sent)
    browse.get("/code")
    tag = browse.fetch("GET", "/code/pulse").headers["etag"]
    assert browse.fetch("GET", "/code/pulse", headers={"If-None-Match": tag}).status_code == 304
    declare(other, sent)
    answer = browse.fetch("GET", "/code/pulse", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["etag"] != tag


def test_an_objection_says_by_when_it_is_answered_and_changes_no_colour(
    browse: Browse, other: Browse, server: Server
) -> None:
    page = same_person(browse, other, number=True, risk=True)
    theirs = other.fetch("GET", "/code/pulse").headers["etag"]
    page = press(browse, page, "/code/object")
    assert OBJECTED in page.text
    assert "前答复" in page.text
    assert "红码" in page.text
    assert TOLD not in page.text
    assert other.fetch("GET", "/code/pulse").headers["etag"] == theirs
    assert OBJECTED not in other.get("/code").text
    with server.later(timedelta(hours=2, minutes=1)):
        assert "答复已超时" in browse.get("/code").text


def test_a_waiting_claim_is_shown_and_confirmed_in_one_tap(browse: Browse, other: Browse) -> None:
    page = same_person(browse, other, number=False, risk=False)
    assert WAITING in page.text
    assert "李四" not in page.text
    assert "先核对证件" in other.get("/code").text
    assert WAITING not in press(browse, page, "/code/confirm").text
    assert "绿码" in other.get("/code").text


def test_a_refused_claim_waits_on_and_needs_a_second_look(browse: Browse, other: Browse) -> None:
    page = same_person(browse, other, number=False, risk=True)
    before = other.fetch("GET", "/code/pulse").headers["etag"]
    refused = press(browse, page, "/code/object")
    assert REFUSED in refused.text
    assert WAITING not in refused.text
    assert "绿码" in refused.text
    assert other.fetch("GET", "/code/pulse").headers["etag"] == before
    assert "先核对证件" in other.get("/code").text
    press(browse, page, "/code/confirm", status=409)
    assert "先核对证件" in other.get("/code").text
    page = press(browse, refused, "/code/confirm")
    assert REFUSED not in page.text
    assert TOLD in page.text
    assert "红码" in other.get("/code").text


@pytest.mark.parametrize("act", ["confirm", "object", "acknowledge"])
@pytest.mark.parametrize("named", ["", "x", str(UUID(int=7)), "1" * 4000])
def test_what_there_is_not_cannot_be_answered(browse: Browse, act: str, named: str) -> None:
    csrf = filled(declare(browse).forms()[0])["csrf"][0]
    for field in ("holder", "declaration"):
        browse.post(f"/code/{act}", {"csrf": csrf, field: named}, 404)


@pytest.mark.parametrize("act", ["confirm", "object", "acknowledge"])
def test_nobody_without_a_code_answers_anything(browse: Browse, act: str) -> None:
    csrf = filled(browse.get("/declare").forms()[0])["csrf"][0]
    browse.post(f"/code/{act}", {"csrf": csrf, "holder": str(UUID(int=7))}, 404)
    assert browse.fetch("POST", f"/code/{act}", data={}).status_code == 403


def test_a_stranger_answers_nothing_of_others(
    browse: Browse, other: Browse, server: Server
) -> None:
    page = same_person(browse, other, number=True, risk=True)
    told = filled(page.forms()[forms_of(page, "/code/object")[0]])["declaration"][0]
    stranger = Browse(server.address)
    csrf = filled(declare(stranger).forms()[0])["csrf"][0]
    for act in ("object", "acknowledge"):
        stranger.post(f"/code/{act}", {"csrf": csrf, "declaration": told}, 404)
    assert TOLD in browse.get("/code").text
    stranger.close()
