"""The tap's short way: the same answer as the route's, the same guards, one check-in by both."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from domain.kernel.clock import SystemClock
from domain.kernel.ids import event_id
from domain.storage.work import Work
from domain.venues.tapping import tap_of_browser
from tests.browse import Browse, filled
from tests.codes import Opened, open_phone
from tests.servers import Server
from tests.venues import Door, door_at
from tests.visits import check_ins

Form = dict[str, str]
BY_THE_ROUTE = {"by": "route"}
"""A field that no plain tap has."""


@pytest.fixture
def door(server: Server) -> Door:
    return door_at(server)


@pytest.fixture
def phone(server: Server) -> Iterator[Opened]:
    opened = open_phone(server)
    yield opened
    opened.browser.close()


def form_of(browse: Browse, door: Door) -> Form:
    page = browse.get(door.path)
    form = next(each for each in page.forms() if each.get("action") == door.path)
    return {name: values[0] for name, values in filled(form).items()} | {"way": "in"}


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the calls that the short way makes."""
    seen: list[int] = []
    many = tap_of_browser.many

    def counted(work: Work, calls: object) -> object:
        seen.append(1)
        return many(work, calls)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(tap_of_browser, "many", counted)
    return seen


def test_both_ways_answer_the_same_and_are_one_check_in(
    server: Server, door: Door, phone: Opened, short: list[int]
) -> None:
    form = form_of(phone.browser, door)
    quick = phone.browser.fetch("POST", door.path, data=form)
    assert len(short) == 1
    slow = phone.browser.fetch("POST", door.path, data=form | BY_THE_ROUTE)
    assert len(short) == 1
    assert quick.status_code == slow.status_code == 303
    assert quick.headers["location"] == slow.headers["location"] == "/here"
    drop = {"date", "content-type", "content-length", "vary"}
    assert {k: v for k, v in quick.headers.items() if k not in drop} == {
        k: v for k, v in slow.headers.items() if k not in drop
    }
    assert len(check_ins(server, door)) == 1


FORGED: Mapping[str, tuple[Form, Form]] = {
    "no token": ({"csrf": ""}, {}),
    "a token of nobody": ({"csrf": "A" * 88}, {}),
    "another site's frame": ({}, {"Sec-Fetch-Site": "cross-site"}),
    "a neighbour's host": ({}, {"Sec-Fetch-Site": "same-site"}),
    "another origin": ({}, {"Origin": "https://elsewhere.example"}),
    "another origin by its port": ({}, {"Origin": "http://localhost:1"}),
    "no form at all": ({}, {"Content-Type": "text/plain"}),
    "a form with parts": ({}, {"Content-Type": "multipart/form-data; boundary=x"}),
}


@pytest.mark.parametrize("how", FORGED)
@pytest.mark.parametrize("by", [{}, BY_THE_ROUTE], ids=["short", "route"])
def test_a_forged_tap_registers_nobody(
    server: Server, door: Door, phone: Opened, how: str, by: Form
) -> None:
    changed, headers = FORGED[how]
    form = form_of(phone.browser, door) | changed | by
    assert phone.browser.fetch("POST", door.path, data=form, headers=headers).status_code == 403
    assert check_ins(server, door) == []


def test_a_token_of_another_phone_registers_nobody(
    server: Server, door: Door, phone: Opened
) -> None:
    other = open_phone(server)
    form = form_of(phone.browser, door) | {"csrf": form_of(other.browser, door)["csrf"]}
    assert phone.browser.fetch("POST", door.path, data=form).status_code == 403
    other.browser.close()
    assert check_ins(server, door) == []


@pytest.mark.parametrize("act", ["", "x", "0" * 31, "{0}"])
def test_a_garbled_id_is_a_tap_of_now(server: Server, door: Door, phone: Opened, act: str) -> None:
    form = form_of(phone.browser, door) | {"act": act}
    assert phone.browser.fetch("POST", door.path, data=form).status_code == 303
    assert len(check_ins(server, door)) == 1


def test_the_first_coming_of_a_day_goes_the_long_way(
    server: Server, door: Door, phone: Opened
) -> None:
    with server.later(timedelta(days=1)):
        form = form_of(phone.browser, door)
    with server.later(timedelta(days=2)):
        form["act"] = str(event_id(SystemClock().now() + timedelta(days=2)))
        assert phone.browser.fetch("POST", door.path, data=form).status_code == 303
    assert len(check_ins(server, door)) == 1


def test_many_fields_and_a_long_body_end_where_any_form_does(door: Door, phone: Opened) -> None:
    form = form_of(phone.browser, door)
    long = phone.browser.fetch("POST", door.path, data=form | {"way": "x" * 3_000_000})
    assert long.status_code == 413
