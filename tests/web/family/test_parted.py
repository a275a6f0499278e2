"""Somebody was taken off this phone from another one: said at the next look, until it is known."""

from collections.abc import Iterator

import pytest

from domain.declaration.values import Relationship
from domain.healthcode.parting import remove_proxy, take_off
from domain.kernel.actor import Actor, Role
from tests.codes import Opened, open_phone, statements
from tests.servers import Server
from tests.web.family.homes import add, press, ref
from tests.web.phone.cards import csrf_of

GONE = "王*明的码不在这部手机上了。"


@pytest.fixture
def theirs(server: Server, opened: Opened) -> Iterator[Opened]:
    """An elder with their own phone, who have just taken their code off their child's."""
    number = opened.number + 700_000
    add(server, opened, "王小明", Relationship.PARENT, number=number, born=1980)
    phone = open_phone(server, number=number, phone=f"+8613{opened.number:09d}")
    removed(server, phone, opened)
    yield phone
    phone.browser.close()


def removed(server: Server, theirs: Opened, other: Opened) -> None:
    held = server.services
    name = ref(server, theirs, theirs.person)
    at = (held.context(Actor(Role.HOLDER, theirs.holder)), theirs.holder, name, other.holder)
    server.run(held.db.write(remove_proxy, *at))


@pytest.mark.parametrize("path", ["/code", "/family"])
def test_it_is_said_on_the_code_and_on_everybodys_page_until_it_is_known(
    opened: Opened, theirs: Opened, path: str
) -> None:
    assert GONE in opened.browser.get(path).text
    page = opened.browser.get(path)
    assert GONE in page.text
    page = press(opened.browser, page, "/family/parted")
    assert page.path == "/code"
    for each in ("/code", "/family"):
        assert GONE not in opened.browser.get(each).text
    assert GONE not in theirs.browser.get("/code").text


def test_it_costs_the_code_page_nothing_once_it_is_known(
    server: Server, opened: Opened, theirs: Opened
) -> None:
    counted = []
    for _ in range(2):
        page = opened.browser.get("/code")
        with statements(server) as seen:
            opened.browser.get("/code")
        counted.append(len(seen))
        if GONE in page.text:
            press(opened.browser, page, "/family/parted")
    assert counted[0] > counted[1] == 1
    assert theirs.browser.get("/code").path == "/code"


def test_a_phone_that_has_nobody_left_is_told_before_it_begins_anew(
    server: Server, opened: Opened
) -> None:
    held, name = server.services, ref(server, opened, opened.person)
    add(server, opened, "李秀英", Relationship.PARENT, number=opened.number + 800_000, born=1950)
    ctx = held.context(Actor(Role.HOLDER, opened.holder))
    server.run(held.db.write(take_off, ctx, opened.holder, name))
    theirs = open_phone(server, number=opened.number + 800_000, phone=f"+8613{opened.number:09d}")
    removed(server, theirs, opened)
    page = opened.browser.get("/code")
    assert page.path == "/family"
    assert "李*英的码不在这部手机上了。" in page.text
    assert page.links()["申请健康码"] == "/declare"
    assert press(opened.browser, page, "/family/parted").path.startswith("/declare")
    assert opened.browser.get("/family").path.startswith("/declare")
    theirs.browser.close()


def test_taking_note_of_nothing_changes_nothing(opened: Opened) -> None:
    sent = {"csrf": csrf_of(opened)}
    assert opened.browser.post("/family/parted", sent).path == "/code"
