"""Shifts: offered for one's own doors, taken by one phone, ended at once."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain.kernel.actor import Role
from tests.browse import Browse, Page, filled
from tests.page_checks import text_of
from tests.servers import Server
from tests.staff import staff_at
from tests.venues import Door, door_at

Phones = Callable[[], Browse]


@pytest.fixture
def door(offices: Server) -> Door:
    """A venue's one entrance."""
    return door_at(offices)


@pytest.fixture
def manager(offices: Server, door: Door) -> Iterator[Browse]:
    """The venue's manager, signed in."""
    browser = staff_at(offices, Role.VENUE, venue=door.venue)
    yield browser
    browser.close()


def offered(manager: Browse) -> tuple[Page, str]:
    """Offer a shift at the first entrance; give its page and the letters on it."""
    page = manager.get("/staff/shifts")
    form = next(each for each in page.forms() if each.get("action") == "/staff/shifts")
    shown = manager.send(page, form=page.forms().index(form))
    letters = [each for each in shown.tree.iter("p") if each.get("class") == "letters big"]
    return shown, text_of(letters[0])


def take(browser: Browse, letters: str, status: int = 303) -> httpx.Response:
    """Type the letters at the door phone, which then goes on to check codes."""
    form = filled(browser.get("/S").forms()[0])
    answer = browser.fetch("POST", "/S", data=form | {"letters": letters})
    assert answer.status_code == status
    assert status != 303 or answer.headers["location"] == "/verify"
    return answer


def test_a_shift_by_letters_is_of_that_door_alone(
    door: Door, manager: Browse, phones: Phones
) -> None:
    phone = phones()
    page, letters = offered(manager)
    assert re.fullmatch(r"[A-Z2-9]{4} [A-Z2-9]{4}", letters)
    take(phone, letters.lower().replace(" ", "-"))
    start = phone.get("/staff")
    assert f"{door.entrance.venue.zh} · 东门" in start.text
    assert phone.fetch("GET", "/staff/shifts").status_code == 404
    assert phone.fetch("GET", "/staff/account").status_code == 404
    taken = manager.get(page.path)
    assert "已有一部手机上岗" in taken.text
    assert letters not in taken.text
    assert "还没人上岗" not in manager.get("/staff/shifts").text


def test_one_phone_takes_a_shift(manager: Browse, phones: Phones) -> None:
    _, letters = offered(manager)
    take(phones(), letters)
    late = phones()
    assert "没有对应的班次" in take(late, letters, 422).text
    assert "hc-staff" not in late.cookies


def test_an_offer_holds_half_an_hour(offices: Server, manager: Browse, phones: Phones) -> None:
    _, letters = offered(manager)
    with offices.later(timedelta(minutes=30)):
        take(phones(), letters, 422)


def test_a_shift_ended_by_the_manager_signs_the_phone_out(manager: Browse, phones: Phones) -> None:
    phone = phones()
    page, letters = offered(manager)
    take(phone, letters)
    form = next(each for each in page.forms() if each.get("action") == "/staff/shifts/end")
    assert "现在没有人" in manager.post("/staff/shifts/end", filled(form)).text
    assert phone.get("/staff", 401).h1 == "请先登录"
    assert manager.fetch("POST", "/staff/shifts/end", data=filled(form)).status_code == 404


def test_a_shift_taken_back_before_anybody_took_it(manager: Browse, phones: Phones) -> None:
    page, letters = offered(manager)
    form = next(each for each in page.forms() if each.get("action") == "/staff/shifts/end")
    manager.post("/staff/shifts/end", filled(form))
    take(phones(), letters, 422)


def test_the_secret_stands_in_no_address(manager: Browse) -> None:
    page, letters = offered(manager)
    assert letters.replace(" ", "") not in page.path
    assert page.answer.headers["referrer-policy"] in {"same-origin", "no-referrer"}
    assert page.answer.headers["cache-control"].startswith("no-store")


def test_the_doors_and_shifts_of_another_venue_are_not_found(
    offices: Server, manager: Browse
) -> None:
    other = door_at(offices)
    neighbour = staff_at(offices, Role.VENUE, venue=other.venue)
    page, _ = offered(neighbour)
    name = page.path.rpartition("/")[2]
    own = filled(manager.get("/staff/shifts").forms()[0])
    entrance = own | {"entrance": other.entrance.id.hex}
    assert manager.fetch("POST", "/staff/shifts", data=entrance).status_code == 404
    assert manager.fetch("GET", f"/staff/shifts/{name}").status_code == 404
    ended = manager.fetch("POST", "/staff/shifts/end", data=own | {"shift": name})
    assert ended.status_code == 404
    assert "东门" in neighbour.get(page.path).h1
    neighbour.close()


@pytest.mark.parametrize("named", ["", "0", "%00", "名字", "A" * 5000, "f" * 32])
def test_garbage_is_no_door_and_no_shift(manager: Browse, named: str) -> None:
    own: dict[str, Any] = filled(manager.get("/staff/shifts").forms()[0])
    for path, field in (("/staff/shifts", "entrance"), ("/staff/shifts/end", "shift")):
        answer = manager.fetch("POST", path, data=own | {field: named})
        assert answer.status_code == 404
