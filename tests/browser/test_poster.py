"""A poster scanned by a phone's own camera: to the code in one tap, for one, a family, a bus."""

import re
from datetime import date
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.declaration.values import Relationship
from domain.kernel.days import day_of
from domain.policy.places import VenueKind
from domain.venues.presence import presence_number
from tests.browser.wizard import go_on, resident
from tests.codes import Opened, confirmed_ill, open_phone
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server
from tests.venues import Door, door_at
from tests.visits import check_ins
from tests.web.family.homes import add

ENTER = {"zh": "登记并进入", "en": "Register and enter"}
STOP = {"zh": "不要上车", "en": "Do not board"}


def known(server: Server, page: Page) -> Opened:
    """Let a page's phone be one that has a code."""
    opened = open_phone(server)
    opened.browser.close()
    page.context.add_cookies([{"name": "hc", "value": opened.token, "url": server.address}])
    return opened


def looked_at(page: Page) -> None:
    """Look at a page as it stands, on two sizes: nothing reaches out, axe finds nothing."""
    for width, height in ((360, 740), (320, 568)):
        page.set_viewport_size({"width": width, "height": height})
        assert (axe_faults(page), sideways(page)) == ([], 0), (page.url, width)
    page.set_viewport_size({"width": 360, "height": 740})


def in_sight(page: Page, selector: str) -> None:
    """Hold that something stands on the first screen of a phone."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 740


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_residents_first_scan_leads_through_declaring_to_the_check_in(
    chromium: Browser, server: Server, lang: str, scripts: bool
) -> None:
    door = door_at(server)
    with phone(chromium, server.address, java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{door.path}?lang={lang}")
        page.locator("a.button[href='/declare']").click()
        fills = resident()
        steps = ["who", "document", "journey", "address", "health", "check", "here"]
        for step, following in pairwise(steps):
            fills[step](page)
            go_on(page, following)
        expect(page.locator("#code.green")).to_be_visible()
        expect(page.locator("h1")).to_contain_text("马街" if lang == "zh" else "Majie")
        page.goto(door.path)
        expect(page.locator("button.big")).to_contain_text(ENTER[lang])
    (row,) = check_ins(server, door)
    assert row.how == "arrived"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_family_of_three_comes_in_by_one_tap(
    chromium: Browser, server: Server, lang: str
) -> None:
    door = door_at(server)
    with phone(chromium, server.address) as context:
        page = context.new_page()
        faults = watch(page)
        opened = known(server, page)
        add(server, opened, "王小宝")
        add(server, opened, "李秀英", Relationship.PARENT)
        page.goto(f"{door.path}?lang={lang}")
        in_sight(page, "button.big")
        looked_at(page)
        for box in page.locator("input[name=with]").all():
            box.check()
        page.locator("button.big").click()
        page.wait_for_url("**/here")
        in_sight(page, "#plate")
        expect(page.locator(".group-rows li")).to_have_count(3)
        looked_at(page)
        page.go_back()
        page.locator("button.big").click()
        page.wait_for_url("**/here")
        assert faults == []
    assert len(check_ins(server, door)) == 3


def test_the_button_is_there_at_once_and_the_way_out_beside_it(
    chromium: Browser, server: Server
) -> None:
    door = door_at(server, exits=True)
    with phone(chromium, server.address) as context:
        page = context.new_page()
        known(server, page)
        page.goto(door.path)
        in_sight(page, "button[value=out]")
        page.locator("button[value=out]").click()
        page.wait_for_url("**/here")
        expect(page.locator(".here-told")).to_contain_text("已登记离开")
    assert [row.direction for row in check_ins(server, door)] == ["out"]


def test_the_number_at_the_door(chromium: Browser, server: Server) -> None:
    door, held = door_at(server, presence=True), server.services
    with phone(chromium, server.address) as context:
        page = context.new_page()
        known(server, page)
        page.goto(door.path)
        page.fill("#number", "x")
        page.locator("button.big").click()
        expect(page.locator("#number-error")).to_be_visible()
        looked_at(page)
        page.fill("#number", presence_number(held.ring, door.entrance.id, _today(server)))
        page.locator("button.big").click()
        page.wait_for_url("**/here")
    assert len(check_ins(server, door)) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bus_without_staff_is_green_or_red_all_over(
    chromium: Browser, server: Server, lang: str
) -> None:
    bus = door_at(server, VenueKind.BUS, plate="云G12345", staffed=False)
    with phone(chromium, server.address) as context:
        page = context.new_page()
        opened = known(server, page)
        _boarded(page, bus, lang)
        expect(page.locator(".ride.green")).to_contain_text("云G12345")
        expect(page.locator(".ride-stop")).to_have_count(0)
        looked_at(page)
        confirmed_ill(server, opened.person)
        page.reload()
        expect(page.locator(".ride.red .ride-stop")).to_contain_text(STOP[lang])
        filled = page.locator(".ride").bounding_box()
        assert filled is not None
        assert filled["height"] >= 740 * 0.7
        looked_at(page)


def _boarded(page: Page, bus: Door, lang: str) -> None:
    page.goto(f"{bus.path}?lang={lang}")
    page.locator("button.big").click()
    expect(page).to_have_url(re.compile("/here$"))


def _today(server: Server) -> date:
    return day_of(server.services.clock.now())
