"""A phone that nobody knows: it declares, and is registered at the poster that it came from."""

from datetime import timedelta

import pytest

from tests.browse import Browse, Page
from tests.codes import open_phone
from tests.servers import Server
from tests.venues import Door, door_at
from tests.visits import check_ins
from tests.web.declare.steps import fill, resident


@pytest.fixture
def door(server: Server) -> Door:
    return door_at(server)


def submit(browse: Browse) -> Page:
    page = fill(browse, resident())
    return browse.send(page, commitment="yes")


def test_declaring_registers_by_itself(server: Server, browse: Browse, door: Door) -> None:
    browse.get(door.path)
    page = submit(browse)
    assert page.path == "/here"
    assert door.entrance.venue.zh in page.text
    (row,) = check_ins(server, door)
    assert row.how == "arrived"
    assert "hc-place" not in browse.cookies


def test_the_draft_sent_twice_is_one_check_in(server: Server, browse: Browse, door: Door) -> None:
    browse.get(door.path)
    page = fill(browse, resident())
    browse.send(page, commitment="yes")
    with server.later(timedelta(minutes=5)):
        browse.get(door.path)
        browse.keep("hc-place", door.path.rpartition("/")[2])
        browse.send(page, commitment="yes")
    assert len(check_ins(server, door)) == 1


def test_where_the_number_is_asked_the_poster_asks_for_it(server: Server, browse: Browse) -> None:
    door = door_at(server, presence=True)
    browse.get(door.path)
    page = submit(browse)
    assert page.path == door.path
    assert page.by_id("number") is not None
    assert check_ins(server, door) == []


def test_another_site_leaves_no_poster_to_remember(browse: Browse, door: Door) -> None:
    browse.fetch("GET", door.path, headers={"Sec-Fetch-Site": "cross-site"})
    assert "hc-place" not in browse.cookies
    browse.fetch("GET", door.path, headers={"Sec-Fetch-Site": "none"})
    assert "hc-place" in browse.cookies


def test_an_hour_later_it_is_forgotten(browse: Browse, door: Door) -> None:
    answer = browse.fetch("GET", door.path)
    kept = next(each for each in answer.headers.get_list("set-cookie") if "hc-place" in each)
    assert "Max-Age=3600" in kept
    assert "HttpOnly" in kept
    assert "SameSite=Lax" in kept


def test_a_code_that_has_run_out_is_renewed_and_registered(server: Server, door: Door) -> None:
    phone = open_phone(server)
    with server.later(timedelta(days=20)):
        page = phone.browser.get(door.path)
        page = phone.browser.send(page, form=0)
        page = phone.browser.get("/declare/health")
        page = phone.browser.send(page, contact="no", abroad="no", symptoms="none")
        page = phone.browser.send(page, commitment="yes")
        assert page.path == "/here"
        assert [row.person_id for row in check_ins(server, door)] == [phone.person]
    phone.browser.close()


def test_an_entry_place_leads_into_the_travel_form(server: Server) -> None:
    door, phone = door_at(server, arrivals=True), open_phone(server)
    page = phone.browser.get(door.path)
    assert "刚从这里到云南" in page.text
    assert any(form.get("action") == "/declare/again" for form in page.forms())
    assert "hc-place" in phone.browser.cookies
    phone.browser.close()
