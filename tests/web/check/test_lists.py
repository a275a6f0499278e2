"""The signed status lists as they are served, and the online truth about a signed code."""

from collections.abc import Iterator

import pytest

from domain.credential.claims import SHARDS
from domain.credential.issuing import own_key_set
from domain.credential.knowledge import shards_of
from domain.credential.scanned import live_text, to_be_signed
from domain.healthcode.tokens import step_at
from domain.kernel.colour import Colour
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill, declare_on, open_phone
from tests.servers import Server
from tests.web.phone.cards import DEVICE, card_of, credential_of, raw, register
from web.jobs import build_lists

ADDRESS = "/.well-known/healthcode/status/"


@pytest.fixture
def phone(server: Server) -> Iterator[Opened]:
    made = open_phone(server)
    register(made)
    yield made
    made.browser.close()


def live(server: Server, phone: Opened) -> str:
    whole, step = raw(card_of(phone)["credential"]), step_at(server.clock.now())
    return live_text(whole, step, DEVICE.sign(to_be_signed(whole, step)))


def told(browse: Browse, text: str) -> str:
    return browse.send(browse.get("/check"), text=text).text


def test_every_shard_has_a_list_that_its_key_signed(server: Server, browse: Browse) -> None:
    server.run(build_lists(server.services))
    now = int(server.clock.now().timestamp())
    keys, _ = own_key_set(server.services.ring, "YN", now)
    files = [browse.fetch("GET", f"{ADDRESS}{at}") for at in range(SHARDS)]
    assert {each.status_code for each in files} == {200}
    found = shards_of([each.content for each in files], {"YN": keys})
    assert sorted(found) == [("YN", at) for at in range(SHARDS)]
    tag = files[0].headers["etag"]
    assert files[0].headers["cache-control"] == "public, max-age=300"
    again = browse.fetch("GET", f"{ADDRESS}0", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    for other in ("16", "-1", "x", "9" * 40):
        assert browse.fetch("GET", ADDRESS + other).status_code == 404


def test_a_new_red_is_in_the_next_list(server: Server, phone: Opened, browse: Browse) -> None:
    credential = credential_of(card_of(phone))
    confirmed_ill(server, phone.person)
    server.run(build_lists(server.services))
    keys, _ = own_key_set(server.services.ring, "YN", int(server.clock.now().timestamp()))
    content = browse.fetch("GET", f"{ADDRESS}{credential.shard}").content
    shard = shards_of([content], {"YN": keys})["YN", credential.shard]
    assert shard.colour_of(credential.index) is Colour.RED


def test_a_live_green_is_checked_online(server: Server, phone: Opened, browse: Browse) -> None:
    said = told(browse, live(server, phone))
    assert "绿码" in said
    assert "王*明" in said


def test_the_server_knows_at_once_what_no_list_says_yet(
    server: Server, phone: Opened, browse: Browse
) -> None:
    text = live(server, phone)
    confirmed_ill(server, phone.person)
    assert "红码" in told(browse, text)


def test_what_a_newer_declaration_withdrew_is_green_no_more(
    server: Server, phone: Opened, browse: Browse
) -> None:
    text = live(server, phone)
    declare_on(server, phone.holder, phone.number)
    assert "绿码" not in told(browse, text)
