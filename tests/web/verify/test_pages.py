"""The pages beside the scan: look-up by document, alerts, figures, gates, a green turned away."""

from collections.abc import Iterator
from typing import Any

import pytest

from domain.kernel.actor import Role
from tests.browse import Browse, filled
from tests.codes import Opened, confirmed_ill
from tests.doors import DoorPhone, code_on, door_phone
from tests.page_checks import text_of
from tests.servers import Server
from tests.staff import staff_at
from tests.web.mydata.press import prove

FAR = "530102001"
"""A subdistrict of Kunming."""


@pytest.fixture
def township(server: Server) -> Iterator[Browse]:
    browser = staff_at(server, Role.TOWNSHIP)
    yield browser
    browser.close()


def asked(person: Opened, **changed: str) -> dict[str, Any]:
    number = f"TEST{person.number:05d}"
    form: dict[str, Any] = {
        "kind": "passport",
        "number": number,
        "nationality": "VN",
        "consent": "yes",
    }
    return form | changed


def test_a_document_is_looked_up_with_consent(door: DoorPhone, person: Opened) -> None:
    form = door.browser.get("/verify/document")
    found = door.browser.send(form, **asked(person))
    assert found.h1 == "放行"
    assert "王*明" in found.text
    assert f"TEST{person.number:05d}" not in found.answer.text
    refused = door.browser.send(
        door.browser.get("/verify/document"), 422, **asked(person, consent="")
    )
    assert "请先征得本人同意" in refused.text


def test_the_person_sees_that_somebody_looked(door: DoorPhone, person: Opened) -> None:
    door.browser.send(door.browser.get("/verify/document"), **asked(person))
    assert person.browser.get("/code").tree.find(".//form[@action='/code/looked-up']") is not None


def test_a_document_without_a_code_is_told_what_to_do(door: DoorPhone, person: Opened) -> None:
    form = door.browser.get("/verify/document")
    found = door.browser.send(form, **asked(person, number="NOBODY123"))
    assert found.h1 == "没有码"
    assert "*" not in found.h1


def test_one_document_is_looked_up_so_often_a_day(door: DoorPhone, person: Opened) -> None:
    for _ in range(12):
        door.browser.send(door.browser.get("/verify/document"), **asked(person))
    page = door.browser.send(door.browser.get("/verify/document"), 429, **asked(person))
    assert "查询太多" in page.text


def test_a_red_at_a_door_is_told_and_taken_in_hand_once(
    server: Server, door: DoorPhone, person: Opened, township: Browse
) -> None:
    confirmed_ill(server, person.person)
    door.scan(code_on(server, person))
    page = township.get("/staff/alerts")
    place = door.door.entrance.venue.zh
    assert "门口红码" in page.text
    assert place in page.text
    assert "王*明" in page.text
    assert "王小明" not in page.answer.text
    took = township.send(page)
    assert "处理中" in took.text
    far = staff_at(server, Role.TOWNSHIP, division=FAR)
    assert place not in far.get("/staff/alerts").text
    sent = {name: value[-1] for name, value in filled(page.forms()[0]).items()}
    answer = far.get("/staff/alerts")
    csrf = answer.answer.text.partition('name="csrf" value="')[2][:88]
    stolen = far.fetch("POST", "/staff/alerts/take", data={**sent, "csrf": csrf})
    assert stolen.status_code in {403, 404}
    far.close()


def test_a_person_reports_a_green_turned_away_and_the_township_reads_it(
    server: Server, door: DoorPhone, person: Opened, township: Browse
) -> None:
    door.scan(code_on(server, person))
    code = person.browser.get("/code")
    assert code.links()["或者写给乡镇"] == "/code/turned-away"
    form = person.browser.get("/code/turned-away")
    assert door.door.entrance.venue.zh in form.text
    sent = person.browser.send(form, words="保安说外地车牌不让进")
    assert "乡镇已经收到" in sent.text
    page = township.get("/staff/alerts")
    assert "群众反映" in page.text
    assert "保安说外地车牌不让进" in page.text
    assert "王小明" not in page.answer.text


def test_staff_who_turn_a_green_away_say_why(
    server: Server, door: DoorPhone, person: Opened, township: Browse
) -> None:
    call = door.call(code_on(server, person), refused="from_elsewhere")
    assert door.send("/verify/admit", call).json()["key"] == "let_in"
    page = township.get("/staff/alerts").text
    assert "工作人员拦了绿码" in page
    assert "从外地来" in page


def test_a_shift_sees_its_own_counts(server: Server, door: DoorPhone, person: Opened) -> None:
    for _ in range(3):
        door.scan(code_on(server, person))
    other = door_phone(server)
    page, theirs = (each.browser.get("/staff/figures").text for each in (door, other))
    assert "3 " in page.partition("查验")[0]
    assert "放行3" in page
    assert "王*明" not in page
    assert "放行" not in theirs
    other.browser.close()


def test_the_person_sees_every_door_that_checked_them(
    server: Server, door: DoorPhone, person: Opened
) -> None:
    door.scan(code_on(server, person))
    prove(person)
    page = person.browser.get("/me")
    found = text_of(page.by_id("admissions"))
    assert door.door.entrance.venue.zh in found
    assert "放行" in found
