"""Deleting what is held: asked first, one tap more, told on a last page; once, whatever comes."""

import pytest

from domain.declaration.values import Relationship
from domain.healthcode.apply import apply
from domain.household.claim import members_of
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import event_id
from tests.browse import Browse, Page, filled
from tests.codes import Opened, open_phone
from tests.domain.acts import application, in_contact
from tests.servers import Server
from tests.web.check.test_lists import live, told
from tests.web.mydata.press import prove, send
from tests.web.phone.cards import register


def asked(phone: Opened) -> dict[str, list[str]]:
    """Give what the form of the page that asks would send."""
    page = phone.browser.get("/me/delete")
    form = next(each for each in page.forms() if each.get("action") == "/me/delete")
    return filled(form)


def delete(phone: Opened) -> Page:
    return send(phone.browser, "/me/delete", "/me/delete")


def test_it_tells_first_deletes_and_tells_what_stays(
    server: Server, opened: Opened, browse: Browse
) -> None:
    register(opened)
    text = live(server, opened)
    page = opened.browser.get("/me/delete")
    assert "1份申报" in page.text
    assert "近几周的加密备份" in page.text
    assert opened.browser.get("/code").by_id("code") is not None
    last = delete(opened)
    assert last.h1 == "已删除"
    assert "1份申报" in last.text
    assert "保存到" in last.text
    assert last.answer.headers["clear-site-data"] == '"cache", "storage"'
    assert "hc=;" in last.answer.headers["set-cookie"]
    assert opened.browser.fetch("GET", "/code/phone").status_code == 404
    assert "绿码" not in told(browse, text)


def test_a_reload_and_a_second_tap_change_nothing_more(opened: Opened) -> None:
    entries = asked(opened)
    for status, said in ((200, "已经办好"), (403, "已经删除过了"), (403, "已经删除过了")):
        answer = opened.browser.fetch("POST", "/me/delete", data=entries)
        assert (answer.status_code, said in answer.text) == (status, True)
    opened.browser.forget()
    answer = opened.browser.fetch("POST", "/me/delete", data=entries)
    assert (answer.status_code, "已经删除过了" in answer.text) == (403, True)
    assert "clear-site-data" not in answer.headers


def test_a_forged_form_deletes_nothing(opened: Opened) -> None:
    entries = asked(opened)
    for sent in ({}, {"card": entries["card"]}, {**entries, "csrf": "x"}):
        assert opened.browser.fetch("POST", "/me/delete", data=sent).status_code == 403
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    answer = opened.browser.fetch("POST", "/me/delete", data=entries, headers=elsewhere)
    assert answer.status_code == 403
    assert opened.browser.get("/code").by_id("code") is not None


@pytest.mark.parametrize("card", ["", "x", "é", "0" * 32, "1" * 4000])
def test_a_form_that_names_somebody_else_deletes_nobody(opened: Opened, card: str) -> None:
    entries = {**asked(opened), "card": card}
    answer = opened.browser.fetch("POST", "/me/delete", data=entries)
    assert "已经删除过了" in answer.text
    assert opened.browser.get("/code").by_id("code") is not None


def test_a_second_tap_never_means_the_next_of_the_family(server: Server, opened: Opened) -> None:
    held = server.services
    ctx = held.context(Actor(Role.HOLDER, opened.holder), event_id(held.clock.now()))
    stated = application(opened.number + 5_000)
    child = stated.__class__(
        stated.identity, stated.journey, stated.stay, stated.health, Relationship.CHILD
    )
    server.run(held.db.write(apply, ctx, opened.holder, child))
    entries = asked(opened)
    first = opened.browser.fetch("POST", "/me/delete", data=entries)
    assert "已经办好" in first.text
    second = opened.browser.fetch("POST", "/me/delete", data=entries)
    assert "已经删除过了" in second.text
    left = server.run(held.db.read(members_of, held.ring, opened.holder))
    assert len(left) == 1
    assert opened.browser.get("/code").by_id("code") is not None


def test_a_risk_does_not_go_with_what_is_deleted(server: Server, browse: Browse) -> None:
    phone = open_phone(server, health=in_contact())
    prove(phone)
    register(phone)
    text = live(server, phone)
    assert "申报过的风险到期才会解除" in phone.browser.get("/me/delete").text
    assert "还在起作用的风险" in delete(phone).text
    assert "红码" in told(browse, text)
    again = open_phone(server, number=phone.number)
    assert "red" in again.browser.get("/code").by_id("code").get("class", "")
    for each in (phone, again):
        each.browser.close()


def test_nobody_is_told_that_nothing_is_left(browse: Browse) -> None:
    csrf = filled(browse.get("/declare/who").forms()[0])["csrf"]
    answer = browse.fetch("POST", "/me/delete", data={"csrf": csrf})
    assert (answer.status_code, "已经删除过了" in answer.text) == (200, True)
