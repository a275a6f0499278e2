"""One QR for several: what any camera sees of it, and how long."""

import re
from datetime import timedelta

import pytest

from domain.declaration.values import Relationship
from domain.healthcode.together import group_of
from tests.browse import Browse, Page
from tests.codes import Opened, confirmed_ill
from tests.domain.acts import in_contact
from tests.servers import Server
from tests.web.family.homes import add, ref
from web.contexts.code import address_of


def choose(opened: Opened, *names: str, status: int = 200) -> Page:
    page = opened.browser.get("/family")
    at = next(at for at, form in enumerate(page.forms()) if form.get("id") == "together")
    return opened.browser.send(page, status, form=at, **{"with": list(names)})


def address(server: Server, opened: Opened, late: int = 0) -> str:
    held = server.services
    found = server.run(held.db.read(group_of, held.context(), opened.holder))
    assert found
    return address_of(held.ring, found[0], held.clock.now() - timedelta(seconds=late), "")


def test_a_camera_sees_all_of_them_the_worst_first(
    server: Server, opened: Opened, browse: Browse
) -> None:
    child = add(server, opened, "王小宝", health=in_contact())
    add(server, opened, "李秀英", Relationship.PARENT, born=1950)
    names = [ref(server, opened, each) for each in (opened.person, child)]
    page = choose(opened, *names)
    assert page.path == "/family/group"
    assert "红码" in page.text
    card = browse.get(address(server, opened))
    assert card.h1 == "刚刚核对"
    rows = [row for row in card.tree.iter("ul") if row.get("class") == "group-rows"]
    assert len(rows) == 1
    assert re.findall(r"王\*[明宝]", card.text) == ["王*宝", "王*明"]
    assert "李*英" not in card.text
    for private in ("王小明", "王小宝"):
        assert private not in card.answer.text
    assert "旧截图" in browse.get(address(server, opened, late=60)).text


def test_its_qr_pulse_and_secret_are_its_phones_alone(
    server: Server, opened: Opened, browse: Browse
) -> None:
    child = add(server, opened, "王小宝")
    for path in ("qr", "pulse", "phone"):
        assert opened.browser.fetch("GET", f"/family/group/{path}").status_code == 404
    choose(opened, ref(server, opened, opened.person), ref(server, opened, child))
    answer = opened.browser.fetch("GET", "/family/group/qr")
    assert (answer.status_code, "<svg" in answer.text) == (200, True)
    assert float(answer.headers["x-now"]) > 0
    tag = opened.browser.fetch("GET", "/family/group/pulse").headers["etag"]
    same = {"If-None-Match": tag}
    pulse = opened.browser.fetch("GET", "/family/group/pulse", headers=same)
    assert pulse.status_code == 304
    confirmed_ill(server, child)
    assert opened.browser.fetch("GET", "/family/group/pulse", headers=same).status_code == 200
    for path in ("qr", "pulse", "phone"):
        assert browse.fetch("GET", f"/family/group/{path}").status_code == 404


@pytest.mark.parametrize("many", [0, 7])
def test_none_and_too_many_are_told_with_the_ticks_still_there(
    server: Server, opened: Opened, many: int
) -> None:
    people = [add(server, opened, f"王小{each}") for each in "一二三四五六七"]
    names = [ref(server, opened, each) for each in people[:many]]
    page = choose(opened, *names, status=422)
    assert page.by_id("errors") is not None
    boxes = [each for each in page.tree.iter("input") if each.get("name") == "with"]
    assert len([each for each in boxes if each.get("checked") is not None]) == many


def test_the_checking_page_reads_it_too(server: Server, opened: Opened, browse: Browse) -> None:
    child = add(server, opened, "王小宝", health=in_contact())
    choose(opened, ref(server, opened, opened.person), ref(server, opened, child))
    form = browse.get("/check")
    text = f"{server.settings.origin.upper()}{address(server, opened)}"
    page = browse.send(form, 200, text=text)
    assert "红码" in page.text
    assert "王*宝 王*明" in page.text
