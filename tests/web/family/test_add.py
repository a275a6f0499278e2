"""Filling in for somebody, without a script: from the tile to their code, and back to one's own."""

from itertools import count
from typing import Any

import pytest

from tests.browse import Page
from tests.codes import Opened, open_phone
from tests.servers import Server
from tests.web.declare.steps import errors_of, value_of
from tests.web.family.homes import add, press

_papers = count(1)


def paper(born: int) -> dict[str, Any]:
    return {
        "kind": "passport",
        "number": f"KID{next(_papers):05d}",
        "nationality": "VN",
        "gender": "female",
        "born_year": str(born),
        "born_month": "6",
        "born_day": "1",
    }


def begun(phone: Opened) -> Page:
    page = phone.browser.get("/code")
    return press(phone.browser, page, "/family/add")


def to_the_check(phone: Opened, born: int, relationship: str, name: str = "王小宝") -> Page:
    page = phone.browser.send(begun(phone), relationship=relationship, name=name, same="yes")
    page = phone.browser.send(page, **paper(born))
    assert (page.path, value_of(page, "address")) == ("/declare/address", "南沙镇1号")
    page = phone.browser.send(page, occupation="none")
    return phone.browser.send(page, contact="no", abroad="no", symptoms="none")


def offered(page: Page) -> list[str]:
    radios = [each for each in page.tree.iter("input") if each.get("name") == "consent"]
    return [each.get("value", "") for each in radios]


def test_a_child_gets_a_code_beside_ones_own(opened: Opened) -> None:
    page = begun(opened)
    assert page.h1.startswith("给谁填")
    assert value_of(page, "phone")
    assert page.by_id("helper").get("checked") is not None
    wrong = opened.browser.send(page, 422)
    assert set(errors_of(wrong)) == {"relationship", "name"}
    page = to_the_check(opened, 2015, "child")
    assert page.path == "/declare/check"
    assert "我的孩子" in page.text
    wrong = opened.browser.send(page, 422, commitment="yes")
    assert set(errors_of(wrong)) == {"consent"}
    kept = opened.browser.send(wrong, 422, consent="guardian")
    assert set(errors_of(kept)) == {"commitment"}
    assert kept.by_id("consent").get("checked") is not None
    code = opened.browser.send(kept, commitment="yes")
    assert (code.path, "王小宝" in code.text, "绿码" in code.text) == ("/code", True, True)
    both = opened.browser.get("/family")
    assert "王小明" in both.text
    assert "王小宝" in both.text


@pytest.mark.parametrize(
    ("born", "relationship", "ways", "unusual"),
    [
        (2015, "child", ["guardian", "entrusted"], False),
        (1980, "child", ["asked", "knows", "care"], True),
        (1950, "parent", ["asked", "knows", "care"], False),
        (2015, "parent", ["guardian", "entrusted"], True),
        (1980, "ward", ["asked", "knows", "care"], False),
    ],
)
def test_an_unusual_age_is_asked_about_and_never_refused(
    opened: Opened, born: int, relationship: str, ways: list[str], unusual: bool
) -> None:
    page = to_the_check(opened, born, relationship)
    assert offered(page) == ways
    assert ("没填错就接着往下" in page.text) is unusual
    code = opened.browser.send(page, consent=ways[-1], commitment="yes")
    assert code.path == "/code"


def test_ones_own_open_form_stays_as_it_was(opened: Opened) -> None:
    own = press(opened.browser, opened.browser.get("/code"), "/declare/again")
    assert own.path == "/declare/health"
    page = opened.browser.send(begun(opened), relationship="child", name="王小宝", same="yes")
    assert page.path == "/declare/document"
    mine = opened.browser.send(own, 200, contact="no", abroad="no", symptoms="none")
    assert (mine.path, "王小明" in mine.text, "王小宝" in mine.text) == (
        "/declare/check",
        True,
        False,
    )
    theirs = begun(opened)
    assert theirs.path == "/declare/document"
    assert "王小宝" in theirs.text


def test_a_form_begun_for_one_is_emptied_for_another(opened: Opened) -> None:
    opened.browser.send(begun(opened), relationship="child", name="王小宝", same="yes")
    page = opened.browser.get("/declare/who")
    assert value_of(page, "name") == "王小宝"
    page = opened.browser.send(page, stay="anew")
    assert (page.path, value_of(page, "name")) == ("/declare/who", "")
    assert value_of(page, "phone")
    assert page.by_id("same") is not None
    assert not page.by_id("same").get("checked")


def test_a_full_phone_says_so_and_offers_no_more(server: Server) -> None:
    phone = open_phone(server)
    for at in range(9):
        add(server, phone, f"王小{at}")
    page = press(phone.browser, phone.browser.get("/code"), "/family/add")
    assert page.path == "/family"
    assert "不能再添加了" in page.text
    assert not [form for form in page.forms() if form.get("action") == "/family/add"]
    phone.browser.close()


def test_no_name_stands_in_any_address(opened: Opened) -> None:
    page = to_the_check(opened, 2015, "child", "王招弟")
    opened.browser.send(page, consent="guardian", commitment="yes")
    everybody = opened.browser.get("/family")
    for each in everybody.tree.iter():
        for where in ("href", "action"):
            assert "王" not in each.get(where, "")
    assert all("?" not in form.get("action", "") for form in everybody.forms())
