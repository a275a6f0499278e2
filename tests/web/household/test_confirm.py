"""Proving who holds the phone: led there and back, five tries a day, fresh for a quarter hour."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from tests.browse import Browse
from tests.codes import Opened, declare_on, open_phone
from tests.servers import Server
from tests.shape.staff_routes import STAFF_PROVED
from tests.shape.test_routes import PROVED
from tests.web.household.proofs import (
    BROWSERS,
    PASSKEYS,
    begin,
    csrf,
    make_passkey,
    number_of,
    prove,
    send,
)

WRONG, TOO_MANY = "这不是申报时填的号码", "尝试次数太多"


def test_a_page_leads_to_a_proof_and_back(opened: Opened) -> None:
    asked = opened.browser.get(BROWSERS)
    assert asked.path == "/confirm?next=/browsers"
    assert "王*明" in asked.text
    assert number_of(opened) not in asked.text
    page = opened.browser.send(asked, number=f" {number_of(opened).lower()} ")
    assert page.path == BROWSERS
    assert opened.browser.get(PASSKEYS).path == PASSKEYS
    assert opened.browser.get("/confirm?next=/browsers").path == BROWSERS


@pytest.mark.parametrize("route", sorted(set(PROVED) - set(STAFF_PROVED)))
def test_every_such_route_wants_it(opened: Opened, route: str) -> None:
    method, _, path = route.partition(" ")
    form = {"csrf": csrf(opened.browser)} if method == "POST" else None
    answer = opened.browser.fetch(method, path, data=form)
    assert answer.status_code == 303
    back = path if method == "GET" else f"{PROVED[route]}&again=yes"
    assert answer.headers["location"] == f"/confirm?next={back}"


def test_what_was_pressed_too_late_is_said_to_be_undone(server: Server, opened: Opened) -> None:
    prove(opened)
    page = opened.browser.get("/me/delete")
    with server.later(timedelta(minutes=16)):
        asked = opened.browser.send(page)
        assert "还没有办" in asked.text
        assert "还没有办" not in opened.browser.get(BROWSERS).text
        page = opened.browser.send(asked, number=number_of(opened))
        assert page.path == "/me/delete"
        assert opened.browser.get("/code").path == "/code"


def test_a_proof_is_fresh_for_a_quarter_of_an_hour(server: Server, opened: Opened) -> None:
    prove(opened)
    with server.later(timedelta(minutes=14, seconds=30)):
        assert opened.browser.get(PASSKEYS).path == PASSKEYS
    with server.later(timedelta(minutes=15)):
        assert opened.browser.get(PASSKEYS).path == "/confirm?next=/passkeys"
    # A clock that is put back makes no proof last longer.
    with server.later(timedelta(minutes=-5)):
        assert opened.browser.get(PASSKEYS).path == "/confirm?next=/passkeys"


def test_another_browser_of_the_household_proves_for_itself(
    server: Server, opened: Opened, browse: Browse
) -> None:
    second = open_phone(server, number=opened.number)
    prove(opened)
    assert second.browser.get(PASSKEYS).path == "/confirm?next=/passkeys"
    assert browse.get(PASSKEYS).path == "/"
    second.browser.close()


def test_the_token_changes_and_the_old_one_is_nobody_s(opened: Opened, server: Server) -> None:
    before = opened.browser.cookies["hc"]
    prove(opened)
    assert opened.browser.cookies["hc"] != before
    thief = Browse(server.address)
    thief.keep("hc", before)
    assert thief.fetch("GET", "/code/phone").status_code == 404
    assert opened.browser.get("/code").by_id("code") is not None
    thief.close()


def test_an_answer_lost_on_its_way_costs_nobody_their_household(
    opened: Opened, server: Server
) -> None:
    """The old token opens, unproved, until the new one was seen; then each of the new ones."""
    old = opened.browser.cookies["hc"]
    lost = Browse(server.address)
    lost.keep("hc", old)
    form = {"csrf": csrf(lost), "number": number_of(opened)}
    assert lost.fetch("POST", "/confirm", data=form).status_code == 303
    again = opened.browser.get(PASSKEYS)
    assert again.path == "/confirm?next=/passkeys"
    page = opened.browser.send(again, number=number_of(opened))
    assert page.path == PASSKEYS
    assert "只有这部手机能打开" in opened.browser.get(BROWSERS).text
    assert lost.fetch("GET", "/code/phone").status_code == 404
    lost.close()


def test_five_wrong_numbers_a_day_and_one_wording(opened: Opened, server: Server) -> None:
    page = opened.browser.get(PASSKEYS)
    for number in ("TEST99999", "x", "53252819600502001X", "../../etc", "9" * 4000):
        page = opened.browser.send(page, 422, number=number)
        assert WRONG in page.text
        assert page.title.startswith("错误")
    form = {"csrf": csrf(opened.browser), "number": number_of(opened)}
    answer = opened.browser.fetch("POST", "/confirm", data=form)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 86400
    with server.later(timedelta(days=1)):
        assert opened.browser.send(opened.browser.get(PASSKEYS), number=number_of(opened)).path


def test_what_is_right_or_empty_is_no_try(opened: Opened) -> None:
    page = opened.browser.get(PASSKEYS)
    for _ in range(6):
        page = opened.browser.send(page, 422, number="  ")
        assert "请填写证件号码" in page.text
    for _ in range(7):
        form = {"csrf": csrf(opened.browser), "number": number_of(opened), "next": PASSKEYS}
        assert opened.browser.fetch("POST", "/confirm", data=form).status_code == 303


def test_tries_are_exact_when_they_come_at_once(opened: Opened, server: Server) -> None:
    form = {"csrf": csrf(opened.browser), "number": "TEST00000"}

    def attempt(_: int) -> int:
        with httpx.Client(base_url=server.address, trust_env=False, timeout=30) as client:
            client.cookies.set("hc", opened.token)
            return client.post("/confirm", data=form).status_code

    with ThreadPoolExecutor(8) as at_once:
        found = list(at_once.map(attempt, range(24)))
    assert sorted(found) == [422] * 5 + [429] * 19


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/browsers", "/browsers"),
        ("/passkeys/begin", "/passkeys/begin"),
        ("", "/code"),
        ("/leave", "/code"),
        ("//evil.example", "/code"),
        ("https://evil.example/passkeys", "/code"),
        ("/passkeys/../leave", "/code"),
        ("/passkeys?x=1", "/code"),
        ("/passkeys/%2e%2e", "/code"),
        ("/passkeys\r\nSet-Cookie: hc=evil", "/code"),
        ("\\evil.example", "/code"),
        ("/passkeysevil", "/code"),
        ("x" * 5000, "/code"),
    ],
)
def test_one_is_led_to_pages_of_our_own_alone(opened: Opened, asked: str, led: str) -> None:
    form = {"csrf": csrf(opened.browser), "number": number_of(opened), "next": asked}
    answer = opened.browser.fetch("POST", "/confirm", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, led)
    answer = opened.browser.fetch("GET", "/confirm", params={"next": asked})
    assert (answer.status_code, answer.headers["location"]) == (303, led)


def test_somebody_else_s_document_in_the_household_is_no_proof(
    opened: Opened, server: Server
) -> None:
    """Whoever holds the phone could declare themselves on it, and know that number."""
    second = open_phone(server)
    declare_on(server, opened.holder, second.number)
    page = opened.browser.get(PASSKEYS)
    assert WRONG in opened.browser.send(page, 422, number=number_of(second)).text
    assert opened.browser.send(page, number=number_of(opened)).path == PASSKEYS
    second.browser.close()


def test_where_a_passkey_is_the_number_proves_nothing(opened: Opened, server: Server) -> None:
    soft = make_passkey(opened, server)
    with server.later(timedelta(minutes=16)):
        page = opened.browser.get(PASSKEYS)
        assert "用通行密钥" in page.text
        assert "证件号码" not in page.text
        form = {"csrf": csrf(opened.browser), "number": number_of(opened)}
        assert opened.browser.fetch("POST", "/confirm", data=form).status_code == 409
        options = begin(opened.browser, "/confirm/begin")
        assert [each["id"] for each in options["allowCredentials"]] == [soft.used(options)["id"]]
        answer = send(opened.browser, "/confirm/passkey", soft.used(options), next=PASSKEYS)
        assert (answer.status_code, answer.headers["location"]) == (303, PASSKEYS)
        assert opened.browser.get(PASSKEYS).path == PASSKEYS


def test_another_household_s_passkey_proves_nothing(opened: Opened, server: Server) -> None:
    neighbour = open_phone(server)
    theirs = make_passkey(neighbour, server)
    make_passkey(opened, server)
    with server.later(timedelta(minutes=16)):
        options = begin(opened.browser, "/confirm/begin")
        answer = send(opened.browser, "/confirm/passkey", theirs.used(options))
        assert answer.status_code == 422
        assert "没有核对成功" in answer.text
        assert opened.browser.get(PASSKEYS).path == "/confirm?next=/passkeys"
    neighbour.browser.close()
