"""The check page in chromium: it answers by itself what needs no network, and asks for the rest."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from domain.credential.curve import PrivateKey
from domain.kernel.colour import Colour
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server
from tests.web.check.codes import shown_token
from tests.web.check.signed import live


@pytest.fixture
def guard(chromium: Browser, demo_server: Server) -> Iterator[BrowserContext]:
    """A guard's phone in Chinese, at a server that has a trust list."""
    with phone(chromium, demo_server.address) as context:
        yield context


def opened(context: BrowserContext, server: Server, query: str = "?lang=zh") -> Page:
    page = context.new_page()
    page.goto(f"{server.address}/check{query}")
    return page


def lively(context: BrowserContext, server: Server) -> Page:
    """Open the page and wait until its module has taken the form over."""
    page = opened(context, server)
    expect(page.locator("form.check[data-live]")).to_have_count(1)
    return page


def ask(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.locator("form.check button").click()


def posts(page: Page) -> list[str]:
    seen: list[str] = []
    page.on("request", lambda each: seen.append(each.url) if each.method == "POST" else None)
    return seen


def test_what_the_signature_decides_is_answered_in_the_page(
    guard: BrowserContext, demo_server: Server
) -> None:
    page = lively(guard, demo_server)
    seen, faults = posts(page), watch(page)
    good, other = live(demo_server), live(demo_server, index=8)
    for text, said in (
        ("hello", "不是本系统的码"),
        ("YN1:6BF", "码已损坏"),
        (good[:-20] + other[-20:], "签名不符"),
        (live(demo_server, late=3), "旧截图"),
    ):
        ask(page, text)
        expect(page.locator("#told .verdict-word")).to_contain_text(said)
        expect(page.locator("#told")).to_be_focused()
    assert seen == []
    assert faults == []


def test_a_signed_red_is_red_with_name_and_number_even_offline(
    guard: BrowserContext, demo_server: Server
) -> None:
    page = lively(guard, demo_server)
    ask(page, "YN1:6BF")
    expect(page.locator("#told")).to_contain_text("码已损坏")
    ask(page, live(demo_server, late=9))
    expect(page.locator("#told")).to_contain_text("旧截图")
    guard.set_offline(True)
    ask(page, live(demo_server, colour=Colour.RED))
    expect(page.locator("#told .code.red")).to_be_visible()
    expect(page.locator("#told")).to_contain_text("王*明")
    expect(page.locator("#told")).to_contain_text("2X")
    ask(page, live(demo_server))
    expect(page.locator("#told .verdict-word")).to_contain_text("名单过旧")
    expect(page.locator("#told")).not_to_contain_text("王*明")
    expect(page.locator("#told .green")).to_have_count(0)


def test_what_only_the_server_knows_is_asked_there(
    guard: BrowserContext, demo_server: Server
) -> None:
    page = lively(guard, demo_server)
    seen = posts(page)
    ask(page, shown_token(demo_server))
    expect(page.locator("#told")).to_contain_text("绿码")
    expect(page.locator("#told")).to_contain_text("刚刚联网核对过")
    ask(page, live(demo_server, PrivateKey(b"s" * 32)))
    expect(page.locator("#told .verdict-word")).to_contain_text("发码方未知")
    assert seen == [f"{demo_server.address}/check"] * 2


def test_a_phone_without_cryptography_says_so(guard: BrowserContext, demo_server: Server) -> None:
    guard.add_init_script("Object.defineProperty(window.crypto, 'subtle', {value: undefined})")
    page = lively(guard, demo_server)
    guard.set_offline(True)
    ask(page, live(demo_server))
    expect(page.locator("#told .verdict-word")).to_contain_text("这里无法查验")
    guard.set_offline(False)
    ask(page, live(demo_server, colour=Colour.RED))
    expect(page.locator("#told .code.red")).to_be_visible()


@pytest.mark.parametrize("kind", ["trust", "keys"])
def test_a_file_changed_on_its_way_is_not_believed(
    guard: BrowserContext, demo_server: Server, kind: str
) -> None:
    def changed(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined] # playwright's route
        body = bytearray(answer.body())
        body[len(body) // 2] ^= 1
        route.fulfill(response=answer, body=bytes(body))  # type: ignore[attr-defined] # as above

    guard.route(re.compile(f"/healthcode/{kind}$"), changed)
    page = lively(guard, demo_server)
    page.evaluate("Object.defineProperty(navigator, 'onLine', {value: false})")
    ask(page, live(demo_server, colour=Colour.RED))
    expect(page.locator("#told .verdict-word")).to_contain_text("发码方未知")


def test_scripts_off_or_broken_it_is_a_plain_form(chromium: Browser, demo_server: Server) -> None:
    with phone(chromium, demo_server.address, java_script_enabled=False) as context:
        page = opened(context, demo_server, "?lang=en")
        ask(page, live(demo_server, colour=Colour.YELLOW))
        expect(page.locator("#told .code.yellow")).to_be_visible()
    scripts = {"check", "main", "phone/lists", "trusted-types"}
    with phone(chromium, demo_server.address) as context:
        page = lively(context, demo_server)
        page.wait_for_load_state("networkidle")
        loaded = page.evaluate("performance.getEntriesByType('resource').map((it) => it.name)")
    named = {
        f"{demo_server.address}{demo_server.app.assets.address(f'js/{it}.js')}" for it in scripts
    }
    assert {each for each in loaded if each.endswith(".js")} == named
    for script in scripts:
        with phone(chromium, demo_server.address) as context:
            broken = re.compile(rf"/static/js/{script}-[0-9a-f]+\.js")
            context.route(
                broken, lambda route: route.fulfill(body="}{", content_type="text/javascript")
            )
            page = opened(context, demo_server)
            ask(page, live(demo_server, colour=Colour.RED))
            expect(page.locator("#told .code.red")).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 320])
def test_every_answer_is_open_to_everybody(
    chromium: Browser, demo_server: Server, lang: str, width: int
) -> None:
    size = {"width": width, "height": 740}
    with phone(chromium, demo_server.address, viewport=size) as context:
        page = opened(context, demo_server, f"?lang={lang}")
        assert (axe_faults(page), sideways(page)) == ([], 0)
        templates = page.locator("template[data-told]")
        assert templates.count() > 20
        templates.evaluate_all(
            "all => document.getElementById('told').replaceChildren("
            "...all.map(each => each.content.cloneNode(true)))"
        )
        assert (axe_faults(page), sideways(page)) == ([], 0)
