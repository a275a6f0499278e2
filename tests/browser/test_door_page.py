"""The verify page as it is met: small, open to everybody, and honest about its camera."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.door import go_on, guard, opened, told
from tests.camera import film, launch_with, picture
from tests.phones import axe_faults, sideways, watch
from tests.servers import Server

FIRST_VISIT, OWN_SCRIPTS, OFFLINE = 60_000, 8_000, 11_000
SHOW = """async ([screen, key, colour]) => {
  const { openScreen } = await import(screen);
  const root = document.querySelector("[data-door]");
  const said = { key, colour, name: "艾合买提·*尔汗", tail: "2X", offline: true };
  openScreen(root, { next() {}, change() {} }).show(said);
}"""
NO_CAMERA = """navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException("", "%s"));"""


@pytest.fixture
def door(chromium: Browser, served: Server) -> Iterator[BrowserContext]:
    with guard(chromium, served) as (context, _):
        yield context


def test_a_first_visit_is_small(door: BrowserContext, served: Server) -> None:
    """Sizes by gzip 6. The page's module begins alone; camera, decoder and lists follow it."""
    page = opened(door)
    page.locator("[data-start]:visible").click()
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((it) => it.name)")
    sizes = {}
    for address in loaded:
        if (found := served.app.assets.at(address.removeprefix(served.address))) is not None:
            sizes[address.rpartition("/static/")[2]] = len(gzip.compress(found[0].body, 6))
    begins = ("js/door/post", "js/door/leave")
    own = sum(size for name, size in sizes.items() if name.startswith(begins))
    offline = sum(size for name, size in sizes.items() if name.startswith("js/door/local"))
    html = len(gzip.compress(door.request.get("/verify?lang=zh").body(), 6))
    assert any(name.startswith("vendor/qr") for name in sizes)
    assert not any(name.startswith("vendor/htmx") for name in sizes)
    assert own <= OWN_SCRIPTS
    assert offline <= OFFLINE
    assert html <= 6_000
    assert html + sum(sizes.values()) <= FIRST_VISIT, sizes


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("large", ["", "&large=1"])
@pytest.mark.parametrize("width", [360, 320])
def test_every_verdict_is_open_to_everybody(
    chromium: Browser, served: Server, lang: str, large: str, width: int
) -> None:
    size = {"width": width, "height": 740}
    with guard(chromium, served, viewport=size) as (context, _):
        page = opened(context, f"?lang={lang}{large}")
        assert (axe_faults(page), sideways(page)) == ([], 0)
        keys = page.locator("template[data-key]").evaluate_all("all => all.map(it => it.dataset)")
        assert len(keys) > 30
        screen = served.app.assets.address("js/door/screen.js")
        # One of each act and paint: the others differ in their words alone.
        kinds = {(each["act"], each["paint"], each["offers"]): each["key"] for each in keys}
        for key in kinds.values():
            page.evaluate(SHOW, [screen, key, "red"])
            assert sideways(page) == 0, key
            box = page.locator("[data-face]").bounding_box()
            assert box
            assert large or box["height"] >= 0.7 * 740, key
        assert axe_faults(page) == []


def test_a_verdict_is_large_and_takes_the_focus(door: BrowserContext, served: Server) -> None:
    page = opened(door)
    page.evaluate(SHOW, [served.app.assets.address("js/door/screen.js"), "stop", "red"])
    expect(page.locator("[data-face]")).to_be_focused()
    expect(page.locator(".told-word")).to_have_css("font-size", "55.8px")
    shape = page.locator("[data-shape] svg").bounding_box()
    assert shape
    assert (shape["width"], shape["height"]) == (200, 200)
    assert page.locator("header").evaluate("it => it.inert")


@pytest.mark.parametrize(
    ("fault", "said"), [("NotAllowedError", "没有被允许"), ("NotFoundError", "用不了摄像头")]
)
def test_a_camera_that_is_refused_or_missing(
    door: BrowserContext, served: Server, tmp_path: Path, fault: str, said: str
) -> None:
    door.add_init_script(NO_CAMERA % fault)
    page = opened(door)
    expect(page.locator("[data-ask]")).to_be_visible()
    page.locator("[data-ask] button").click()
    expect(page.locator("[data-trouble]")).to_contain_text(said)
    assert axe_faults(page) == []
    # A photo does as well; one without a code says what to do.
    for name, text in (("none", None), ("poster", f"{served.settings.origin}/P/{'A' * 16}")):
        file = tmp_path / f"{name}.jpg"
        file.write_bytes(photo(text))
        page.locator("[data-photo]").set_input_files(file)
        if text is None:
            expect(page.locator("[data-unread]")).to_be_visible()
    assert told(page)[0] == "poster"
    go_on(page)
    expect(page.locator("[data-unread]")).to_be_hidden()


def photo(text: str | None) -> bytes:
    out = io.BytesIO()
    frame = picture(text or "x", side=360)
    if text is None:
        frame.paste((96, 104, 110), (0, 0, *frame.size))
    frame.save(out, "JPEG")
    return out.getvalue()


def test_after_five_seconds_without_a_code_it_says_what_to_do(
    chromium: Browser, served: Server, tmp_path: Path
) -> None:
    browser = launch_with(chromium, film(tmp_path / "room.mjpeg", [""]))
    with guard(browser, served) as (context, _):
        page = opened(context)
        faults = watch(page)
        expect(page.locator("[data-seeing]")).to_be_visible()
        tip = page.locator("[data-tips] li").first
        expect(tip).to_be_hidden()
        expect(tip).to_be_visible(timeout=9000)
        hide(page)
        expect(page.locator("[data-seeing]")).to_be_visible()
        assert page.evaluate("document.querySelector('video').srcObject.active")
        assert faults == []
    browser.close()


def hide(page: Page) -> None:
    """Let the page be left and come back to, as with the back button: its camera is let go of."""
    gone = """() => {
      const video = document.querySelector("video");
      const stream = video.srcObject;
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      const free = stream.getTracks().every((track) => track.readyState === "ended");
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
      return new Promise((done) => video.addEventListener("playing", () => done(free)));
    }"""
    assert page.evaluate(gone)
