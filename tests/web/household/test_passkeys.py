"""Passkeys by their routes: made, listed, removed; a new phone brought back; replays refused."""

from datetime import timedelta
from typing import Any

import pytest

from tests.authenticator import UP, Soft, decoded
from tests.browse import Browse
from tests.codes import Opened, open_phone
from tests.servers import Server
from tests.web.household.proofs import (
    BROWSERS,
    PASSKEYS,
    begin,
    bring,
    csrf,
    make_passkey,
    prove,
    send,
)

UNCHECKED = "通行密钥没有核对成功"


def test_a_passkey_is_asked_for_as_it_must_be(opened: Opened) -> None:
    prove(opened)
    options = begin(opened.browser, "/passkeys/begin")
    assert options["rp"] == {"id": "localhost", "name": "云南健康码"}
    assert options["attestation"] == "none"
    chosen = options["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert len(decoded(options["challenge"])) == 64
    assert len(decoded(options["user"]["id"])) == 32
    assert "王" not in str(options)
    assert options["challenge"] != begin(opened.browser, "/passkeys/begin")["challenge"]


def test_it_is_listed_used_and_removed(opened: Opened, server: Server, browse: Browse) -> None:
    soft = make_passkey(opened, server)
    page = opened.browser.get(PASSKEYS)
    assert "这部手机" in page.text
    assert "还没用过" in page.text
    assert bring(browse, soft).headers["location"] == "/code"
    page = opened.browser.get(PASSKEYS)
    assert "最近一次用" in page.text
    page = opened.browser.send(page, form=0)
    assert "还没用过" not in page.text
    assert "最近一次用" not in page.text
    stranger = Browse(server.address)
    assert bring(stranger, soft).status_code == 422
    stranger.close()


def test_all_of_a_household_s_have_one_handle_and_are_left_out_next(
    opened: Opened, server: Server
) -> None:
    first = make_passkey(opened, server)
    options = begin(opened.browser, "/passkeys/begin")
    assert decoded(options["user"]["id"]) == first.handle
    (left_out,) = options["excludeCredentials"]
    assert decoded(left_out["id"]) == first.credential_id
    assert sorted(left_out["transports"]) == ["hybrid", "internal"]


def test_a_household_has_no_more_than_the_policy_says(opened: Opened, server: Server) -> None:
    prove(opened)
    for number in range(11):
        options = begin(opened.browser, "/passkeys/begin")
        made = Soft(server.settings.origin).made(options)
        answer = send(opened.browser, PASSKEYS, made, keeper="computer")
        assert answer.status_code == (303 if number < 10 else 429), number
    assert "请先删掉一个" in opened.browser.get(PASSKEYS).text


def test_a_new_phone_is_brought_back(opened: Opened, server: Server, browse: Browse) -> None:
    soft = make_passkey(opened, server)
    assert "/recover" in browse.get("/lookup").links().values()
    options = begin(browse, "/recover/begin")
    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"
    answer = send(browse, "/recover", soft.used(options))
    assert (answer.status_code, answer.headers["location"]) == (303, "/code")
    assert "clear-site-data" not in answer.headers
    assert "王小明" in browse.get("/code").text
    # Its passkey has just said who it is.
    assert browse.get(PASSKEYS).path == PASSKEYS


def test_a_phone_that_shows_others_is_asked_first(opened: Opened, server: Server) -> None:
    soft, other = make_passkey(opened, server), open_phone(server)
    page = other.browser.get("/recover")
    assert "这部手机现在显示的是" in page.text
    assert bring(other.browser, soft).status_code == 409
    before = other.browser.cookies["hc"]
    answer = bring(other.browser, soft, instead="yes")
    assert answer.headers["location"] == "/code"
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert other.browser.cookies["hc"] != before
    listed = other.browser.get(BROWSERS).text
    assert "手机或浏览器 1" in listed
    gone = Browse(server.address)
    gone.keep("hc", before)
    assert gone.fetch("GET", "/code/phone").status_code == 404
    gone.close()
    other.browser.close()


def test_a_phone_that_only_began_to_fill_in_makes_place(
    opened: Opened, server: Server, browse: Browse
) -> None:
    soft = make_passkey(opened, server)
    page = browse.get("/declare/who")
    browse.send(page, name="李四", phone="13987654321")
    assert bring(browse, soft).headers["location"] == "/code"


def test_on_its_own_phone_it_is_a_proof(opened: Opened, server: Server) -> None:
    soft = make_passkey(opened, server)
    with server.later(timedelta(minutes=16)):
        assert bring(opened.browser, soft).headers["location"] == "/code"
        assert opened.browser.get(PASSKEYS).path == PASSKEYS
        assert "只有这部手机能打开" in opened.browser.get(BROWSERS).text


def test_an_answer_counts_once_in_its_browser_within_five_minutes(
    opened: Opened, server: Server, browse: Browse
) -> None:
    soft = make_passkey(opened, server)
    answer = soft.used(begin(browse, "/recover/begin"))
    stranger = Browse(server.address)
    begin(stranger, "/recover/begin")
    assert send(stranger, "/recover", answer).status_code == 422
    assert send(browse, "/recover", answer).status_code == 303
    for path in ("/recover", "/confirm/passkey"):
        assert send(browse, path, answer).status_code == 422
    answer = soft.used(begin(stranger, "/recover/begin"))
    with server.later(timedelta(minutes=5)):
        again = send(stranger, "/recover", answer)
    assert again.status_code == 422
    assert UNCHECKED in again.text
    stranger.close()


def test_a_wrong_answer_uses_the_challenge_up(
    opened: Opened, server: Server, browse: Browse
) -> None:
    soft = make_passkey(opened, server)
    answer = soft.used(begin(browse, "/recover/begin"))
    assert send(browse, "/recover", "{}").status_code == 422
    assert send(browse, "/recover", answer).status_code == 422


@pytest.mark.parametrize(
    "changed",
    [
        {"flags": UP},
        {"flags": 0},
        {"flags": 4},
        {"origins": "https://evil.example"},
        {"origins": "http://localhost"},
        {"rp_id": "evil.example"},
        {"handle": b"x" * 32},
        {"handle": b""},
        {"steps": 0},
        {"steps": -1},
    ],
    ids=str,
)
def test_an_answer_that_lacks_something_is_refused_in_one_wording(
    opened: Opened, server: Server, browse: Browse, changed: dict[str, object]
) -> None:
    """No user verification, another origin or host, nobody's handle, a count that went back."""
    soft = make_passkey(opened, server, count=7)
    assert bring(browse, soft).status_code == 303
    for name, value in changed.items():
        setattr(soft, name, value)
    stranger = Browse(server.address)
    answer = bring(stranger, soft)
    assert answer.status_code == 422
    assert UNCHECKED in answer.text
    assert "hc" not in stranger.cookies
    stranger.close()


@pytest.mark.parametrize(
    "changed", [{"flags": UP}, {"origins": "http://127.0.0.1"}, {"rp_id": "example"}], ids=str
)
def test_what_is_made_without_verification_or_elsewhere_is_not_kept(
    opened: Opened, server: Server, changed: dict[str, Any]
) -> None:
    prove(opened)
    soft = Soft(server.settings.origin, **changed)
    answer = send(opened.browser, PASSKEYS, soft.made(begin(opened.browser, "/passkeys/begin")))
    assert answer.status_code == 422
    assert UNCHECKED in answer.text
    assert "还没用过" not in opened.browser.get(PASSKEYS).text


def test_a_credential_belongs_to_one_household(opened: Opened, server: Server) -> None:
    soft, other = make_passkey(opened, server), open_phone(server)
    prove(other)
    options = begin(other.browser, "/passkeys/begin")
    assert send(other.browser, PASSKEYS, soft.made(options)).status_code == 409
    other.browser.close()


def test_nobody_else_s_passkey_can_be_removed(opened: Opened, server: Server) -> None:
    make_passkey(opened, server)
    other = open_phone(server)
    prove(other)
    name = opened.browser.get(PASSKEYS).forms()[0].find("input[@name='passkey']")
    assert name is not None
    for named in (name.get("value"), "", "x", "0" * 32):
        form = {"csrf": csrf(other.browser), "passkey": named}
        assert other.browser.fetch("POST", "/passkeys/remove", data=form).status_code == 404
    assert "还没用过" in opened.browser.get(PASSKEYS).text
    other.browser.close()
