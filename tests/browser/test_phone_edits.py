"""What is kept on a phone, changed by hand: never green; and its modules broken in turn."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kept import kept, offline, opened
from tests.phones import phone
from tests.servers import Server

# Each gets the card, the files and the keys as kept, and changes them where they lie.
EDITS = {
    "another colour": "card.credential[card.credential.length - 100] ^= 3",
    "each byte moved": "card.credential.reverse()",
    "another signature": "card.credential[card.credential.length - 1] ^= 1",
    "cut short": "card.credential = card.credential.slice(0, 100)",
    "no credential": "card.credential = null",
    "a text for it": "card.credential = 'green'",
    "a later contact": "card.at += 86400",
    "another clock": "card.offset -= 86400 * 30",
    "another person's id": "card.card = 'f'.repeat(32)",
    "another handle": "card.day.handle = '0000000000000000'",
    "no seal": "delete card.seal",
    "another seal": "card.seal = new Uint8Array(32)",
    "another sealing key": "about.seal = await crypto.subtle.generateKey("
    "{name: 'HMAC', hash: 'SHA-256'}, false, ['sign', 'verify'])",
    "another device key": "about.device = await crypto.subtle.generateKey("
    "{name: 'ECDSA', namedCurve: 'P-256'}, false, ['sign', 'verify'])",
    "no device key": "about.device = null",
    "no trust list": "about.files = {...about.files, trust: new Uint8Array()}",
    "a changed trust list": "about.files.trust[about.files.trust.length - 1] ^= 1",
    "no key set": "about.files = {...about.files, keys: new Uint8Array()}",
    "a changed key set": "about.files.keys[60] ^= 1",
    "a colour beside it": "card.colour = 'green'; card.credential[40] ^= 1",
}
CHANGE = """async (name) => {
  const told = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const base = await told(indexedDB.open("healthcode", 1));
  const at = () => base.transaction(["cards", "about"], "readwrite");
  const about = {};
  for (const each of ["seal", "device", "files"]) {
    about[each] = await told(at().objectStore("about").get(each));
  }
  const [card] = await told(at().objectStore("cards").getAll());
  EDIT;
  await told(at().objectStore("cards").clear());
  await told(at().objectStore("cards").put(card));
  for (const [each, value] of Object.entries(about)) {
    await told(at().objectStore("about").put(value, each));
  }
  base.close();
}"""
FORGET = """async (part) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const each of await cache.keys()) if (each.url.includes(part)) await cache.delete(each);
  }
}"""
REPLACE = """async (part) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const each of await cache.keys()) {
      if (each.url.includes(part)) await cache.put(each, new Response("cut (", {
        headers: { "content-type": "text/javascript" } }));
    }
  }
}"""


@pytest.fixture
def page(chromium: Browser, served: Server) -> Iterator[Page]:
    """A page that shows its kept green card without a network."""
    with phone(chromium, served.address) as context:
        opened = context.new_page()
        kept(opened, served)
        offline(context, opened)
        expect(opened.locator("#code.green")).to_be_visible()
        yield opened


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_to_the_store_never_shows_green(page: Page, name: str) -> None:
    page.evaluate(CHANGE.replace("EDIT", EDITS[name]), name)
    page.goto("/code")
    expect(page.locator("#code.grey .verdict-word")).to_be_visible()
    expect(page.locator("main .green")).to_have_count(0)


@pytest.mark.parametrize("act", [FORGET, REPLACE])
@pytest.mark.parametrize("part", ["/kept-", "/main-"])
def test_a_file_gone_or_cut_in_the_cache_never_shows_green(page: Page, part: str, act: str) -> None:
    page.evaluate(act, part)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.goto("/code")
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("main .green")).to_have_count(0)


BROKEN = "let ("
SCRIPTS = ["trusted-types", "main", "code", "aloud", "labels", "phone/own", "phone/kept"]


def test_these_are_all_the_scripts_of_a_code_page(chromium: Browser, served: Server) -> None:
    with phone(chromium, served.address) as context:
        page = context.new_page()
        kept(page, served)
        loaded = page.evaluate("performance.getEntriesByType('resource').map((it) => it.name)")
    names = {served.app.assets.address(f"js/{name}.js") for name in SCRIPTS}
    scripts = {each.removeprefix(served.address) for each in loaded if each.endswith(".js")}
    assert scripts - {"/sw.js"} == names


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_script_broken_leaves_a_working_code(
    chromium: Browser, served: Server, name: str
) -> None:
    """The server's QR, at the least; where a script draws, the next step comes from the phone."""
    with phone(chromium, served.address) as context:
        context.route(
            f"**/js/{name}-*.js",
            lambda route: route.fulfill(body=BROKEN, content_type="text/javascript"),
        )
        page = context.new_page()
        page.clock.install()
        opened(page, served)
        page.wait_for_load_state("networkidle")
        before = page.locator("[data-plate] svg path[stroke]").get_attribute("d") or ""
        page.clock.run_for(15_500)
        drawn = page.locator("[data-plate] svg path[stroke]")
        expect(page.locator("#code.green")).to_be_visible()
        expect(drawn).to_be_visible()
        expect(page.locator("#code[data-live]")).to_have_count(0 if name in {"main", "code"} else 1)
        if name in {"trusted-types", "aloud", "phone/kept"}:
            expect(drawn).not_to_have_attribute("d", before)
