"""A checker's phone keeps status lists: the base once, then deltas, and checks by them offline."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from domain.credential.status import list_of, read_list_envelope
from domain.healthcode.lists import ShardLists, keep_lists, lists_of_shard, signed_lists
from domain.healthcode.shards import shards
from domain.kernel.colour import Colour
from domain.kernel.days import day_of, start_of
from tests.codes import Opened, confirmed_ill, open_phone
from tests.phones import phone, until, watch
from tests.servers import Server, serving, settings_at
from tests.web.check.test_lists import again, forget_lists, live
from tests.web.phone.cards import DEVICE, register
from web.jobs import build_lists

SHARD = 9
RENEW = """async ({ at, root, held, files }) => {
  const { renewed } = await import(at.lists);
  const { readKey, unhex } = await import(at.curve);
  const raw = (text) => Uint8Array.from(atob(text ?? ""), (each) => each.charCodeAt(0));
  const seen = [];
  const get = async (name) => {
    if (name.startsWith("status")) seen.push(name);
    return files[name] === undefined
      ? new Uint8Array(await (await fetch(`/.well-known/healthcode/${name}`)).arrayBuffer())
      : raw(files[name]);
  };
  const [x, y] = [unhex(root.slice(0, 64)), unhex(root.slice(64))];
  const pinned = await readKey(new Map([[1, 2], [-1, 1], [-2, x], [-3, y]]));
  const [trust, keys] = [await get("trust"), await get("keys")];
  const stored = { home: "YN", root: pinned, trust, keySets: [keys] };
  const was = held && { base: raw(held.base), delta: raw(held.delta) };
  const found = await renewed(9, was, stored, get);
  const text = (bytes) => btoa(String.fromCharCode(...bytes));
  return { found: found && { base: text(found.base), delta: text(found.delta) }, seen };
}"""
KEPT = """async () => {
  const told = (request) =>
    new Promise((done) => { request.onsuccess = () => done(request.result); });
  const base = await told(indexedDB.open("healthcode", 1));
  const held = base.objectStoreNames.contains("about")
    ? await told(base.transaction("about").objectStore("about").get("list 9")) : null;
  base.close();
  return held ? held.delta.length : 0;
}"""
AGED = """async () => {
  const told = (request) =>
    new Promise((done) => { request.onsuccess = () => done(request.result); });
  const base = await told(indexedDB.open("healthcode", 1));
  const at = () => base.transaction("about", "readwrite").objectStore("about");
  const held = await told(at().get("list 9"));
  await told(at().put({ ...held, at: held.at - 3600 }, "list 9"));
  base.close();
  return true;
}"""
FETCHED = """() => performance.getEntriesByType("resource")
  .map((each) => each.name.split("/status/")[1])
  .filter((each) => each?.startsWith("9"))"""
Held = dict[str, str]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a trust list, for these tests alone: they move its clock and sign its lists."""
    with serving(settings_at(tmp_path_factory.mktemp("lists"), demo=True)) as running:
        running.rest_jobs()
        yield running


@dataclass(frozen=True)
class Renewing:
    """A page that renews the list of one shard, and what the issuer has signed for it."""

    page: Page
    server: Server
    root: str

    def renew(self, held: Held | None = None, **files: bytes) -> tuple[Held | None, list[str]]:
        assets = self.server.app.assets
        at = {"lists": "js/phone/lists.js", "curve": "js/credential/curve.js"}
        names = {"base": f"status/{SHARD}", "delta": f"status/{SHARD}/delta"}
        found = self.page.evaluate(
            RENEW,
            {
                "at": {name: assets.address(path) for name, path in at.items()},
                "root": self.root,
                "held": held,
                "files": {names[name]: _text(raw) for name, raw in files.items()},
            },
        )
        return found["found"], [each.removeprefix(f"status/{SHARD}") for each in found["seen"]]

    def sign(self, hours: int, entries: dict[int, Colour], held: ShardLists | None) -> ShardLists:
        """Sign as of some hours into the day before, so that no midnight comes between."""
        ctx = self.server.services.context()
        begun = start_of(day_of(ctx.instant)) - timedelta(hours=12 - hours)
        return signed_lists(ctx, shards()[SHARD], begun, entries, held)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _held(lists: ShardLists) -> Held:
    return {"base": _text(lists.base), "delta": _text(lists.delta or b"")}


@pytest.fixture
def renewing(chromium: Browser, own: Server) -> Iterator[Renewing]:
    own.run(own.services.db.write(forget_lists))
    with phone(chromium, own.address) as context:
        page = context.new_page()
        seen = watch(page)
        page.goto(f"{own.address}/check")
        trusted = own.services.trusted
        assert trusted is not None
        yield Renewing(page, own, (trusted.root.x + trusted.root.y).hex())
        assert seen == []


def test_the_delta_is_taken_where_the_base_is_held(renewing: Renewing) -> None:
    first = renewing.sign(0, {7: Colour.RED}, None)
    second = renewing.sign(1, {8: Colour.RED}, first)
    assert second.base == first.base
    found, seen = renewing.renew(None, base=first.base, delta=first.delta or b"")
    assert (found, seen) == (_held(first), ["/delta", ""])
    found, seen = renewing.renew(_held(first), delta=second.delta or b"")
    assert (found, seen) == (_held(second), ["/delta"])
    assert renewing.renew(_held(second), delta=second.delta or b"") == (_held(second), ["/delta"])


