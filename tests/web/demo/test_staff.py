"""The demo's staff: every role with one tap, and only there."""

from collections.abc import Iterator

import pytest

from domain.kernel.actor import Role
from tests.browse import Browse, filled
from tests.page_checks import text_of
from tests.servers import Server
from web.demo.staff import OFFICERS


@pytest.fixture
def demo(demo_server: Server) -> Iterator[Browse]:
    browser = Browse(demo_server.address)
    yield browser
    browser.close()


def sit(browser: Browse, named: str) -> str:
    """Tap a seat; give what the staff's start page then says."""
    page = browser.get("/demo/staff")
    form = next(
        each for each in page.forms() if filled(each).get("seat", [""])[0].startswith(named)
    )
    return browser.post("/demo/staff", filled(form)).text


def test_every_role_of_an_office_is_there(demo: Browse) -> None:
    listed = {place.role for _, place in OFFICERS}
    assert listed == set(Role) - {
        Role.ANYONE,
        Role.HOLDER,
        Role.DOOR,
        Role.VENUE,
        Role.PARTNER,
        Role.SYSTEM,
    }
    page = demo.get("/demo/staff")
    assert all(name in page.text for name, _ in OFFICERS)
    assert "以演示工作人员登录" in demo.get("/demo").text


@pytest.mark.parametrize("at", range(len(OFFICERS)))
def test_one_tap_signs_in(demo: Browse, at: int) -> None:
    assert "你的身份" in sit(demo, f"officer-{at}")
    account = demo.get("/staff/account")
    assert OFFICERS[at][0] in account.text


def test_a_manager_and_a_door_of_a_venue_there_is(demo: Browse) -> None:
    page = demo.get("/demo/staff")
    assert "南沙梯田小区" in page.text
    assert "我的场所" in sit(demo, "manager")
    assert demo.get("/staff/shifts").h1 == "门口班次"
    assert "班次" in sit(demo, "door")
    demo.get("/staff/shifts", 404)


def test_a_county_sees_its_townships(demo: Browse) -> None:
    sit(demo, "officer-2")
    page = demo.get("/staff/people")
    rows = [text_of(row) for row in page.tree.iter("tr")]
    assert any("李梯田" in row and "马街乡" in row for row in rows)


@pytest.mark.parametrize("seat", ["", "officer-99", "officer-x", "manager-", "door-0", "名字"])
def test_a_seat_there_is_not(demo: Browse, seat: str) -> None:
    csrf = filled(demo.get("/demo/staff").forms()[0])
    answer = demo.fetch("POST", "/demo/staff", data=csrf | {"seat": seat})
    assert answer.status_code == 404
