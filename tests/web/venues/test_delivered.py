"""Taps that a phone kept: taken once at their own instants, whatever else was sent with them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain.kernel.ids import event_id
from domain.venues.serials import new_serial, write_serial
from tests.codes import Opened, open_phone
from tests.servers import Server
from tests.venues import Door, door_at
from tests.visits import check_ins
from tests.web.family.homes import ref


@pytest.fixture
def door(server: Server) -> Door:
    return door_at(server)


@pytest.fixture
def phone(server: Server) -> Iterator[Opened]:
    opened = open_phone(server)
    yield opened
    opened.browser.close()


def sent(server: Server, phone: Opened, taps: list[str]) -> list[str]:
    """Deliver as the phone's script does; give what it may forget."""
    form = phone.browser.get("/code").forms()[0]
    csrf = next(each.get("value") for each in form.iter("input") if each.get("name") == "csrf")
    now = int(server.services.clock.now().timestamp() * 1000)
    given = {"csrf": csrf, "sent": str(now), "tap": taps}
    answer = phone.browser.fetch("POST", "/here/deliver", data=given)
    assert answer.status_code == 200
    done: list[str] = answer.json()["done"]
    return done


def test_kept_taps_are_taken_once(server: Server, door: Door, phone: Opened) -> None:
    now, name = server.services.clock.now(), ref(server, phone, phone.person)
    written, acts, taps = write_serial(door.serial), [], []
    for minutes in (90, 10, 50):
        at = now - timedelta(minutes=minutes)
        acts.append(str(event_id(at)))
        taps.append(f"{acts[-1]} {int(at.timestamp() * 1000)} {written} in {name}")
    for _ in range(2):
        assert sent(server, phone, taps) == acts
    rows = check_ins(server, door)
    assert [row.how for row in rows] == ["offline"] * 3
    assert [round((now - row.at).total_seconds() / 60) for row in rows] == [90, 50, 10]


def test_what_cannot_be_taken_hinders_nothing_and_is_forgotten(
    server: Server, door: Door, phone: Opened
) -> None:
    now, name = server.services.clock.now(), ref(server, phone, phone.person)
    at, acts = int(now.timestamp() * 1000), [str(event_id(now)) for _ in range(4)]
    taps = [
        f"{acts[0]} {at} {write_serial(new_serial())} in {name}",
        f"{acts[1]} {at} {write_serial(door.serial)} in {'0' * 32}",
        f"{acts[2]} {at} {write_serial(door_at(server, presence=True).serial)} in {name}",
        f"{acts[3]} {at} {write_serial(door.serial)} in {name}",
        "",
        "nonsense",
        f"x {at} {write_serial(door.serial)} in {name}",
        f"{acts[0]} {'9' * 5000} {write_serial(door.serial)} in {name}",
    ]
    assert sent(server, phone, taps) == acts
    assert len(check_ins(server, door)) == 1


def test_a_browser_that_is_nobodys_delivers_nothing(server: Server, door: Door) -> None:
    stranger = open_phone(server)
    stranger.browser.forget()
    page = stranger.browser.get("/declare/who")
    form = page.forms()[0]
    csrf = next(each.get("value") for each in form.iter("input") if each.get("name") == "csrf")
    answer = stranger.browser.fetch("POST", "/here/deliver", data={"csrf": csrf, "tap": "x"})
    assert answer.status_code == 404
    stranger.browser.close()
    assert check_ins(server, door) == []
