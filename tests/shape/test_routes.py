"""Every route is listed here with its act and who may use it: a new one fails until it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.handlers import HTTPRouteHandler

from domain.accounts.acts import Act
from domain.accounts.may import may
from domain.kernel.actor import Actor, Role
from tests.servers import settings_at
from tests.shape.staff_routes import STAFF, STAFF_PROVED
from tests.shape.venue_routes import VENUES
from web.app import create_app, routes_of
from web.guards import permitted
from web.settings import Settings

_ALL = frozenset(Role)
_PEOPLE = frozenset({Role.ANYONE, Role.HOLDER})
_AT_DOORS = frozenset({Role.DOOR, Role.VENUE})
_TERRITORY = frozenset({Role.TOWNSHIP, Role.COUNTY, Role.PREFECTURE, Role.PROVINCE})
# Route → its act and the roles that may use it.
PERMITTED: dict[str, tuple[Act, frozenset[Role]]] = {
    "GET /healthz": (Act.READ_HEALTH, _ALL),
    "GET /readyz": (Act.READ_HEALTH, _ALL),
    "GET /": (Act.READ_PUBLIC, _ALL),
    "GET /help": (Act.READ_PUBLIC, _ALL),
    "GET /shell": (Act.READ_PUBLIC, _ALL),
    "GET /C/{token:str}": (Act.OPEN_CARD, _ALL),
    "GET /check": (Act.CHECK_CODE, _ALL),
    "POST /check": (Act.CHECK_CODE, _ALL),
    "GET /.well-known/healthcode/keys": (Act.READ_PUBLIC, _ALL),
    "GET /.well-known/healthcode/trust": (Act.READ_PUBLIC, _ALL),
    "GET /.well-known/healthcode/status/{shard:int}": (Act.READ_PUBLIC, _ALL),
    "GET /.well-known/healthcode/status/{shard:int}/delta": (Act.READ_PUBLIC, _ALL),
    "GET /verify/document": (Act.LOOK_UP_DOCUMENT, _AT_DOORS),
    "POST /verify/document": (Act.LOOK_UP_DOCUMENT, _AT_DOORS),
    "GET /staff/alerts": (Act.SEE_ALERTS, _TERRITORY),
    "POST /staff/alerts/take": (Act.SEE_ALERTS, _TERRITORY),
    "GET /staff/figures": (Act.SEE_FIGURES, _TERRITORY | _AT_DOORS | {Role.SECTOR}),
    "GET /venues/gates": (Act.RUN_VENUE, frozenset({Role.VENUE})),
    "POST /venues/gates": (Act.RUN_VENUE, frozenset({Role.VENUE})),
    "POST /venues/gates/end": (Act.RUN_VENUE, frozenset({Role.VENUE})),
    "POST /api/v1/gate/admissions": (Act.USE_GATE, frozenset({Role.PARTNER})),
    "GET /api/v1/openapi.json": (Act.READ_PUBLIC, _ALL),
    "GET /code/turned-away": (Act.REPORT_DOOR, _PEOPLE),
    "POST /code/turned-away": (Act.REPORT_DOOR, _PEOPLE),
    "POST /verify/admit": (Act.VERIFY, _AT_DOORS),
    "POST /verify/deliver": (Act.DELIVER, _AT_DOORS),
    "GET /verify": (Act.VERIFY, _AT_DOORS),
    "POST /verify": (Act.VERIFY, _AT_DOORS),
    "GET /verify/now": (Act.VERIFY, _AT_DOORS),
    "GET /verify/shell": (Act.READ_PUBLIC, _ALL),
    "GET /lookup": (Act.LOOK_UP, _PEOPLE),
    "POST /lookup": (Act.LOOK_UP, _PEOPLE),
    "POST /lookup/code": (Act.LOOK_UP, _PEOPLE),
    "POST /code/looked-up": (Act.OPEN_CODE, _PEOPLE),
    "GET /code": (Act.OPEN_CODE, _PEOPLE),
    "GET /code/qr": (Act.OPEN_CODE, _PEOPLE),
    "GET /code/pulse": (Act.OPEN_CODE, _PEOPLE),
    "GET /code/phone": (Act.OPEN_CODE, _PEOPLE),
    "POST /code/print": (Act.OPEN_CODE, _PEOPLE),
    "GET /confirm": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "POST /confirm": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "POST /confirm/send": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "POST /confirm/code": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "POST /confirm/begin": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "POST /confirm/passkey": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "GET /passkeys": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "POST /passkeys": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "POST /passkeys/begin": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "POST /passkeys/remove": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "GET /browsers": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "POST /browsers/end": (Act.OWN_HOUSEHOLD, _PEOPLE),
    "GET /recover": (Act.BRING_BACK, _PEOPLE),
    "POST /recover": (Act.BRING_BACK, _PEOPLE),
    "POST /recover/begin": (Act.BRING_BACK, _PEOPLE),
    "GET /me": (Act.OPEN_DATA, _PEOPLE),
    "GET /me/history": (Act.OPEN_DATA, _PEOPLE),
    "POST /me/download": (Act.OPEN_DATA, _PEOPLE),
    "GET /me/delete": (Act.OPEN_DATA, _PEOPLE),
    "POST /me/delete": (Act.OPEN_DATA, _PEOPLE),
    "GET /leave": (Act.OPEN_CODE, _PEOPLE),
    "POST /leave": (Act.OPEN_CODE, _PEOPLE),
    "GET /reminders": (Act.OPEN_CODE, _PEOPLE),
    "POST /reminders": (Act.OPEN_CODE, _PEOPLE),
    "GET /reminders/number": (Act.OPEN_CODE, _PEOPLE),
    "POST /reminders/number": (Act.OPEN_CODE, _PEOPLE),
    "POST /reminders/end": (Act.OPEN_CODE, _PEOPLE),
    "POST /reminders/push": (Act.OPEN_CODE, _PEOPLE),
    "POST /reminders/push/end": (Act.OPEN_CODE, _PEOPLE),
    "POST /code/key": (Act.OPEN_CODE, _PEOPLE),
    "GET /code/number": (Act.OPEN_CODE, _PEOPLE),
    "POST /code/number": (Act.OPEN_CODE, _PEOPLE),
    "POST /code/number/prove": (Act.OPEN_CODE, _PEOPLE),
    "POST /code/confirm": (Act.OPEN_CODE, _PEOPLE),
    "POST /code/object": (Act.OPEN_CODE, _PEOPLE),
    "POST /code/acknowledge": (Act.OPEN_CODE, _PEOPLE),
    "GET /family": (Act.OPEN_CODE, _PEOPLE),
    "POST /family/show": (Act.OPEN_CODE, _PEOPLE),
    "POST /family/add": (Act.DECLARE, _PEOPLE),
    "GET /family/renew": (Act.DECLARE, _PEOPLE),
    "POST /family/renew": (Act.DECLARE, _PEOPLE),
    "POST /family/group": (Act.OPEN_CODE, _PEOPLE),
    "GET /family/group": (Act.OPEN_CODE, _PEOPLE),
    "GET /family/group/qr": (Act.OPEN_CODE, _PEOPLE),
    "GET /family/group/pulse": (Act.OPEN_CODE, _PEOPLE),
    "GET /family/group/phone": (Act.OPEN_CODE, _PEOPLE),
    "POST /family/leave": (Act.OPEN_CODE, _PEOPLE),
    "POST /family/parted": (Act.OPEN_CODE, _PEOPLE),
    "GET /family/phones": (Act.OPEN_CODE, _PEOPLE),
    "POST /family/remove": (Act.OPEN_CODE, _PEOPLE),
    "GET /P": (Act.OPEN_POSTER, _ALL),
    "GET /P/{serial:str}": (Act.OPEN_POSTER, _ALL),
    "POST /P/{serial:str}": (Act.CHECK_IN, _PEOPLE),
    "GET /here": (Act.OPEN_CODE, _PEOPLE),
    "POST /here/deliver": (Act.CHECK_IN, _PEOPLE),
    "GET /declare": (Act.DECLARE, _PEOPLE),
    "GET /declare/{name:str}": (Act.DECLARE, _PEOPLE),
    "POST /declare/{name:str}": (Act.DECLARE, _PEOPLE),
    "POST /declare/{name:str}/field": (Act.DECLARE, _PEOPLE),
    "POST /declare/submit": (Act.DECLARE, _PEOPLE),
    "POST /declare/again": (Act.DECLARE, _PEOPLE),
    "POST /declare/correct": (Act.DECLARE, _PEOPLE),
    "POST /declare/moved": (Act.DECLARE, _PEOPLE),
    "GET /declare/left": (Act.DECLARE, _PEOPLE),
    "POST /declare/left": (Act.DECLARE, _PEOPLE),
    "POST /declare/stayed": (Act.DECLARE, _PEOPLE),
    **VENUES,
    **STAFF,
}
# Routes that want a fresh proof of who holds the phone, and the page where one is led back to.
PROVED: dict[str, str] = {
    "GET /family/phones": "/family/phones",
    "POST /family/remove": "/family/phones",
    "GET /me": "/me",
    "GET /me/history": "/me",
    "POST /me/download": "/me",
    "GET /me/delete": "/me",
    "POST /me/delete": "/me/delete",
    "GET /passkeys": "/passkeys",
    "POST /passkeys": "/passkeys",
    "POST /passkeys/begin": "/passkeys",
    "POST /passkeys/remove": "/passkeys",
    "GET /browsers": "/browsers",
    "POST /browsers/end": "/browsers",
    **STAFF_PROVED,
}
DEMO: dict[str, tuple[Act, frozenset[Role]]] = {
    "GET /demo": (Act.SEE_DEMO, _ALL),
    "POST /demo/open": (Act.SEE_DEMO, _ALL),
    "POST /demo/forget": (Act.SEE_DEMO, _ALL),
    "GET /demo/outbox": (Act.SEE_DEMO, _ALL),
    "GET /demo/staff": (Act.SEE_DEMO, _ALL),
    "POST /demo/staff": (Act.SEE_DEMO, _ALL),
    "GET /demo/places": (Act.SEE_DEMO, _ALL),
}


@pytest.fixture
def production(tmp_path: Path) -> Settings:
    return settings_at(tmp_path)


@pytest.fixture
def demo(tmp_path: Path) -> Settings:
    return settings_at(tmp_path, demo=True)


def listed(settings: Settings) -> Iterator[tuple[str, HTTPRouteHandler]]:
    for handler in routes_of(settings):
        for method in sorted(handler.http_methods - {"OPTIONS", "HEAD"}):
            for path in sorted(handler.paths):
                yield f"{method} {path}", handler


def test_the_list_of_routes_is_whole(production: Settings, demo: Settings) -> None:
    assert sorted(name for name, _ in listed(production)) == sorted(PERMITTED)
    assert sorted(name for name, _ in listed(demo)) == sorted(PERMITTED | DEMO)


def test_production_mounts_nothing_of_the_demo(production: Settings) -> None:
    for name, handler in listed(production):
        assert "demo" not in name
        assert not handler.fn.__module__.startswith("web.demo"), name


def test_nothing_comes_before_the_guard_of_a_route(demo: Settings) -> None:
    """The guard is the application's `before_request`; a route's own would take its place."""
    framework = create_app(demo).framework
    handlers = [
        handler
        for route in framework.routes
        for handler in getattr(route, "route_handlers", [route])
    ]
    assert handlers
    for handler in handlers:
        assert isinstance(handler, HTTPRouteHandler)
        assert handler.resolve_before_request() is permitted


def test_every_route_declares_its_act(demo: Settings) -> None:
    for name, handler in listed(demo):
        act, _ = (PERMITTED | DEMO)[name]
        assert handler.opt.get("act") is act, name


def test_every_route_says_whether_it_wants_a_fresh_proof(demo: Settings) -> None:
    wanted = {
        name: handler.opt["proof"] for name, handler in listed(demo) if "proof" in handler.opt
    }
    assert wanted == PROVED
    assert {f"GET {page}" for page in PROVED.values()} <= set(PERMITTED)


def test_the_permission_matrix(demo: Settings) -> None:
    """Each route for each role: exactly those listed may, and no others."""
    checked = 0
    for name, _ in listed(demo):
        act, roles = (PERMITTED | DEMO)[name]
        for role in Role:
            assert may(Actor(role), act) is (role in roles), f"{name} as {role}"
            checked += 1
    assert checked == len(PERMITTED | DEMO) * len(Role)


def test_no_route_is_longer_than_15_lines(demo: Settings) -> None:
    import inspect  # noqa: PLC0415 - used here alone

    long = []
    for name, handler in listed(demo):
        lines, _ = inspect.getsourcelines(handler.fn)
        first = next(
            at for at, line in enumerate(lines) if line.lstrip().startswith(("def ", "async def "))
        )
        if len(lines) - first > 15:
            long.append(name)
    assert long == []
