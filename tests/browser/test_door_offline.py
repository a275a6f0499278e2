"""A door without a network: the page opens, answers, keeps what it admits, and delivers it once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlmodel import func, select

from domain.accounts.shifts import end_shifts_at
from domain.admission.records import AdmissionRecord
from domain.credential.claims import sign_credential
from domain.credential.issuing import signing_key
from domain.credential.scanned import bare_text
from domain.kernel.colour import Colour
from domain.storage.work import Work
from tests.browser.door import enter, go_on, guard, opened
from tests.codes import Opened, open_phone
from tests.doors import code_on
from tests.phones import watch
from tests.servers import Server
from tests.venues import Door
from tests.web.check.signed import credential
from tests.web.check.signed import live as made_up
from tests.web.check.test_lists import live
from tests.web.phone.cards import register
from web.jobs import build_lists

KEPT = """async () => {
  const told = (request) =>
    new Promise((done) => { request.onsuccess = () => done(request.result); });
  await navigator.serviceWorker.ready;
  for (;;) {
    const base = await told(indexedDB.open("healthcode", 1));
    const names = await told(base.transaction("about").objectStore("about").getAllKeys());
    base.close();
    const shells = ["zh", "en"].map((lang) => caches.match(`/verify/shell?lang=${lang}`));
    const lists = names.filter((name) => name.startsWith("list "));
    if (lists.length === 16 && (await Promise.all(shells)).every(Boolean)) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
SEALED = """async () => {
  const told = (request) =>
    new Promise((done) => { request.onsuccess = () => done(request.result); });
  const base = await told(indexedDB.open("door", 1));
  const rows = await told(base.transaction("sealed").objectStore("sealed").getAll());
  const key = await told(base.transaction("about").objectStore("about").get("seal"));
  base.close();
  const plain = rows.map(({ data }) => String.fromCharCode(...new Uint8Array(data))).join(" ");
  const kinds = Object.keys(rows[0] ?? {}).sort();
  const leaks = /YN1:|let_in/.test(plain);
  return { many: rows.length, kinds, leaks, exportable: key.extractable };
}"""
LATER = "(() => { const now = Date.now; Date.now = () => now() + %d * 3600000; })()"
MANY = 20


@pytest.fixture(scope="module")
def shown(served: Server) -> Iterator[Opened]:
    """Somebody with a signed code that stands in the lists."""
    person = open_phone(served)
    register(person)
    served.run(build_lists(served.services))
    yield person
    person.browser.close()


@pytest.fixture
def ready(
    chromium: Browser,
    served: Server,
    shown: Opened,  # noqa: ARG001 - in the lists before they are kept
) -> Iterator[tuple[BrowserContext, Page, Door]]:
    """A guard's page that has kept all that it needs without a network."""
    with served.later(timedelta(minutes=10)):
        served.run(build_lists(served.services))
        with guard(chromium, served) as (context, door):
            page = opened(context)
            assert page.evaluate(KEPT)
            yield context, page, door


def count(server: Server, door: Door) -> int:
    def read(work: Work) -> int:
        own = AdmissionRecord.venue_id == door.venue
        return work.session.exec(select(func.count()).select_from(AdmissionRecord).where(own)).one()

    return server.run(server.services.db.read(read))


def test_twenty_without_a_network_are_delivered_once(
    ready: tuple[BrowserContext, Page, Door], served: Server, shown: Opened
) -> None:
    context, page, door = ready
    faults = watch(page)
    context.set_offline(True)
    page.goto("/verify?lang=zh")
    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.locator("[data-place]")).to_have_text(door.entrance.venue.zh)
    expect(page.locator("[data-age]")).not_to_be_empty()
    assert enter(page, live(served, shown)) == ("let_in", "green")
    expect(page.locator("[data-by-lists]")).to_be_visible()
    go_on(page)
    for number in range(MANY - 1):
        colour = Colour.RED if number == 0 else Colour.GREEN
        key, paint = enter(page, made_up(served, index=1000 + number, colour=colour))
        assert (key, paint) == (("stop", "red") if number == 0 else ("let_in", "green"))
        go_on(page)
    expect(page.locator("[data-waiting-count]")).to_have_text(str(MANY))
    kept = page.evaluate(SEALED)
    assert kept == {
        "many": MANY,
        "kinds": ["data", "id", "iv", "kind"],
        "leaks": False,
        "exportable": False,
    }
    assert count(served, door) == 0
    lost: list[int] = []

    def lose(route: Route) -> None:
        """Let the first delivery reach the server, and its answer be lost on the way back."""
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    context.route("**/verify/deliver", lose)
    context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_be_hidden(timeout=20_000)
    expect(page.locator("[data-offline]")).to_be_hidden()
    assert lost == [200]
    assert count(served, door) == MANY
    # Codes that the server never issued: it would have let nobody in with them, and says so.
    expect(page.locator("[data-otherwise-list] li")).to_have_count(MANY - 2)
    page.locator("[data-otherwise-list] button").first.click()
    expect(page.locator("[data-otherwise-list] li")).to_have_count(MANY - 3)
    assert [each for each in faults if "ERR_" not in each] == []


def paper(server: Server) -> str:
    """Give a printed card that is valid for long."""
    now = int(server.clock.now().timestamp())
    card = credential(server, device=None, paper=True, expires=now + 10 * 86_400)
    return bare_text(sign_credential(card, signing_key(server.services.ring, now)))


@pytest.mark.parametrize(
    ("hours", "key"), [(0, "check_document"), (30, "list_old"), (80, "list_too_old")]
)
def test_lists_grow_old(
    ready: tuple[BrowserContext, Page, Door], served: Server, hours: int, key: str
) -> None:
    context, page, _ = ready
    card, token = paper(served), code_on(served, open_phone(served))
    context.set_offline(True)
    context.add_init_script(LATER % hours)
    page.goto("/verify?lang=zh")
    expect(page.locator("[data-offline]")).to_be_visible()
    assert enter(page, card) == (key, "grey")
    if key != "list_too_old":
        page.locator("button[name=seen]").click()
        passes = "let_in_logged" if key == "list_old" else "let_in"
        expect(page.locator(f"[data-told][data-key={passes}]")).to_be_visible()
    go_on(page)
    # An online code says nothing by itself: the signed one, a tap away, does.
    assert enter(page, token) == ("ask_online", "grey")


def test_a_shift_that_has_ended_says_so_and_admits_nobody(
    ready: tuple[BrowserContext, Page, Door], served: Server, shown: Opened
) -> None:
    _, page, door = ready
    held = served.services
    served.run(held.db.write(end_shifts_at, held.context(), door.venue))
    page.evaluate("document.getElementById('text').focus()")
    page.keyboard.type(code_on(served, shown))
    page.keyboard.press("Enter")
    expect(page.locator("[data-out]")).to_be_visible()
    expect(page.locator("[data-told]")).to_be_hidden()
    assert page.evaluate(SEALED)["many"] == 0
    assert count(served, door) == 0


def test_the_end_of_a_shift_delivers_first_and_leaves_nothing(
    ready: tuple[BrowserContext, Page, Door], served: Server, shown: Opened
) -> None:
    context, page, door = ready
    ended: list[Any] = []

    def end(route: Route) -> None:
        ended.append(count(served, door))
        route.fulfill(body="<title>x</title>", content_type="text/html")

    context.route("**/staff/sign-out", end)
    context.route("**/verify/admit", lambda route: route.abort())
    context.route("**/verify/now", lambda route: route.abort())
    assert enter(page, live(served, shown))[0] == "let_in"
    go_on(page)
    expect(page.locator("[data-waiting-count]")).to_have_text("1")
    page.locator("form[action='/staff/sign-out'] button").click()
    page.wait_for_url("**/staff/sign-out")
    assert ended == [1]
    names = page.evaluate("indexedDB.databases().then((all) => all.map((each) => each.name))")
    assert "door" not in names
