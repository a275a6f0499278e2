"""A mother with two children and a father at one phone, in both languages, scripts or none."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.family import added, shown
from tests.browser.wizard import coughing, in_contact, resident, walk
from tests.phones import axe_faults, phone, sideways
from tests.servers import Server

SIZES = ((360, 740), (320, 568))


def narrow(page: Page, path: str) -> None:
    """Look at a page on both sizes, in letters of both: nothing reaches out, axe finds nothing."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for large in ("1", "0"):
            page.goto(f"{path}?large={large}")
            assert (axe_faults(page), sideways(page)) == ([], 0), (path, width, large)
    page.set_viewport_size({"width": 360, "height": 740})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_mother_two_children_and_a_father_on_one_phone(
    chromium: Browser, server: Server, lang: str
) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        walk(page, server.address, resident(), lang)
        added(page, "child", "王小宝", born=2015, consent="guardian")
        added(page, "child", "王大宝", born=2012, health=coughing)
        expect(page.locator("#code.yellow")).to_be_visible()
        added(page, "other", "王建国", consent="asked")
        expect(page.locator(".strip button")).to_have_count(4)
        shown(page, "王小宝")
        expect(page.locator("#code.green")).to_be_visible()
        page.locator(".strip button.yellow").click()
        expect(page.locator("#code.yellow")).to_be_visible()
        expect(page.locator(".meta")).to_contain_text("王大宝")
        boxes = page.locator(".tiles li").last.bounding_box()
        assert boxes is not None
        assert boxes["y"] + boxes["height"] <= 740
        for path in ("/code", "/family", "/family/renew"):
            narrow(page, path)
        page.goto("/family")
        for name in ("王小宝", "王大宝", "王建国"):
            page.locator("li.person", has_text=name).locator("input[name=with]").check()
        page.locator("#together button").click()
        expect(page.locator("#code.yellow")).to_be_visible()
        rows = page.locator(".group-rows li")
        expect(rows).to_have_count(3)
        expect(rows.first).to_contain_text("王*宝")
        narrow(page, "/family/group")
        page.goto("/family/group")
        with phone(chromium, server.address) as other:
            camera = other.new_page()
            camera.goto(read(page))
            expect(camera.locator(".shown.yellow")).to_be_visible()
            expect(camera.locator(".group-rows li")).to_have_count(3)
            assert (axe_faults(camera), sideways(camera)) == ([], 0)


def read(page: Page) -> str:
    """Read the QR on a page, which the phone itself draws after a moment."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    assert len(found) == 1
    return str(found[0].text)


def test_a_group_s_tokens_are_made_on_the_phone_without_a_request(
    chromium: Browser, server: Server
) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        walk(page, server.address, resident(), "zh")
        added(page, "child", "王小宝", born=2015)
        page.goto("/family")
        for box in page.locator("input[name=with]").all():
            box.check()
        page.clock.install(time=server.clock.now())
        with page.expect_response("**/family/group/phone"):
            page.locator("#together button").click()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        first = page.locator("[data-plate] svg path").last.get_attribute("d")
        page.clock.run_for(16_000)
        expect(page.locator("[data-plate] svg path").last).not_to_have_attribute("d", first or "")
        assert [url for url in asked if url.endswith("/qr")] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_switching_adding_and_renewing_need_no_script(
    chromium: Browser, server: Server, lang: str
) -> None:
    with phone(chromium, server.address, java_script_enabled=False) as context:
        page = context.new_page()
        walk(page, server.address, resident(), lang)
        added(page, "child", "王小宝", born=2015, health=in_contact)
        expect(page.locator("#code.red")).to_be_visible()
        page.locator(".strip button.green").click()
        expect(page.locator("#code.green")).to_be_visible()
        shown(page, "王小宝")
        expect(page.locator("#code.red")).to_be_visible()
        page.goto("/family/renew")
        page.locator("[name=who]").first.check()
        card = page.locator(".renewing").first
        card.locator("[name$=_contact][value=no]").check()
        card.locator("[name$=_abroad][value=no]").check()
        card.locator("[name$=_symptoms][value=none]").check()
        page.check("#same")
        page.check("#commitment")
        page.locator("form[action='/family/renew'] > button.button").click()
        expect(page).to_have_url(re.compile("/family$"))
        for box in page.locator("input[name=with]").all():
            box.check()
        page.locator("#together button").click()
        expect(page.locator("#code.red")).to_be_visible()
        assert "/C/" in read(page)


@pytest.mark.parametrize("module", ["labels", "code", "own"])
def test_with_a_script_broken_the_family_is_shown_and_switched(
    chromium: Browser, demo_server: Server, module: str
) -> None:
    with phone(chromium, demo_server.address) as context:
        page = context.new_page()
        broken = re.compile(rf"/static/js/.*{module}-[0-9a-f]+\.js")
        page.route(broken, lambda it: it.fulfill(body="}{", content_type="text/javascript"))
        page.goto("/demo")
        page.locator("li, article", has_text="李秀英").locator("button").first.click()
        expect(page.locator(".strip button")).to_have_count(4)
        page.goto("/family")
        expect(page.locator("[data-label-form]:not([hidden])")).to_have_count(
            0 if module == "labels" else 4
        )
        shown(page, "韩梅梅")
        expect(page.locator(".meta")).to_contain_text("韩梅梅")
        page.goto("/family")
        for box in page.locator("input[name=with]").all():
            box.check()
        page.locator("#together button").click()
        expect(page.locator(".group-rows li")).to_have_count(4)
        assert "/C/" in read(page)


def test_own_labels_stay_on_the_phone_and_stand_beside_the_names(
    chromium: Browser, server: Server
) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        sent: list[str] = []
        page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
        walk(page, server.address, resident(), "zh")
        added(page, "parent", "李秀英", consent="care")
        page.goto("/family")
        row = page.locator("li.person", has_text="李秀英")
        row.locator("summary").click()
        row.locator("[data-label-for]").fill("奶奶")
        expect(row.locator("h2")).to_have_text("奶奶 李秀英")
        page.goto("/code")
        expect(page.locator(".strip")).to_contain_text("奶奶")
        shown(page, "李秀英")
        page.goto("/family/renew")
        expect(page.locator(".renewing").nth(1)).to_contain_text("奶奶")
        assert not [each for each in sent if "奶奶" in each or "%E5%A5%B6" in each]
