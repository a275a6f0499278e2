"""The page of all that is held, its history and its download, without scripts."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain.mydata.history import FIELDS
from tests.browse import Browse, filled
from tests.codes import Opened, confirmed_ill, open_phone
from tests.servers import Server
from tests.web.declare.steps import IN_CONTACT, declare, resident
from tests.web.mydata.press import prove, prove_by, send
from web.contexts.history import FIELD_WORDS


@pytest.fixture
def stranger(server: Server, opened: Opened) -> Iterator[Opened]:
    """Another phone, with another number, that declared with the same document."""
    phone = open_phone(server, number=opened.number, phone="+8613700000031")
    yield phone
    phone.browser.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_tile_leads_to_all_that_is_held(opened: Opened, lang: str) -> None:
    tile = {"zh": "我的健康码信息", "en": "My details"}[lang]
    links = opened.browser.get(f"/code?lang={lang}").links()
    assert links[{"zh": "我的健康码\u200b信息"}.get(lang, tile)] == "/me"
    page = opened.browser.get("/me")
    assert page.h1 == tile
    assert "王小明" in page.text
    keys = [each.get("id") for each in page.tree.iter("details")]
    wanted = "identity answers colour facts phones lookups admissions reminders passkeys"
    wanted += " phone visits"
    assert keys == wanted.split()
    assert all(each.get("open") is None for each in page.tree.iter("details"))
    whole = opened.browser.get("/me?whole=yes")
    assert all(each.get("open") is not None for each in whole.tree.iter("details"))


def test_each_thing_says_why_and_until_when(opened: Opened, server: Server) -> None:
    text = opened.browser.get("/me?lang=zh").text
    for said in ("A7", "A8", "N10", "保存到", "南沙镇1号", "TEST"):
        assert said in text
    confirmed_ill(server, opened.person)
    page = opened.browser.get("/me")
    assert "确诊病例" in page.text
    assert "再过28天" in page.text


def test_a_phone_without_a_code_is_led_to_the_declaration(browse: Browse) -> None:
    assert browse.get("/me").path == "/"
    for path in ("/me/history", "/me/delete"):
        assert browse.fetch("GET", path).headers["location"].startswith("/confirm")


def test_a_phone_that_waits_sees_nothing_of_the_owner(stranger: Opened) -> None:
    prove(stranger)
    page = stranger.browser.get("/me?whole=yes")
    assert "核对过证件后才能看到其余的" in page.text
    phones = page.by_id("phones")
    assert sum(1 for _ in phones.iter("h3")) == 1
    assert not any(each.get("id") == "facts" for each in page.tree.iter("details"))


def test_who_did_what_stands_in_the_history(opened: Opened, stranger: Opened) -> None:
    page = opened.browser.get("/me/history?lang=zh")
    acts = ["".join(each.itertext()) for each in page.tree.iter("li")]
    assert sum("另一部手机" in act for act in acts) == 2
    assert sum("这部手机" in act for act in acts) == 3
    assert any("健康回答" in act for act in acts)
    prove(stranger)
    theirs = stranger.browser.get("/me/history").text
    assert "另一部手机" not in theirs


@pytest.mark.parametrize("part", ["0", "-1", "x", "9" * 400, "٣", "2"])
def test_a_page_of_the_history_there_is_not(opened: Opened, part: str) -> None:
    assert opened.browser.get("/me/history").answer.status_code == 200
    assert opened.browser.fetch("GET", "/me/history", params={"part": part}).status_code == 200


def test_pages_lead_to_each_other(opened: Opened) -> None:
    csrf = filled(opened.browser.get("/me").forms()[0])["csrf"]
    for _ in range(50):
        answer = opened.browser.fetch("POST", "/me/download", data={"csrf": csrf})
        assert answer.status_code == 200
    first = opened.browser.get("/me/history?lang=zh")
    assert first.links()["较早的"] == "/me/history?part=2"
    assert "较新的" not in first.links()
    second = opened.browser.get("/me/history?part=2")
    assert second.links()["较新的"] == "/me/history?part=1"
    assert "较早的" not in second.links()


def test_the_download_is_a_file_that_nobody_keeps(opened: Opened, stranger: Opened) -> None:
    csrf = filled(opened.browser.get("/me").forms()[0])["csrf"]
    answer = opened.browser.fetch("POST", "/me/download", data={"csrf": csrf})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith("attachment;")
    held = json.loads(answer.content)
    assert held["form"] == "yunnan-health-code/my-data/1"
    assert held["identity"]["name"] == "王小明"
    for ours in (opened.person, opened.holder, stranger.holder):
        assert str(ours) not in answer.text
        assert ours.hex not in answer.text
    assert opened.browser.fetch("GET", "/me/download").status_code == 405
    assert opened.browser.fetch("POST", "/me/download", data={}).status_code == 403


def test_correcting_leads_where_it_is_allowed(browse: Browse, server: Server) -> None:
    sent = resident(health=IN_CONTACT)
    declare(browse, sent)
    prove_by(browse, sent["document"]["number"])
    assert "前可以更正" in browse.get("/me").text
    page = send(browse, "/me", "/declare/correct")
    assert page.path == "/declare/check"
    with server.later(timedelta(minutes=31)):
        prove_by(browse, sent["document"]["number"])
        assert "把不对的改过来" in browse.get("/me").text
        assert send(browse, "/me", "/declare/again").path.startswith("/declare/")


def test_every_field_that_may_be_told_is_worded() -> None:
    assert set(FIELD_WORDS) == FIELDS
