"""T9, object access: every route, each role, everybody's objects; never another's data or a 500."""

import itertools
import json
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from domain.kernel.actor import Role
from tests.servers import Server
from tests.tallies import Tally
from tests.web.defence.made_up import Form, MadeUp, found_in
from tests.web.defence.objects import named
from tests.web.defence.offices import office_of
from tests.web.defence.phones import Household, Phone
from tests.web.defence.roles import ROLES, SIGNED_IN
from tests.web.defence.rows import GARBAGE, ROWS, address
from tests.web.defence.tables import rows_about

_FOREIGN = ("other", "elsewhere", "deleted")
_PEOPLE = (Role.ANYONE, Role.HOLDER)
_OF_STAFF = (Role.ANYONE, Role.COUNTY, Role.VENUE)
# Who asks for what; the other roles of staff, and people's pages as staff, in `make prove` alone.
_PAIRS = [(role, route) for route in sorted(ROWS) for role in ROLES]
_SAMPLED = [
    (role, route) for role, route in _PAIRS if role in (_OF_STAFF if ROWS[route].staff else _PEOPLE)
]
_REST = [pair for pair in _PAIRS if pair not in _SAMPLED]


def requests(route: str, whose: Household | None) -> Iterator[dict[str, str]]:
    """Give the values of a route's parameters: a household's objects, or garbage in each."""
    objects = ROWS[route].objects
    if whose is not None:
        yield {name: named(kind, whose) for name, kind in objects.items()}
        return
    for name, garbage in itertools.product(objects, GARBAGE):
        yield {**dict.fromkeys(objects, "who"), name: garbage}


def ask(phone: Phone, route: str, values: dict[str, str], person: MadeUp) -> httpx.Response:
    """Send a route's request with some values, the rest of its form the asker's own."""
    safe = {name: value if "%" in value else quote(value, "") for name, value in values.items()}
    method, path, _ = address(route, safe)
    _, _, left = address(route, values)
    form: Form = {**ROWS[route].form(person), **left}
    answer: httpx.Response = phone.send(method, path, form)
    return answer


@pytest.mark.parametrize(
    ("role", "route"),
    [*_SAMPLED, *(pytest.param(*pair, marks=pytest.mark.prove) for pair in _REST)],
)
def test_nobody_sees_or_changes_what_is_anothers(  # noqa: PLR0913, PLR0917 - fixtures
    held: Server,
    own: Household,
    others: dict[str, Household],
    bare: Phone,
    route: str,
    role: Role,
    tally: Tally,
) -> None:
    sign_in = SIGNED_IN[role]
    assert sign_in
    phone = _fresh(sign_in(bare, own), held)
    strangers = tuple(person for each in others.values() for person in each.people())
    ids = frozenset(each.holder.id.bytes for each in others.values()) | office_of(held).ids()
    before, asked = rows_about(held, ids), 0
    for whose in (*_FOREIGN, None):
        foreign = None if whose is None else others[whose]
        for values in requests(route, foreign):
            answer = ask(phone, route, values, own.person)
            asked += 1
            place = (route, role, whose, json.dumps(values)[:80])
            assert answer.status_code < 500, place
            assert answer.status_code != 403, place
            seen = answer.text + str(answer.headers)
            assert found_in(seen, strangers) == [], place
            if foreign is not None and role is Role.ANYONE:
                assert found_in(seen, own.people()) == [] or ROWS[route].form(own.person), place
    assert rows_about(held, ids) == before
    tally("T9", requests=asked, leaks=0)


@pytest.mark.parametrize("route", sorted(route for route in ROWS if ROWS[route].shows))
def test_the_owner_sees_their_own(own: Household, route: str, tally: Tally) -> None:
    """The control: where the matrix found nothing of others, it would have found its own."""
    values = next(requests(route, own))
    answer = ask(own.phone, route, values, own.person)
    assert answer.status_code == 200
    assert own.person.name in answer.text
    tally("T9", controls=1)


def test_a_second_phone_is_confirmed_by_its_own_household_alone(
    others: dict[str, Household], own: Household, bare: Phone
) -> None:
    waiting = {"holder": str(others["other"].waiting())}
    for phone, status in ((own.phone, 404), (bare, 404), (others["elsewhere"].phone, 404)):
        assert phone.send("POST", "/code/confirm", waiting).status_code == status
    second = others["other"].second
    assert "document" in second.client.get("/code?lang=en").text
    holder = second.holder()
    assert holder
    assert second.send("POST", "/code/confirm", {"holder": str(holder.id)}).status_code == 404


def test_an_answer_is_objected_to_by_whoever_was_told_of_it_alone(
    others: dict[str, Household], own: Household, bare: Phone
) -> None:
    told = {"declaration": str(others["other"].answer)}
    for phone in (own.phone, bare, others["elsewhere"].phone, others["other"].second):
        for path in ("/code/object", "/code/acknowledge"):
            assert phone.send("POST", path, told).status_code == 404
    assert others["other"].phone.send("POST", "/code/object", told).status_code == 303


def _fresh(phone: Phone, server: Server) -> Phone:
    """Give another browser with the same cookies: what one route forgets, the next still has."""
    copy = Phone(server)
    copy.client.cookies.update(phone.client.cookies)
    return copy
