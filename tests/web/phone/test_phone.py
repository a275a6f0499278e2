"""What the phone is handed of its code: a credential that checks, tokens it can make itself."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from domain.credential.curve import Point, PrivateKey
from domain.credential.issuing import own_key_set
from domain.credential.scanned import live_text, to_be_signed
from domain.healthcode.tokens import make_token, step_at
from domain.kernel.colour import Colour
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill, declare_on, open_phone
from tests.domain.acts import in_contact
from tests.servers import Server
from tests.web.phone.cards import (
    DEVICE,
    card_of,
    credential_of,
    csrf_of,
    envelope_of,
    raw,
    register,
)


def test_nobody_is_shown_nothing(browse: Browse) -> None:
    assert browse.fetch("GET", "/code/phone").status_code == 404


def test_it_goes_with_the_page(opened: Opened, server: Server) -> None:
    section, card = opened.browser.get("/code").by_id("code"), card_of(opened)
    assert card["day"] == int(section.get("data-day", ""))
    assert card["colour"] in section.get("class", "")
    assert abs(card["now"] - server.clock.now().timestamp()) < 60
    assert card["trusted"] is False


def test_it_holds_nothing_that_the_phone_need_not_know(opened: Opened) -> None:
    card = card_of(opened)
    assert sorted(card) == sorted(
        "address card colour credential day device family handle now secret trusted".split()
    )
    assert "王" not in opened.browser.fetch("GET", "/code/phone").text
    assert opened.browser.fetch("GET", "/code/phone?lang=en").json()["card"] == card["card"]


def test_the_phone_makes_tokens_that_any_camera_opens(opened: Opened, server: Server) -> None:
    card = card_of(opened)
    step = step_at(datetime.fromtimestamp(card["now"], UTC))
    token = make_token(bytes.fromhex(card["handle"]), raw(card["secret"]), step)
    address = card["address"] + token
    assert address == address.upper()
    camera = Browse(server.address)
    assert "王*明" in camera.get(f"/C/{token}").text
    camera.close()


def test_the_credential_checks_against_the_key_set(opened: Opened, server: Server) -> None:
    card = card_of(opened)
    credential, now = credential_of(card), int(server.clock.now().timestamp())
    keys, _ = own_key_set(server.services.ring, "YN", now)
    envelope = envelope_of(card)
    key = keys.key_for(envelope.kid, credential.issued)
    assert key is not None
    assert envelope.genuine(key)
    assert (credential.name, credential.colour) == ("王*明", Colour.GREEN)
    assert credential.tail == f"{opened.number:05d}"[-2:]
    shown = re.findall(r'<time datetime="([^"]+)"', opened.browser.get("/code").answer.text)
    times = {int(datetime.fromisoformat(each).timestamp()) for each in shown}
    assert credential.expires in times
    assert (credential.device, card["device"], credential.paper) == (None, False, False)
    assert credential.shard == 9
    assert card_of(opened)["credential"] == card["credential"]


def test_a_registered_key_stands_in_the_next_credential(opened: Opened) -> None:
    before = card_of(opened)
    assert register(opened).status_code == 204
    card = card_of(opened)
    assert card["device"] is True
    assert credential_of(card).device == DEVICE.public.point
    assert credential_of(card).index == credential_of(before).index
    other = PrivateKey(b"q" * 32, "device")
    assert register(opened, other.public.point).status_code == 204
    replaced = credential_of(card_of(opened))
    assert replaced.device == other.public.point
    assert replaced.index != credential_of(before).index


def test_the_live_code_of_a_registered_phone_checks(opened: Opened, server: Server) -> None:
    register(opened)
    whole = raw(card_of(opened)["credential"])
    step = step_at(server.clock.now())
    text = live_text(whole, step, DEVICE.sign(to_be_signed(whole, step)))
    door = Browse(server.address)
    page = door.send(door.get("/check"), 200, text=text)
    assert "伪造" not in page.text
    assert "未知" not in page.text
    door.close()


@pytest.mark.parametrize(
    "changed",
    [{"x": ""}, {"x": "AAAA"}, {"x": "!" * 43}, {"odd": ""}, {"odd": "2"}, {"x": "_" * 43}],
)
def test_what_is_no_key_is_refused(opened: Opened, changed: dict[str, str]) -> None:
    assert register(opened, DEVICE.public.point, **changed).status_code == 400
    assert card_of(opened)["device"] is False


def test_keys_are_replaced_a_few_times_a_day(opened: Opened) -> None:
    keys = [PrivateKey(bytes([at]) * 32, "device").public.point for at in range(1, 8)]
    assert [register(opened, keys[0]).status_code for _ in range(9)] == [204] * 9
    assert [register(opened, key).status_code for key in keys[1:]] == [204] * 5 + [429]


def test_a_key_needs_a_form_of_ours_and_a_code(opened: Opened, browse: Browse) -> None:
    entries = {"x": "A" * 43, "odd": "0"}
    assert opened.browser.fetch("POST", "/code/key", data=entries).status_code == 403
    assert browse.fetch("POST", "/code/key", data=entries).status_code == 403
    assert csrf_of(opened)


def test_grey_has_no_credential_and_red_is_signed_red(server: Server) -> None:
    first = open_phone(server, health=in_contact())
    assert credential_of(card_of(first)).colour is Colour.RED
    second = open_phone(server, number=first.number, phone="+8613700000011")
    card = card_of(second)
    assert (card["colour"], card["credential"], card["device"]) == ("grey", None, False)
    first.browser.close()
    second.browser.close()


def test_a_new_colour_is_signed_at_the_next_look(opened: Opened, server: Server) -> None:
    before = credential_of(card_of(opened))
    confirmed_ill(server, opened.person)
    after = credential_of(card_of(opened))
    assert (after.colour, after.index) == (Colour.RED, before.index)
    declare_on(server, opened.holder, opened.number)
    assert credential_of(card_of(opened)).index != before.index


def test_an_expired_code_has_none(opened: Opened, server: Server) -> None:
    with server.later(timedelta(days=16)):
        card = card_of(opened)
    assert (card["colour"], card["credential"]) == ("grey", None)


def test_a_point_on_no_curve_signs_nothing() -> None:
    good = DEVICE.public.point
    assert good.on_curve
    assert not Point(b"\xff" * 32, odd=False).on_curve
    assert not Point(good.x[:31], good.odd).on_curve