def test_what_does_not_fit_or_check_falls_back_to_the_base(renewing: Renewing) -> None:
    old = renewing.sign(0, dict.fromkeys(range(0, 90_000, 9), Colour.GREY), None)
    new = renewing.sign(1, {7: Colour.RED}, None)
    assert new.delta is not None
    broken = bytes([*new.delta[:-1], new.delta[-1] ^ 1])
    files = {"base": new.base, "delta": new.delta}
    assert renewing.renew(_held(old), **files) == (_held(new), ["/delta", ""])
    found, seen = renewing.renew(_held(old), base=new.base, delta=broken)
    assert (found, seen) == ({"base": _text(new.base), "delta": _text(broken)}, ["/delta", ""])
    damaged = {**_held(old), "base": _text(old.base[:-1])}
    assert renewing.renew(damaged, **files) == (_held(new), ["/delta", ""])
    for wrong in (b"", broken, b"?" * 1000, new.base[:-1], new.delta):
        assert renewing.renew(_held(old), base=wrong, delta=wrong)[0] == _held(old)
        assert renewing.renew(None, base=wrong, delta=broken)[0] is None


def test_nothing_held_is_given_up_for_something_older(renewing: Renewing) -> None:
    old, new = renewing.sign(0, {7: Colour.RED}, None), renewing.sign(1, {}, None)
    found, _ = renewing.renew(_held(new), base=old.base, delta=old.delta or b"")
    assert found == _held(new)
    found, _ = renewing.renew(_held(new), base=b"", delta=old.delta or b"")
    assert found == _held(new)


def test_both_readers_make_the_same_of_base_and_delta(renewing: Renewing) -> None:
    """A thousand entries and their changes, served and kept, read by the page and by the server."""
    db, at = renewing.server.services.db, renewing.server
    entries = {at * 1000 + at % 7: list(Colour)[at % 4] for at in range(1000)}
    first = renewing.sign(2, entries, None)
    now = dict.fromkeys(list(entries)[::2], Colour.RED) | {5_000_001: Colour.YELLOW}
    second = renewing.sign(2, now, first)
    at.run(db.write(keep_lists, second))
    held = at.run(db.read(lists_of_shard, SHARD))
    assert held is not None
    found, _ = renewing.renew()
    assert found == _held(held)
    code = """async ({ at, base, delta, asked }) => {
      const { readList, colourOf } = await import(at);
      const raw = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
      const [one, two] = [await readList(raw(base)), await readList(raw(delta))];
      return asked.map((each) => colourOf(two, each) ?? colourOf(one, each));
    }"""
    asked = sorted({*entries, *now, 1, 5_000_000})
    values: dict[str, Any] = {"at": at.app.assets.address("js/credential/status.js"), **found}
    told = renewing.page.evaluate(code, {**values, "asked": asked})
    delta = list_of(read_list_envelope(held.delta or b""))
    whole = list_of(read_list_envelope(held.base))
    assert told == [delta.colour_of(each) or whole.colour_of(each) for each in asked]
    assert [each or "green" for each in told] == [now.get(each, "green") for each in asked]


@pytest.mark.parametrize(("more", "taken"), [(0, 4 * 1024 * 1024), (1, 0)])
def test_no_file_is_read_past_its_longest(renewing: Renewing, more: int, taken: int) -> None:
    body = bytes(4 * 1024 * 1024 + more)
    renewing.page.route(f"**/status/{SHARD}", lambda route: route.fulfill(body=body))
    code = f"(at) => import(at).then((it) => it.fetched('status/{SHARD}')).then((it) => it.length)"
    address = renewing.server.app.assets.address("js/phone/lists.js")
    assert renewing.page.evaluate(code, address) == taken


@pytest.fixture
def shown(own: Server) -> Iterator[Opened]:
    made = open_phone(own)
    register(made)
    yield made
    made.browser.close()


def guard_page(context: BrowserContext, server: Server) -> Page:
    page = context.new_page()
    page.goto(f"{server.address}/check?lang=zh")
    expect(page.locator("form.check[data-live]")).to_have_count(1)
    return page


def ask(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.locator("form.check button").click()


def test_who_checked_a_code_can_check_it_without_a_network(
    chromium: Browser, own: Server, shown: Opened
) -> None:
    own.run(own.services.db.write(forget_lists))
    with own.later(timedelta(minutes=10)), phone(chromium, own.address) as context:
        own.run(build_lists(own.services))
        page = guard_page(context, own)
        assert page.evaluate(KEPT) == 0
        ask(page, live(own, shown))
        expect(page.locator("#told .code.green")).to_be_visible()
        until(page, KEPT)
        text = live(own, shown)
        context.set_offline(True)
        ask(page, text)
        expect(page.locator("#told .code.green")).to_be_visible()
        expect(page.locator("#told")).to_contain_text("名单")
        context.set_offline(False)
        confirmed_ill(own, shown.person)
        with own.later(timedelta(minutes=10)):
            own.run(build_lists(own.services))
            assert page.evaluate(AGED)
            before = page.evaluate(KEPT)
            page.reload()
            until(page, KEPT.replace("length : 0", f"length > {before} : 0"))
            # Asked of the page itself: Playwright's events at times miss a request after a reload.
            until(page, f"() => ({FETCHED})().length")
            assert page.evaluate(FETCHED) == [f"{SHARD}/delta"]
            context.set_offline(True)
            ask(page, again(own, text, DEVICE))
            expect(page.locator("#told .code.red")).to_be_visible()
