"""Installing, updating, and the phone's key: offered, never forced, and put right in silence."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.kept import kept, opened
from tests.phones import CHROMIUM, FLAGS, axe_faults, phone
from tests.servers import Server

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
WEBVIEW = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50"
)
OFFER = """() => { const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = async () => { document.body.dataset.prompted = "1"; };
  return !dispatchEvent(event); }"""
LOSE = """() => new Promise((done, failed) => {
  const asked = indexedDB.deleteDatabase("healthcode");
  asked.onsuccess = () => done(); asked.onerror = failed; })"""
FIRST_VISIT, OWN_SCRIPTS = 40_000, 5_000


def test_nothing_stands_in_the_way_of_installing(
    chromium: Browser, served: Server, tmp_path: Path
) -> None:
    with chromium.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=FLAGS, headless=True
    ) as context:
        page = context.new_page()
        kept(page, served)
        devtools = context.new_cdp_session(page)
        assert devtools.send("Page.getAppManifest")["errors"] == []
        assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_the_home_screen_is_offered_once_after_a_green_code(
    mine: BrowserContext, served: Server
) -> None:
    page = mine.new_page()
    page.add_init_script("setInterval(() => window.offer?.(), 100)")
    kept(page, served)
    page.evaluate(f"window.offer = {OFFER}")
    page.locator("[data-put]").click()
    expect(page.locator("body[data-prompted]")).to_have_count(1)
    expect(page.locator("[data-install]")).to_be_hidden()
    kept(page, served, "周明远")
    expect(page.locator("[data-install]")).to_have_count(0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_iphone_is_shown_its_own_way(chromium: Browser, served: Server, lang: str) -> None:
    with phone(chromium, served.address, user_agent=IPHONE) as context:
        page = context.new_page()
        kept(page, served, lang=lang)
        expect(page.locator("[data-ios]")).to_be_visible()
        assert axe_faults(page) == []
        page.locator("[data-later]").click()
        expect(page.locator("[data-install]")).to_be_hidden()
        page.reload()
        expect(page.locator("[data-signed]")).not_to_have_attribute("hidden", "")
        expect(page.locator("[data-install]")).to_be_hidden()


def test_a_webview_is_asked_nothing(chromium: Browser, served: Server) -> None:
    with phone(chromium, served.address, user_agent=WEBVIEW) as context:
        page = context.new_page()
        kept(page, served)
        page.wait_for_load_state("networkidle")
        expect(page.locator("[data-install]")).to_be_hidden()


def keys(page: Page) -> list[str]:
    seen: list[str] = []
    page.on("request", lambda each: seen.append(each.url) if "/code/key" in each.url else None)
    return seen


def test_a_key_is_registered_once_and_again_in_silence_when_lost(
    mine: BrowserContext, served: Server
) -> None:
    page = mine.new_page()
    asked = keys(page)
    kept(page, served)
    page.reload()
    expect(page.locator("[data-signed]")).not_to_have_attribute("hidden", "")
    assert len(asked) == 1
    page.evaluate(LOSE)
    with page.expect_request("**/code/key"):
        page.reload()
    expect(page.locator("[data-signed]")).not_to_have_attribute("hidden", "")
    assert len(asked) == 2


def test_a_first_visit_is_small(mine: BrowserContext, served: Server) -> None:
    """Sizes by gzip 6: the page, its sheet and scripts; and our own scripts that always load."""
    page = mine.new_page()
    bodies: dict[str, bytes] = {}
    opened(page, served)
    page.wait_for_load_state("networkidle")
    addresses = page.evaluate(
        """() => [document.URL, ...performance.getEntriesByType("resource").map((it) => it.name)]"""
    )
    for address in addresses:
        path = address.removeprefix(served.address)
        if (found := served.app.assets.at(path)) is not None:
            bodies[path] = gzip.compress(found[0].body, 6)
    own = [
        size
        for path, size in ((path, len(body)) for path, body in bodies.items())
        if path.startswith(("/static/js/main", "/static/js/code", "/static/js/trusted"))
    ]
    assert sum(own) <= OWN_SCRIPTS
    page_bytes = len(gzip.compress(page.content().encode(), 6))
    assert page_bytes + sum(map(len, bodies.values())) <= FIRST_VISIT
