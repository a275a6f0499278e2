"""Switching between the people of one phone, without a script; and what one person's page costs."""

import pytest

from domain.declaration.values import Relationship
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill, declare_on, open_phone, statements
from tests.domain.acts import in_contact
from tests.page_checks import text_of
from tests.servers import Server
from tests.web.family.homes import add, press, ref
from tests.web.phone.cards import credential_of


def test_everybody_stands_with_colour_and_days_and_one_tap_shows_them(
    server: Server, opened: Opened
) -> None:
    child = add(server, opened, "王小宝", health=in_contact())
    add(server, opened, "李秀英", Relationship.PARENT, born=1950)
    page = opened.browser.get("/family")
    for words in ("王小明", "王小宝", "李秀英", "红码", "绿码", "我的孩子", "还剩14天"):
        assert words in page.text
    shown = press(opened.browser, page, "/family/show", member=ref(server, opened, child))
    assert shown.path == "/code"
    assert "红码" in shown.text
    assert "王小宝" in shown.text


def test_the_strip_stands_only_where_there_is_somebody_else(server: Server, opened: Opened) -> None:
    assert 'class="strip"' not in opened.browser.get("/code").answer.text
    child = add(server, opened, "王小宝")
    page = opened.browser.get("/code")
    strip = next(form for form in page.forms() if form.get("class") == "strip")
    buttons = list(strip.iter("button"))
    assert [text_of(button) for button in buttons] == ["王*明绿码", "王*宝绿码"]
    assert buttons[0].get("aria-current") == "true"
    csrf = next(field.get("value") for field in strip.iter("input"))
    sent = {"csrf": csrf, "member": buttons[1].get("value")}
    assert "王小宝" in opened.browser.post("/family/show", sent).text
    confirmed_ill(server, child)
    assert "王*宝红码" in opened.browser.get("/code").text.replace(" ", "")


def test_the_page_of_one_person_stays_one_statement(server: Server) -> None:
    alone, several = open_phone(server), open_phone(server)
    add(server, several, "王小宝")
    for phone in (alone, several):
        phone.browser.get("/code")
    counted = []
    for phone in (alone, several):
        with statements(server) as seen:
            phone.browser.get("/code")
        counted.append(len(seen))
        phone.browser.close()
    assert counted == [1, 2]


def test_more_people_are_no_more_statements(server: Server, opened: Opened) -> None:
    counted = []
    for name in ("王一", "王二", "王三", "王四"):
        add(server, opened, name)
        opened.browser.get("/code")
        with statements(server) as seen:
            opened.browser.get("/code")
        counted.append(len(seen))
    assert len(set(counted)) == 1


@pytest.mark.parametrize("member", ["", "x", "é", "0" * 32, "9" * 5000])
def test_nobody_shows_whom_they_do_not_have(server: Server, opened: Opened, member: str) -> None:
    page = opened.browser.get("/family")
    assert opened.browser.send(page, 404, member=member).h1
    other = open_phone(server)
    theirs = ref(server, other, other.person)
    assert opened.browser.send(page, 404, member=theirs).h1
    other.browser.close()


def test_a_bare_browser_is_led_to_a_first_code(server: Server, opened: Opened) -> None:
    bare = Browse(server.address)
    assert bare.get("/family").path == "/declare"
    assert bare.get("/family/renew").path == "/declare"
    bare.close()
    assert opened.browser.get("/family/group").path == "/family"


def test_a_new_colour_of_another_is_there_at_the_next_look(server: Server, opened: Opened) -> None:
    child = add(server, opened, "王小宝")
    assert "红码" not in opened.browser.get("/family").text
    confirmed_ill(server, child)
    page = opened.browser.get("/family")
    assert "红码" in page.text
    shown = press(opened.browser, page, "/family/show", member=ref(server, opened, child))
    assert "具体内容只有本人在自己手机上能看到" in shown.text
    assert "确诊" in shown.text


def test_one_s_own_evidence_is_told(server: Server, opened: Opened) -> None:
    confirmed_ill(server, opened.person)
    assert "具体内容只有本人" not in opened.browser.get("/code").text


def test_the_phone_keeps_everybodys_card(server: Server, opened: Opened) -> None:
    assert opened.browser.fetch("GET", "/code/phone").json()["family"] == []
    child = add(server, opened, "王小宝")
    card = opened.browser.fetch("GET", "/code/phone").json()
    assert card["card"] == ref(server, opened, opened.person)
    (other,) = card["family"]
    assert other["card"] == ref(server, opened, child)
    assert credential_of(other).name == "王*宝"
    assert {"credential", "handle", "secret", "now", "day"} <= set(other)
    assert other["handle"] != card["handle"]
    declare_on(server, opened.holder, opened.number)
