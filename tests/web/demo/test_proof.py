"""In the demo one can prove to be a made-up person: their number is told, as nobody knows it."""

import re

from domain.accounts.credentials import Keeper, MadePasskey
from domain.household.passkeys import add_passkey
from domain.kernel.actor import Actor, Role
from tests.browse import Browse, Page
from tests.codes import Opened
from tests.servers import Server
from web.demo.listing import PHONES
from web.demo.phones import holder_of


def test_a_made_up_number_is_told_and_proves(demo_server: Server) -> None:
    browser = Browse(demo_server.address)
    page = browser.get("/demo")
    opens = [at for at, form in enumerate(page.forms()) if form.get("action") == "/demo/open"]
    browser.send(page, form=opens[0])
    asked = browser.get("/passkeys")
    found = re.search(r"这个虚构的号码是 (\S+?)。", asked.text)
    assert found
    assert browser.send(asked, number=found[1]).path == "/passkeys"
    browser.close()


def open_first(browser: Browse) -> None:
    page = browser.get("/demo")
    opens = [at for at, form in enumerate(page.forms()) if form.get("action") == "/demo/open"]
    browser.send(page, form=opens[0])


def prove(browser: Browse) -> Page:
    asked = browser.get("/passkeys")
    found = re.search(r"这个虚构的号码是 (\S+?)。", asked.text)
    assert found
    return browser.send(asked, number=found[1])


def removable(browser: Browse) -> int:
    forms = browser.get("/passkeys").forms()
    return sum(form.get("action") == "/passkeys/remove" for form in forms)


def keep_passkey(server: Server) -> None:
    held = server.services
    holder = holder_of(held.ring, PHONES[0])
    ctx = held.context(Actor(Role.HOLDER, holder))
    made = MadePasskey(b"c" * 16, b"k" * 77, 0, (), backed_up=False)
    server.run(held.db.write(add_passkey, ctx, holder, None, made, b"h" * 16, Keeper.OTHER))


def test_a_passkey_that_a_visitor_made_shuts_nobody_out(demo_server: Server) -> None:
    mine, yours = Browse(demo_server.address), Browse(demo_server.address)
    open_first(mine)
    assert prove(mine).path == "/passkeys"
    keep_passkey(demo_server)
    assert removable(mine) == 1
    open_first(yours)
    assert prove(yours).path == "/passkeys"
    assert removable(yours) == 0
    assert mine.get("/code").path == "/code"
    mine.close()
    yours.close()


def test_a_browser_that_a_visitor_ended_is_opened_anew(demo_server: Server) -> None:
    mine, yours = Browse(demo_server.address), Browse(demo_server.address)
    open_first(yours)
    open_first(mine)
    prove(mine)
    page = mine.get("/browsers")
    ends = [at for at, form in enumerate(page.forms()) if form.get("action") == "/browsers/end"]
    mine.send(page, form=ends[-1])
    assert yours.fetch("GET", "/code").headers["location"] == "/declare"
    open_first(yours)
    assert yours.get("/code").path == "/code"
    mine.close()
    yours.close()


def test_in_production_no_number_is_told(opened: Opened) -> None:
    text = opened.browser.get("/passkeys").answer.text
    assert "TEST" not in text
