"""A tap without a network: kept on the phone, and taken once when there is one."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.kept import kept, offline
from tests.phones import axe_faults
from tests.servers import Server
from tests.venues import door_at
from tests.visits import check_ins


def test_a_poster_opened_without_a_network_keeps_the_tap(
    mine: BrowserContext, served: Server
) -> None:
    door, page = door_at(served), mine.new_page()
    kept(page, served)
    offline(mine, page)
    page.goto(door.path)
    expect(page.locator("[data-poster]")).to_contain_text("没有网络")
    expect(page.locator("#code.green")).to_be_visible()
    page.locator("[data-keep]").click()
    expect(page.locator("[data-kept]")).to_be_visible()
    assert axe_faults(page) == []
    assert check_ins(served, door) == []
    with page.expect_response("**/here/deliver") as answer:
        mine.set_offline(False)
    assert answer.value.ok
    (row,) = check_ins(served, door)
    assert row.how == "offline"
    expect(page.locator("button.big")).to_be_visible()
    page.reload()
    page.goto("/code")
    assert len(check_ins(served, door)) == 1


def test_a_network_that_ends_under_the_button_keeps_the_tap(
    mine: BrowserContext, served: Server
) -> None:
    door, page = door_at(served), mine.new_page()
    kept(page, served)
    page.goto(door.path)
    expect(page.locator("form[data-live]")).to_be_visible()
    mine.set_offline(True)
    page.locator("button.big").click()
    expect(page.locator("[data-tap-kept]")).to_be_visible()
    mine.set_offline(False)
    with page.expect_response("**/here/deliver"):
        page.goto("/code")
    assert [row.how for row in check_ins(served, door)] == ["offline"]
