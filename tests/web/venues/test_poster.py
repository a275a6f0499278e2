"""A poster scanned: the venue and the card at once, one tap, then the code; nothing by looking."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import col, update

from domain.declaration.values import Relationship
from domain.kernel.days import day_of
from domain.policy.places import VenueKind
from domain.storage.work import Work
from domain.venues.presence import presence_number
from domain.venues.records import PosterRecord, VenueRecord
from domain.venues.serials import new_serial, write_serial
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill, open_phone
from tests.servers import Server
from tests.venues import Door, door_at
from tests.visits import check_ins, tap
from tests.web.family.homes import add, ref


@pytest.fixture
def door(server: Server) -> Door:
    return door_at(server)


@pytest.fixture
def phone(server: Server) -> Iterator[Opened]:
    opened = open_phone(server)
    yield opened
    opened.browser.close()


def test_the_card_stands_there_at_once_and_looking_registers_nothing(
    server: Server, door: Door, phone: Opened
) -> None:
    page = phone.browser.get(door.path)
    assert page.h1.startswith(door.entrance.venue.zh)
    assert "元阳县马街乡" in page.text
    assert "王小明" in page.text
    assert "登记并进入" in page.text
    assert "Register and enter" in page.text
    assert check_ins(server, door) == []


def test_one_tap_registers_and_shows_the_code(server: Server, door: Door, phone: Opened) -> None:
    page = tap(phone.browser, phone.browser.get(door.path))
    assert page.path == "/here"
    assert "已登记" in page.text
    assert door.entrance.venue.zh in page.text
    assert page.by_id("code").get("class") == "code green"
    (row,) = check_ins(server, door)
    assert (row.person_id, row.direction, row.how) == (phone.person, "in", "tap")


def test_a_double_tap_a_reload_and_the_back_button_are_one(
    server: Server, door: Door, phone: Opened
) -> None:
    page = phone.browser.get(door.path)
    for _ in range(3):
        tap(phone.browser, page)
    with server.later(timedelta(minutes=7)):
        tap(phone.browser, page)
    assert len(check_ins(server, door)) == 1


def test_scanning_again_within_a_minute_prolongs_and_later_is_another(
    server: Server, door: Door, phone: Opened
) -> None:
    for seconds in (0, 50, 100, 150):
        with server.later(timedelta(seconds=seconds)):
            tap(phone.browser, phone.browser.get(door.path))
    assert len(check_ins(server, door)) == 1
    with server.later(timedelta(seconds=220)):
        tap(phone.browser, phone.browser.get(door.path))
    assert len(check_ins(server, door)) == 2


def test_a_family_of_three_comes_in_by_one_tap(server: Server, door: Door, phone: Opened) -> None:
    child, granny = add(server, phone, "王小宝"), add(server, phone, "李秀英", Relationship.PARENT)
    page = phone.browser.get(door.path)
    assert "谁和你一起来" in page.text
    names = [ref(server, phone, person) for person in (phone.person, child, granny)]
    shown = tap(phone.browser, page, who=names)
    assert shown.path == "/here"
    rows = check_ins(server, door)
    assert {row.person_id for row in rows} == {phone.person, child, granny}
    assert len({row.check_in_id for row in rows}) == 1
    assert shown.by_id("code").get("data-from") == "/family/group"
    assert all(masked in shown.text for masked in ("王*明", "王*宝", "李*英"))


def test_nobody_ticked_is_said_so(server: Server, door: Door, phone: Opened) -> None:
    add(server, phone, "王小宝")
    page = tap(phone.browser, phone.browser.get(door.path), 422, who=[])
    assert "请勾选谁和你一起来" in page.text
    assert check_ins(server, door) == []


def test_somebody_of_another_phone_is_not_registered(
    server: Server, door: Door, phone: Opened
) -> None:
    other = open_phone(server)
    other.browser.close()
    names = [ref(server, other, other.person)]
    tap(phone.browser, phone.browser.get(door.path), 404, who=names)
    assert check_ins(server, door) == []


def test_leaving_is_registered_only_where_the_venue_asks(server: Server, phone: Opened) -> None:
    asks, plain = door_at(server, exits=True), door_at(server)
    page = tap(phone.browser, phone.browser.get(asks.path), way="out")
    assert "已登记离开" in page.text
    tap(phone.browser, phone.browser.get(plain.path), way="out")
    assert [row.direction for row in check_ins(server, asks)] == ["out"]
    assert [row.direction for row in check_ins(server, plain)] == ["in"]


def test_the_number_at_the_door_is_asked_for(server: Server, phone: Opened) -> None:
    door = door_at(server, presence=True)
    page = phone.browser.get(door.path)
    held = server.services
    number = presence_number(held.ring, door.entrance.id, day_of(held.clock.now()))
    wrong = f"{(int(number) + 1) % 10_000:04}"
    told = tap(phone.browser, page, 422, number=wrong)
    assert "这不是今天的数字" in told.text
    assert check_ins(server, door) == []
    assert tap(phone.browser, told, number=f" {number[:2]} {number[2:]} ").path == "/here"
    assert len(check_ins(server, door)) == 1


def test_few_numbers_are_guessed(server: Server, phone: Opened) -> None:
    door = door_at(server, presence=True)
    page = phone.browser.get(door.path)
    for _ in range(server.services.policies.limits.presence_tries.most):
        tap(phone.browser, page, 422, number="x")
    held = server.services
    number = presence_number(held.ring, door.entrance.id, day_of(held.clock.now()))
    assert "试的次数太多" in tap(phone.browser, page, 422, number=number).text


def test_red_is_registered_but_not_told_to_enter(server: Server, door: Door, phone: Opened) -> None:
    confirmed_ill(server, phone.person)
    page = phone.browser.get(door.path)
    assert "登记并进入" not in page.text
    assert tap(phone.browser, page).by_id("code").get("class") == "code red"
    assert len(check_ins(server, door)) == 1


def test_an_unstaffed_bus_fills_the_screen(server: Server, phone: Opened) -> None:
    bus = door_at(server, VenueKind.BUS, plate="云G12345", staffed=False)
    page = tap(phone.browser, phone.browser.get(bus.path))
    assert "云G12345" in page.text
    assert "不要上车" not in page.text
    confirmed_ill(server, phone.person)
    page = phone.browser.get("/here")
    assert "不要上车" in page.text
    assert "120" in page.text


def test_here_is_the_code_once_ten_minutes_are_over(
    server: Server, door: Door, phone: Opened
) -> None:
    tap(phone.browser, phone.browser.get(door.path))
    with server.later(timedelta(minutes=11)):
        assert phone.browser.get("/here").path == "/code"


def test_a_code_about_to_run_out_is_offered_to_be_renewed(
    server: Server, door: Door, phone: Opened
) -> None:
    assert "现在续期" not in phone.browser.get(door.path).text
    with server.later(timedelta(days=12)):
        assert "现在续期" in phone.browser.get(door.path).text
    with server.later(timedelta(days=20)):
        page = phone.browser.get(door.path)
        assert "请先重新申请" in page.text
        assert "登记并进入" not in page.text


def _revoke(work: Work, door: Door) -> None:
    now = PosterRecord.made_at
    mine = col(PosterRecord.serial) == door.serial
    work.session.exec(update(PosterRecord).where(mine).values(revoked_at=now))


def _close(work: Work, door: Door) -> None:
    mine = col(VenueRecord.venue_id) == door.venue
    work.session.exec(update(VenueRecord).where(mine).values(state="closed"))


def test_a_poster_that_leads_nowhere_says_why(
    server: Server, browse: Browse, door: Door, phone: Opened
) -> None:
    unknown = browse.get(f"/P/{write_serial(new_serial())}", 404)
    assert "这不是我们的场所码" in unknown.text
    assert "这不是我们的场所码" in browse.get("/P/NOTHING-OF-OURS", 404).text
    page = phone.browser.get(door.path)
    server.run(server.services.db.write(_revoke, door))
    assert "这张场所码已更换" in browse.get(door.path, 410).text
    assert "这张场所码已更换" in tap(phone.browser, page, 410).text
    closed = door_at(server)
    server.run(server.services.db.write(_close, closed))
    assert "已停用" in browse.get(closed.path, 410).text
    assert check_ins(server, door) == []


def test_the_letters_lead_to_the_same(browse: Browse, door: Door) -> None:
    spaced = f"{door.letters[:4].lower()} {door.letters[4:]}"
    assert browse.get(f"/P?letters={spaced}").path == door.path
    assert browse.get("/P").by_id("letters") is not None
    assert "这不是我们的场所码" in browse.get("/P?letters=ABCD2345", 404).text


def test_a_browser_that_is_nobodys_registers_nothing(
    server: Server, browse: Browse, door: Door
) -> None:
    page = browse.get(door.path)
    assert "请先申领健康码" in page.text
    token = browse.get("/declare/who").forms()[0]
    csrf = next(each.get("value") for each in token.iter("input") if each.get("name") == "csrf")
    sent = browse.post(door.path, {"csrf": csrf, "with": "0" * 32, "way": "in"})
    assert sent.path == door.path
    assert check_ins(server, door) == []
