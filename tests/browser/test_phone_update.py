"""A new version of the app: offered by a bar on the code, taken by a tap, never while typing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.kept import CONTROLLED, kept
from tests.phones import phone
from tests.servers import Server, serving, settings_at
from web.assets import Asset

UPDATE = """() => navigator.serviceWorker.getRegistration().then((it) => it.update())
  .then((it) => it.waiting || new Promise((done) => it.installing
    .addEventListener("statechange", () => it.waiting && done()))).then(() => true)"""
WATCH = """() => { window.taken = new Promise((done) => {
  navigator.serviceWorker.addEventListener("controllerchange", () => done(true)); }); }"""
FIELD = """() => document.querySelector("main").insertAdjacentHTML("beforeend",
  '<form action="/code"><label>x<input name="typed"></label></form>')"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings_at(tmp_path_factory.mktemp("update"), demo=True)) as server:
        yield server


@pytest.fixture
def mine(chromium: Browser, served: Server) -> Iterator[BrowserContext]:
    with phone(chromium, served.address) as context:
        yield context


@pytest.fixture
def newer(served: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the server have another version of the worker, from the call on."""
    before = served.app.assets.at

    def at(path: str) -> tuple[Asset, bool] | None:
        found = before(path)
        if path != "/sw.js" or found is None:
            return found
        body = found[0].body + b"// newer"
        return replace(found[0], body=body, packed=None, tag="newer"), False

    return lambda: monkeypatch.setattr(served.app.assets, "at", at)


def test_a_new_version_is_offered_and_comes_with_a_tap(
    mine: BrowserContext, served: Server, newer: Callable[[], None]
) -> None:
    page = mine.new_page()
    kept(page, served)
    expect(page.locator("[data-update]")).to_be_hidden()
    newer()
    page.evaluate(UPDATE)
    expect(page.locator("[data-update]")).to_be_visible()
    page.evaluate("document.body.dataset.before = '1'")
    page.locator("[data-update] button").click()
    expect(page.locator("body[data-before]")).to_have_count(0)
    expect(page.locator("#code.green")).to_be_visible()


def typing(context: BrowserContext) -> Page:
    """Begin a declaration beside the code, and leave it half typed."""
    page = context.new_page()
    page.goto("/declare/who?lang=zh")
    page.fill("#name", "岩")
    page.evaluate("document.body.dataset.before = '1'")
    assert page.evaluate(CONTROLLED)
    return page


def test_a_form_is_not_interrupted_by_a_new_version_or_by_its_taking_over(
    mine: BrowserContext, served: Server, newer: Callable[[], None]
) -> None:
    code = mine.new_page()
    kept(code, served)
    form = typing(mine)
    newer()
    assert form.evaluate(UPDATE)
    expect(code.locator("[data-update]")).to_be_visible()
    expect(form.locator("[data-update]")).to_have_count(0)
    form.evaluate(WATCH)
    code.locator("[data-update] button").click()
    assert form.evaluate("window.taken")
    expect(form.locator("body[data-before] #name")).to_have_value("岩")
    form.fill("#phone", "14000009999")
    form.locator("form#step-form button.button").last.click()
    expect(form).to_have_url(re.compile("/declare/document$"))


def test_no_bar_stands_where_a_field_is_to_be_filled_in(
    mine: BrowserContext, served: Server, newer: Callable[[], None]
) -> None:
    page = mine.new_page()
    kept(page, served)
    page.evaluate(FIELD)
    newer()
    assert page.evaluate(UPDATE)
    expect(page.locator("[data-update]")).to_be_hidden()
