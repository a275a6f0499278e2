"""Who is let in as staff, for how long, and that a right taken away is gone at once."""

from datetime import timedelta

import pytest
from sqlmodel import col, update

from domain.accounts.records import AccountRecord, ShiftRecord
from domain.kernel.actor import Role
from domain.storage.work import Work
from tests.browse import Browse, filled
from tests.servers import Server
from tests.shape.staff_routes import STAFF_PROVED
from tests.staff import DIVISIONS, staff_at

_TERRITORY = (Role.TOWNSHIP, Role.COUNTY, Role.PREFECTURE, Role.PROVINCE)


def _ask(server: Server, role: Role, path: str = "/probe/settle") -> tuple[int, str]:
    browser = staff_at(server, role)
    answer = browser.fetch("GET", path)
    browser.close()
    return answer.status_code, answer.text


@pytest.mark.parametrize("role", _TERRITORY)
def test_a_session_says_who_is_there(offices: Server, role: Role) -> None:
    assert _ask(offices, role) == (200, f"{role} {DIVISIONS[role]} None None")


@pytest.mark.parametrize("role", sorted(set(DIVISIONS) - set(_TERRITORY)))
def test_what_a_role_may_not_is_no_page_of_theirs(offices: Server, role: Role) -> None:
    assert _ask(offices, role)[0] == 404


def test_nobody_is_led_to_sign_in_and_back(offices: Server) -> None:
    browser = Browse(offices.address)
    page = browser.get("/probe/settle", 401)
    assert page.links()["登录"] == "/staff/sign-in?next=/probe/settle"
    browser.keep("hc-staff", "A" * 43)
    assert browser.get("/probe/settle", 401).h1 == "请先登录"
    browser.close()


def test_a_door_phone_keeps_its_form_for_the_whole_shift(offices: Server) -> None:
    browser = staff_at(offices, Role.DOOR)
    form = browser.fetch("GET", "/probe/verify").text
    with offices.later(timedelta(hours=11, minutes=59)):
        answer = browser.fetch("POST", "/probe/verify", headers={"X-CSRFToken": form})
        assert answer.status_code == 200
        assert answer.text.startswith("door ")
        assert "None" not in answer.text
    with offices.later(timedelta(hours=12)):
        answer = browser.fetch("POST", "/probe/verify", headers={"X-CSRFToken": form})
        assert answer.status_code == 401
    browser.close()


def test_an_ended_shift_signs_its_phone_out(offices: Server) -> None:
    browser = staff_at(offices, Role.DOOR)
    assert browser.fetch("GET", "/probe/verify").status_code == 200

    def end(work: Work) -> None:
        work.session.exec(update(ShiftRecord).values(ended_at=col(ShiftRecord.made_at)))

    offices.run(offices.services.db.write(end))
    assert browser.fetch("GET", "/probe/verify").status_code == 401
    browser.close()


def test_idle_minutes_count_from_the_last_request(offices: Server) -> None:
    browser = staff_at(offices, Role.COUNTY)
    for minutes in (29, 58, 87):
        with offices.later(timedelta(minutes=minutes)):
            assert browser.fetch("GET", "/probe/settle").status_code == 200
    with offices.later(timedelta(minutes=87 + 30)):
        assert browser.fetch("GET", "/probe/settle").status_code == 401
    browser.close()


def test_no_session_is_longer_than_a_working_day(offices: Server) -> None:
    browser = staff_at(offices, Role.COUNTY)
    for minutes in range(25, 12 * 60, 25):
        with offices.later(timedelta(minutes=minutes)):
            assert browser.fetch("GET", "/probe/settle").status_code == 200
    with offices.later(timedelta(hours=12)):
        assert browser.fetch("GET", "/probe/settle").status_code == 401
    browser.close()


def test_a_right_taken_away_is_gone_at_the_next_request(offices: Server) -> None:
    browser = staff_at(offices, Role.COUNTY, division="532501")

    def move(work: Work, role: str, state: str) -> None:
        own = col(AccountRecord.division) == "532501"
        work.session.exec(update(AccountRecord).where(own).values(role=role, state=state))

    assert browser.fetch("GET", "/probe/settle").status_code == 200
    for role, state, status in (("clinic", "active", 404), ("county", "ended", 401)):
        offices.run(offices.services.db.write(move, role, state))
        assert browser.fetch("GET", "/probe/settle").status_code == status
    browser.close()


@pytest.mark.parametrize("route", sorted(STAFF_PROVED))
def test_every_such_route_wants_it(offices: Server, route: str) -> None:
    method, _, path = route.partition(" ")
    browser = staff_at(offices, Role.COUNTY)
    form = {"csrf": filled(browser.get("/staff").forms()[0])["csrf"]}
    path = path.replace("{role:str}", "township").replace("{name:str}", "0" * 32)
    with offices.later(timedelta(minutes=15)):
        answer = browser.fetch(method, path, data=form if method == "POST" else None)
    browser.close()
    assert answer.status_code == 303
    back = path if method == "GET" else f"{STAFF_PROVED[route]}&again=yes"
    assert answer.headers["location"] == f"/staff/confirm?next={back}"


def test_a_fresh_proof_is_wanted_after_a_quarter_of_an_hour(offices: Server) -> None:
    browser = staff_at(offices, Role.COUNTY)
    assert browser.fetch("GET", "/probe/proof").text == "fresh"
    with offices.later(timedelta(minutes=15)):
        answer = browser.fetch("GET", "/probe/proof")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/staff/confirm?next=/probe/proof"
    browser.close()
