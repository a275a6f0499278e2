"""The code on one phone, checked by another's camera; a picture of it; a fact that changes it."""

import io
import re
from datetime import timedelta

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from domain.household.browsers import holder_by_token
from domain.kernel.days import day_of
from domain.kernel.ids import event_id
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from tests.browser.wizard import resident, walk
from tests.phones import axe_faults, phone, sideways
from tests.servers import Server

TILES = 4


def read(page: Page) -> str:
    """Read the QR in a picture of the page, as a camera would."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1
    return str(found[0].text)


def test_any_camera_checks_a_shown_code_and_sees_an_old_picture(
    chromium: Browser, server: Server
) -> None:
    with phone(chromium, server.address) as mine, phone(chromium, server.address) as other:
        page = mine.new_page()
        walk(page, server.address, resident(), "zh")
        text = read(page)
        assert re.fullmatch(r"HTTP://LOCALHOST:[0-9]+/C/[A-Z2-7]{32}", text)
        camera = other.new_page()
        camera.goto(text)
        expect(camera.locator("main")).to_contain_text("绿码")
        expect(camera.locator("main")).to_contain_text("王*英")
        expect(camera.locator("main")).not_to_contain_text("王秀英")
        with server.later(timedelta(seconds=60)):
            camera.goto(text)
            expect(camera.locator("main")).to_contain_text("旧截图")
            expect(camera.locator("main")).not_to_contain_text("王*英")
            expect(camera.locator(".green")).to_have_count(0)


def test_a_confirmed_fact_turns_the_shown_code_red(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        walk(page, server.address, resident(), "zh")
        token = next(each["value"] for each in context.cookies() if each["name"].endswith("hc"))
        held = server.services
        holder = server.run(held.db.read(holder_by_token, token))
        assert holder is not None
        assert holder.person_id is not None
        now = held.clock.now()
        fact = Fact(event_id(now), holder.person_id, FactKind.CONFIRMED, day_of(now), now)
        server.run(held.db.write(record_fact, held.context(), fact))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator("#code.red")).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 320])
def test_pages_are_open_to_everybody(
    chromium: Browser, server: Server, lang: str, width: int
) -> None:
    """No fault by axe, and nothing reaches out sideways, in both languages and large type."""
    size = {"width": width, "height": 740}
    with phone(chromium, server.address, viewport=size) as context:
        page = context.new_page()
        paths = ["/", "/help", "/declare/who", f"/C/{'A' * 32}", "/nothing"]
        for path in paths:
            page.goto(f"{server.address}{path}?lang={lang}")
            assert (axe_faults(page), sideways(page)) == ([], 0), path
        page.locator("body").press("Home")
        walk(page, server.address, resident(), lang)
        for query in ("", "?large=1"):
            page.goto(f"{server.address}/code{query}")
            assert (axe_faults(page), sideways(page)) == ([], 0), query


def test_each_step_is_open_to_everybody(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address, viewport={"width": 320, "height": 740}) as context:
        page = context.new_page()
        fills = resident()

        def checked(step: str) -> None:
            for query in ("?lang=zh", "?lang=en&large=1", "?lang=zh&large=0"):
                page.goto(f"{server.address}/declare/{step}{query}")
                assert (axe_faults(page), sideways(page)) == ([], 0), (step, query)

        for step in ("who", "document", "journey", "address", "health", "check"):
            checked(step)
            if step != "check":
                fills[step](page)
                page.locator("form#step-form button.button:not(.second)").last.click()
                expect(page).not_to_have_url(re.compile(f"/declare/{step}"))


def test_the_four_tiles_are_in_sight(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        walk(page, server.address, resident(), "zh")
        tiles = page.locator(".tiles li")
        expect(tiles).to_have_count(TILES)
        for at in range(TILES):
            box = tiles.nth(at).bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 740
        card = page.locator("#code").bounding_box()
        assert card is not None
        assert card["height"] <= 0.6 * 740


def test_a_phone_out_of_reach_greys_its_code(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        walk(page, server.address, resident(), "zh")
        for aging in page.locator("[data-ages]").all():
            aging.evaluate("each => each.getAnimations().forEach(it => { it.currentTime = 61000 })")
        expect(page.locator(".plate-old")).to_be_visible()
