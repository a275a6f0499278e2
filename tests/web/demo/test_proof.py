"""In the demo one can prove to be a made-up person: their number is told, as nobody knows it."""

import re

from tests.browse import Browse
from tests.codes import Opened
from tests.servers import Server


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


def test_in_production_no_number_is_told(opened: Opened) -> None:
    text = opened.browser.get("/passkeys").answer.text
    assert "TEST" not in text
