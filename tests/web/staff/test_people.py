"""Inviting, inviting anew and ending: whom one answers for, and nobody else's people."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from domain.accounts.sessions import staff_by_token
from domain.kernel.actor import Role
from domain.kernel.ids import random_id
from tests.browse import Browse, filled
from tests.page_checks import text_of
from tests.servers import Server
from tests.staff import HONGHE, YUANYANG, staff_at, token_at
from tests.venues import MAJIE, door_at
from tests.web.staff.joining import digits, sign_in, with_password

Phones = Callable[[], Browse]
_FORM = {"name": "张三", "unit": "马街乡政府", "phone": "13987654321", "standing": "named"}


@pytest.fixture
def as_staff(offices: Server) -> Iterator[Callable[..., Browse]]:
    """Open browsers that are signed in."""
    opened: list[Browse] = []

    def fresh(role: Role, **chosen: Any) -> Browse:
        opened.append(staff_at(offices, role, **chosen))
        return opened[-1]

    yield fresh
    for browser in opened:
        browser.close()


def invite(browser: Browse, role: str, status: int = 200, **form: str) -> Any:
    """Fill in the form of a role."""
    page = browser.get(f"/staff/people/invite/{role}")
    return browser.send(page, status, form=1, **(_FORM | form))


def letters_on(page: Any) -> str:
    """Read an invitation's letters as they stand on its page."""
    shown = [each for each in page.tree.iter("p") if each.get("class") == "letters big"]
    return text_of(shown[0])


def test_a_county_invites_a_township_which_joins(
    offices: Server, phones: Phones, as_staff: Callable[..., Browse]
) -> None:
    county = as_staff(Role.COUNTY)
    page = invite(county, "township", division=MAJIE)
    assert page.h1 == "把邀请交给本人"
    link = page.by_id("link").get("value", "")
    assert link == f"{offices.settings.origin}/staff/join#{letters_on(page).replace(' ', '')}"
    assert "#" not in str(page.answer.url)
    number, secret, joined = with_password(phones(), letters_on(page), offices)
    assert "元阳县马街乡" in joined.text
    assert sign_in(phones(), offices, number, secret).path == "/staff"
    listed = county.get("/staff/people")
    assert "张三" in listed.text
    assert "还没有备用责任人" in listed.text
    assert not any("invited/" in href for href in listed.links().values())


@pytest.mark.parametrize(
    ("role", "form"),
    [
        ("township", {"division": MAJIE, "name": ""}),
        ("township", {"division": MAJIE, "unit": ""}),
        ("township", {"division": MAJIE, "phone": "12"}),
        ("township", {}),
        ("sector", {}),
        ("venue", {"letters": "AAAAAAAA"}),
        ("venue", {"letters": "?"}),
    ],
)
def test_what_is_wrong_with_the_form_is_said(
    as_staff: Callable[..., Browse], role: str, form: dict[str, str]
) -> None:
    page = invite(as_staff(Role.COUNTY), role, 422, **form)
    assert page.title.startswith("错误")
    assert len(list(page.by_id("errors").iter("a"))) == 1


@pytest.mark.parametrize(
    ("role", "into", "division"),
    [
        (Role.COUNTY, "township", "530102001"),
        (Role.COUNTY, "township", YUANYANG),
        (Role.COUNTY, "township", "532528999"),
        (Role.COUNTY, "township", "53252810"),
        (Role.PREFECTURE, "county", "530102"),
        (Role.PREFECTURE, "county", HONGHE),
    ],
)
def test_nobody_invites_outside_their_jurisdiction(
    as_staff: Callable[..., Browse], role: Role, into: str, division: str
) -> None:
    browser = as_staff(role)
    form = filled(browser.get(f"/staff/people/invite/{into}").forms()[1])
    entries = form | _FORM | {"division": division}
    answer = browser.fetch("POST", f"/staff/people/invite/{into}", data=entries)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "into", ["county", "prefecture", "province", "door", "holder", "village", "x", "system"]
)
def test_nobody_invites_sideways_upwards_or_two_levels_down(
    as_staff: Callable[..., Browse], into: str
) -> None:
    as_staff(Role.COUNTY).get(f"/staff/people/invite/{into}", 404)


