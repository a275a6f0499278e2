"""The live form, from a picture of the phone's screen to a checker without a network."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from domain.credential.claims import SHARDS
from domain.credential.knowledge import Stored, open_stored
from domain.credential.table import Answer
from domain.credential.verdict import DeviceClock, Verdict, verdict
from domain.healthcode.check import check, limits_of
from domain.kernel.colour import Colour
from tests.browser.kept import kept, offline, ready, scanned
from tests.browser.wizard import Fill, in_contact, resident, walk
from tests.phones import phone
from tests.servers import Server, serving, settings_at
from web.jobs import build_lists
from web.trust import home_issuer

FILES = "/.well-known/healthcode/"
LATER = timedelta(minutes=5)
"""How long after the checker's list somebody declares."""
FETCH = """async (shards) => {
  const read = async (name) => new Uint8Array(await (await fetch(`%s${name}`)).arrayBuffer());
  const names = ["trust", "keys", ...Array.from({ length: shards }, (_, at) => `status/${at}`)];
  [window.trust, window.keys, ...window.lists] = await Promise.all(names.map(read));
  return [trust, keys, ...lists].map((each) => Array.from(each));
}"""
ANSWER = """async ({base, root, text, clock, limits}) => {
  const { openStored } = await import(base.stored);
  const { verdict } = await import(base.verdict);
  const { readKey, unhex } = await import(base.curve);
  const [x, y] = [unhex(root.slice(0, 64)), unhex(root.slice(64))];
  const pinned = await readKey(new Map([[1, 2], [-1, 1], [-2, x], [-3, y]]));
  const known = await openStored({ home: "YN", root: pinned, trust, keySets: [keys], lists });
  return text === null ? null : verdict(text, "localhost", known, clock, limits);
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings_at(tmp_path_factory.mktemp("live"), demo=True)) as server:
        server.run(build_lists(server.services))
        yield server


class Checker:
    """A second phone that fetched the files once, and has had no network since."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.server, self.page = server, context.new_page()
        trusted = server.services.trusted
        assert trusted
        self.page.goto(f"{server.address}/check")
        trust, keys, *lists = map(bytes, self.page.evaluate(FETCH % FILES, SHARDS))
        self.known = open_stored(Stored("YN", trusted.root, trust, (keys,), tuple(lists)))
        self.root = (trusted.root.x + trusted.root.y).hex()
        self.limits = limits_of(server.services.context())
        self.in_page(None)
        context.set_offline(True)

    def in_page(self, text: str | None) -> Any:
        names = ("stored", "verdict", "curve")
        addresses = self.server.app.assets.address
        now = int(self.server.clock.now().timestamp())
        return self.page.evaluate(
            ANSWER,
            {
                "base": {name: addresses(f"js/credential/{name}.js") for name in names},
                "root": self.root,
                "text": text,
                "clock": {"now": now, "offset": 0, "lastServer": now, "synchronised": True},
                "limits": {"fresh": self.limits.fresh, "admit": self.limits.admit},
            },
        )

    def told(self, text: str) -> Verdict:
        clock = DeviceClock(int(self.server.clock.now().timestamp()))
        found = verdict(text, "localhost", self.known, clock, self.limits)
        told = self.in_page(text)
        assert (told["answer"], told["colour"]) == (found.answer.value, found.colour)
        assert (told["name"], told["tail"]) == (found.name, found.tail)
        return found


@pytest.fixture
def checker(chromium: Browser, served: Server) -> Iterator[Checker]:
    with phone(chromium, served.address) as context:
        yield Checker(context, served)


@pytest.fixture
def page(chromium: Browser, served: Server) -> Iterator[Page]:
    """The phone that shows its code."""
    with phone(chromium, served.address) as context:
        yield context.new_page()


def declared(page: Page, served: Server, **fills: Fill) -> str:
    """Declare, keep the code, cut the network, and read the QR of the screen."""
    walk(page, served.address, resident(**fills), "zh")
    ready(page)
    offline(page.context, page)
    return scanned(page)


@pytest.mark.parametrize(
    ("fills", "colour"), [({}, Colour.GREEN), ({"health": in_contact}, Colour.RED)]
)
def test_a_picture_of_a_new_code_is_believed_by_its_signature_and_then_is_old(
    checker: Checker, page: Page, served: Server, fills: dict[str, Fill], colour: Colour
) -> None:
    with served.later(LATER):
        text = declared(page, served, **fills)
        found = checker.told(text)
        assert found.answer is Answer.BY_SIGNATURE
        assert (found.colour, found.name) == (colour, "王*英")
        held, issuer = served.services, home_issuer(served.settings)
        online = served.run(held.db.read(check, held.context(), text, issuer, "localhost"))
        assert (online.verdict.answer, online.verdict.colour) == (Answer.CHECKED, colour)
    with served.later(LATER + timedelta(seconds=60)):
        assert checker.told(text).answer is Answer.OLD_PICTURE


def test_a_code_from_before_the_list_is_checked_against_it(
    checker: Checker, page: Page, served: Server
) -> None:
    kept(page, served)
    offline(page.context, page)
    found = checker.told(scanned(page))
    assert (found.answer, found.colour, found.name) == (Answer.CHECKED, Colour.GREEN, "李*雷")


def test_one_sign_changed_in_it_is_not_believed(
    checker: Checker, page: Page, served: Server
) -> None:
    text = declared(page, served)
    for at in range(4, len(text), 7):
        other = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        assert checker.told(other).colour is not Colour.GREEN
