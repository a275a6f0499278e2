"""The signed status lists as they are served, and the online truth about a signed code."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlmodel import delete

from domain.credential.claims import SHARDS
from domain.credential.curve import PrivateKey
from domain.credential.issuing import own_key_set, own_knowledge
from domain.credential.knowledge import Knowledge, shards_of
from domain.credential.scanned import Signed, live_text, read_scanned, to_be_signed
from domain.credential.table import Answer
from domain.credential.verdict import DeviceClock, Limits, Verdict, verdict
from domain.healthcode.records import StatusListRecord
from domain.healthcode.tokens import step_at
from domain.kernel.colour import Colour
from domain.kernel.days import day_of, start_of
from domain.storage.work import Work
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill, declare_on, open_phone
from tests.domain.acts import in_contact
from tests.servers import Server
from tests.web.phone.cards import DEVICE, card_of, credential_of, raw, register
from web.jobs import build_lists
from web.trust import home_issuer

OTHER = PrivateKey(b"q" * 32, "device")
ADDRESS = "/.well-known/healthcode/status/"


@pytest.fixture(autouse=True)
def noon(server: Server) -> Iterator[None]:
    """Live at the next noon, so that no midnight ends a base, and without the lists of before."""
    now = server.clock.now()
    at = start_of(day_of(now)) + timedelta(days=1, hours=12)
    with server.later(at - now):
        server.run(server.services.db.write(forget_lists))
        yield
        server.run(server.services.db.write(forget_lists))


def forget_lists(work: Work) -> None:
    work.session.exec(delete(StatusListRecord))


@pytest.fixture
def phone(noon: None, server: Server) -> Iterator[Opened]:  # noqa: ARG001 - noon comes first
    made = open_phone(server)
    register(made)
    yield made
    made.browser.close()


def live(server: Server, phone: Opened, key: PrivateKey = DEVICE) -> str:
    whole, step = raw(card_of(phone)["credential"]), step_at(server.clock.now())
    return live_text(whole, step, key.sign(to_be_signed(whole, step)))


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
    # The server's own job may have made a base just before: the red is in the delta then.
    shard = offline(server, browse, credential.shard).shards["YN", credential.shard]
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


def test_what_a_newer_green_took_the_place_of_is_as_good(
    server: Server, phone: Opened, browse: Browse
) -> None:
    text = live(server, phone)
    declare_on(server, phone.holder, phone.number)
    assert "绿码" in told(browse, text)
    declare_on(server, phone.holder, phone.number, health=in_contact())
    assert "红码" in told(browse, text)


def test_a_replaced_key_passes_nowhere_once_the_list_is_there(
    server: Server, phone: Opened, browse: Browse
) -> None:
    old, card = live(server, phone), credential_of(card_of(phone))
    server.run(build_lists(server.services))
    before = offline(server, browse, card.shard)
    assert verdict_on(server, old, before).colour is Colour.GREEN
    register(phone, OTHER.public.point)
    new = live(server, phone, OTHER)
    assert "绿码" not in told(browse, old)
    assert "绿码" in told(browse, new)
    # Lists are dated a few minutes back: what a credential of just now says is not in them yet.
    with server.later(timedelta(minutes=10)):
        server.run(build_lists(server.services))
        after = offline(server, browse, card.shard)
        old, new = again(server, old, DEVICE), again(server, new, OTHER)
        said = verdict_on(server, old, after)
        assert (said.answer, said.colour) == (Answer.CHECKED, Colour.GREY)
        said = verdict_on(server, new, after)
        assert (said.answer, said.colour) == (Answer.CHECKED, Colour.GREEN)


def test_the_delta_makes_of_the_mornings_base_what_is_now(
    server: Server, phone: Opened, browse: Browse
) -> None:
    server.run(build_lists(server.services))
    card = credential_of(card_of(phone))
    base = browse.fetch("GET", f"{ADDRESS}{card.shard}")
    with server.later(timedelta(minutes=10)):
        confirmed_ill(server, phone.person)
        server.run(build_lists(server.services))
        delta = browse.fetch("GET", f"{ADDRESS}{card.shard}/delta")
        assert browse.fetch("GET", f"{ADDRESS}{card.shard}").content == base.content
        found = knowledge(server, base.content, delta.content).shards["YN", card.shard]
        assert found.base.colour_of(card.index) is None
        assert found.colour_of(card.index) is Colour.RED
        assert found.as_of > found.base.label.as_of
    tag = delta.headers["etag"]
    same = browse.fetch("GET", f"{ADDRESS}{card.shard}/delta", headers={"If-None-Match": tag})
    assert (same.status_code, same.content) == (304, b"")
    for other in ("16", "-1", "x"):
        assert browse.fetch("GET", f"{ADDRESS}{other}/delta").status_code == 404


def knowledge(server: Server, *lists: bytes) -> Knowledge:
    known = own_knowledge(
        home_issuer(server.settings), server.services.ring, int(server.clock.now().timestamp())
    )
    return replace(known, shards=shards_of(lists, known.key_sets))


def offline(server: Server, browse: Browse, shard: int) -> Knowledge:
    """Give what a checker knows who has synchronised a shard."""
    files = [browse.fetch("GET", f"{ADDRESS}{shard}{part}").content for part in ("", "/delta")]
    return knowledge(server, *files)


def verdict_on(server: Server, text: str, known: Knowledge) -> Verdict:
    clock = DeviceClock(int(server.clock.now().timestamp()))
    return verdict(text, urlsplit(server.address).netloc, known, clock, Limits(93_600, 259_200))


def again(server: Server, text: str, key: PrivateKey) -> str:
    """Give the live form of now of what a live text carries."""
    read = read_scanned(text, "")
    assert isinstance(read, Signed)
    whole, step = read.envelope.whole, step_at(server.clock.now())
    return live_text(whole, step, key.sign(to_be_signed(whole, step)))