def test_a_manager_is_invited_for_a_venue_of_the_jurisdiction(
    offices: Server, as_staff: Callable[..., Browse]
) -> None:
    near, far = door_at(offices), door_at(offices, division="530102001")
    browser = as_staff(Role.TOWNSHIP)
    page = invite(browser, "venue", letters=near.letters, unit="")
    assert near.entrance.venue.zh in page.text
    form = filled(browser.get("/staff/people/invite/venue").forms()[1])
    entries = form | _FORM | {"letters": far.letters}
    assert browser.fetch("POST", "/staff/people/invite/venue", data=entries).status_code == 404


def test_an_ended_account_is_out_at_once_with_all_it_offered(
    offices: Server, phones: Phones, as_staff: Callable[..., Browse]
) -> None:
    county = as_staff(Role.COUNTY)
    letters = letters_on(invite(county, "township", division=MAJIE, name="李四"))
    township = phones()
    number, secret, _ = with_password(township, letters, offices)
    waiting = letters_on(invite(township, "village", name="王五"))
    end = _acts(county, "李四", "/staff/people/end")
    assert "李四" not in county.post("/staff/people/end", end).text
    township.get("/staff", 401)
    sign_in(phones(), offices, number, secret, 422)
    stranger = phones()
    stranger.send(stranger.get("/staff/join"), letters=waiting, status=422)
    # Ended twice is not found: it is nobody's any more.
    assert county.fetch("POST", "/staff/people/end", data=end).status_code == 404


def test_an_invitation_anew_takes_the_place_of_what_was_lost(
    offices: Server, phones: Phones, as_staff: Callable[..., Browse]
) -> None:
    county, first = as_staff(Role.COUNTY), phones()
    letters = letters_on(invite(county, "township", division=MAJIE, name="赵六"))
    number, old, _ = with_password(first, letters, offices)
    page = county.post("/staff/people/anew", _acts(county, "赵六", "/staff/people/anew"))
    first.get("/staff")
    again, new, _ = with_password(phones(), letters_on(page), offices)
    assert again == number
    first.get("/staff", 401)
    with offices.later(timedelta(minutes=2)):
        sign_in(phones(), offices, number, old, 422, code=digits(offices, old))
        assert sign_in(phones(), offices, number, new).path == "/staff"


def test_an_invitation_taken_back_opens_nothing(
    phones: Phones, as_staff: Callable[..., Browse]
) -> None:
    county = as_staff(Role.COUNTY)
    letters = letters_on(invite(county, "township", division=MAJIE, name="孙七"))
    page = county.get("/staff/people")
    form = next(each for each in page.forms() if "take-back" in each.get("action", ""))
    assert "孙七" not in county.send(page, form=page.forms().index(form)).text
    stranger = phones()
    stranger.send(stranger.get("/staff/join"), letters=letters, status=422)


@pytest.mark.parametrize("path", ["end", "anew"])
def test_the_people_of_others_are_not_found(
    offices: Server, as_staff: Callable[..., Browse], path: str
) -> None:
    """Another division's, one's own level's, the level above's, one's own, garbage."""
    found = {role: _account(offices, role) for role in (Role.COUNTY, Role.PREFECTURE)}
    found[Role.TOWNSHIP] = _account(offices, Role.TOWNSHIP, division="530102001")
    browser = as_staff(Role.COUNTY)
    csrf = filled(browser.get("/staff/people").forms()[0])
    for named in (*found.values(), random_id().hex, "", "0", "%00", "名字", "A" * 5000):
        entries = csrf | {"account": named}
        answer = browser.fetch("POST", f"/staff/people/{path}", data=entries)
        assert answer.status_code == 404, named


def test_the_invitations_of_others_are_not_found(as_staff: Callable[..., Browse]) -> None:
    page = invite(as_staff(Role.COUNTY), "township", division=MAJIE)
    name, other = page.path.rpartition("/")[2], as_staff(Role.COUNTY)
    other.get(f"/staff/people/invited/{name}", 404)
    entries = filled(other.get("/staff/people").forms()[0]) | {"invitation": name}
    assert other.fetch("POST", "/staff/people/take-back", data=entries).status_code == 404


def _acts(browser: Browse, name: str, action: str) -> dict[str, Any]:
    page = browser.get("/staff/people")
    row = next(each for each in page.tree.iter("tr") if name in text_of(each))
    form = next(each for each in row.iter("form") if each.get("action") == action)
    return filled(form)


def _account(server: Server, role: Role, **chosen: Any) -> str:
    token = token_at(server, role, **chosen)
    held = server.services
    found = server.run(held.db.read(staff_by_token, held.context(), token))
    assert found
    assert found.actor.id
    return found.actor.id.hex
