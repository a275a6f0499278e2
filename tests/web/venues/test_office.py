"""The officers' and the manager's pages: whose they are, and a list that comes as a file."""

import re
from contextlib import suppress
from typing import Any

import httpx
import pytest

from domain.kernel.actor import Role
from domain.venues.files import MOST_BYTES
from tests.browse import Browse, Page
from tests.domain.venues import sheets
from tests.servers import Server
from tests.venues import door_at
from tests.web.venues.managing import (
    asked_for,
    id_in,
    number_on,
    press,
    read_back,
    signed_in,
    venue_at,
)

NANSHA = "532528101"


def send_file(browse: Browse, content: bytes, **how: str) -> httpx.Response:
    page = browse.get("/venues/import")
    token = next(each.get("value", "") for each in page.tree.iter("input"))
    fields = {"csrf": token, **how}
    files = {"file": ("list.xlsx", content)}
    return browse.fetch("POST", "/venues/import", data=fields, files=files)


def test_another_township_neither_sees_nor_settles_it(server: Server, browse: Browse) -> None:
    number = number_on(asked_for(browse, zh="别处看不到的市场"))
    with signed_in(server, Role.TOWNSHIP) as own:
        at = venue_at(number, own)
    with signed_in(server, Role.TOWNSHIP, division=NANSHA) as other:
        assert "别处看不到的市场" not in other.get(f"/venues?q={number}").text
        other.get(at, 404)
        page = other.get("/venues/import")
        for path in ("/venues/confirm", "/venues/refuse", "/venues/close", "/venues/posters"):
            sent = {"venue": id_in(at).hex, "reason": "twice"}
            token = next(each.get("value", "") for each in page.tree.iter("input"))
            answer = other.fetch("POST", path, data={**sent, "csrf": token})
            assert answer.status_code == 404, path


@pytest.mark.parametrize("role", [Role.SECTOR, Role.VILLAGE, Role.CLINIC, Role.DOOR, Role.VENUE])
def test_other_roles_have_no_such_page(server: Server, role: Role) -> None:
    with signed_in(server, role) as browser:
        for path in ("/venues", "/venues/import", "/venues/import/sheet"):
            assert browser.fetch("GET", path).status_code == 404


def test_nobody_without_a_session_comes_in(browse: Browse) -> None:
    for path in ("/venues", "/venues/mine", "/venues/import"):
        assert browse.fetch("GET", path).status_code == 401


def test_turning_down_wants_a_reason_and_tells_it(server: Server, browse: Browse) -> None:
    number = number_on(asked_for(browse, zh="要退回的市场"))
    with signed_in(server, Role.COUNTY) as officer:
        page = officer.get(venue_at(number, officer))
        asked = officer.send(page, 422, form=2)
        assert "请说明退回的原因" in asked.text
        told = officer.send(asked, form=2, reason="other", remark="请到村委会登记")
        assert "已退回" in told.text
        assert "请到村委会登记" in told.text
        officer.fetch("GET", "/venues")


def test_a_manager_changes_adds_and_gives_up(server: Server) -> None:
    door = door_at(server)
    with signed_in(server, Role.VENUE, venue=door.venue) as manager:
        form = manager.get("/venues/mine/persons")
        assert "负责人" in manager.send(form, 422, form=1, person="").text
        filled: dict[str, Any] = {"person": "马大姐", "person_phone": "13900000001"}
        manager.send(form, form=1, **filled, deputy="李二哥", deputy_phone="13900000002")
        mine = manager.send(
            manager.get("/venues/mine/entrance"), form=1, zh="南门", exits="yes", presence="yes"
        )
        assert "马大姐" in mine.text
        assert "South gate" in mine.text
        assert re.search("门口今天的数字.[0-9]{4}", mine.text)
        changed = manager.send(_gate(manager, mine, "南门"), form=1, zh="南大门")
        twice = manager.send(_gate(manager, changed, "南大门"), 422, form=1, zh="东门")
        assert "同名" in twice.text
        details = manager.get("/venues/mine/details")
        manager.send(details, form=1, zh="新名字的市场", lines=["vi", "lo"])
        posters = press(manager, manager.get("/venues/mine"), "/venues/mine/posters")
        assert len(read_back(posters.content)) == 2
        page = _gate(manager, manager.get("/venues/mine"), "南大门")
        gone = manager.send(page, form=2)
        assert "南大门" not in gone.text


def test_a_void_poster_leads_nowhere(server: Server, browse: Browse) -> None:
    door = door_at(server)
    with signed_in(server, Role.VENUE, venue=door.venue) as manager:
        mine = manager.get("/venues/mine")
        old = read_back(press(manager, mine, "/venues/mine/posters").content)
        press(manager, mine, "/venues/mine/replace")
        new = read_back(press(manager, mine, "/venues/mine/posters").content)
    assert old != new
    assert browse.fetch("GET", door.path).status_code in {404, 410}
    path = new[0][len(server.settings.origin) :]
    assert browse.fetch("GET", path).status_code == 200


def test_anothers_entrance_is_not_theirs(server: Server) -> None:
    own, other = door_at(server), door_at(server)
    with signed_in(server, Role.VENUE, venue=own.venue) as manager:
        manager.get(f"/venues/mine/entrance/{other.entrance.id.hex}", 404)
        mine = manager.get("/venues/mine")
        for path in ("/venues/mine/replace", "/venues/mine/posters"):
            answer = press(manager, mine, path, entrance=other.entrance.id.hex)
            assert answer.status_code == 404


def test_a_list_comes_in_as_a_file(server: Server) -> None:
    rows = [sheets.row(zh="名单里的市场"), sheets.row(zh="名单里坏的", kind="宫殿")]
    with signed_in(server, Role.COUNTY) as officer:
        for content, came in (
            (sheets.xlsx_of(rows), "新登记1个"),
            (sheets.csv_of(rows), "原来就有1个"),
        ):
            answer = send_file(officer, content)
            assert answer.status_code == 200
            assert came in answer.text
            assert "没有这个类型" in answer.text
        assert send_file(officer, sheets.bomb()).status_code == 422
        assert send_file(officer, b"").status_code == 422
        assert send_file(officer, sheets.csv_of(rows), csrf="x" * 88).status_code == 403
        blank = officer.fetch("GET", "/venues/import/sheet")
        assert blank.content.startswith(b"PK")


@pytest.mark.parametrize("much", [MOST_BYTES + 90_000, 2 * MOST_BYTES])
def test_a_file_too_large_is_refused(server: Server, much: int) -> None:
    """The server hangs up on what is too much: a client that is still sending may miss why."""
    with signed_in(server, Role.COUNTY) as officer, suppress(httpx.NetworkError):
        assert send_file(officer, bytes(much)).status_code in {413, 422}


def _gate(manager: Browse, page: Page, name: str) -> Page:
    """Open the form of an entrance from one's own page."""
    links = page.links()
    return manager.get(next(href for text, href in links.items() if text == f"修改 {name}"))
