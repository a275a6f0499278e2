"""Every route of the application says what its parameters name; a new one fails until it does."""

from pathlib import Path

from domain.accounts.acts import STAFF_ACTS, Act
from domain.kernel.actor import Role
from tests.servers import settings_at
from tests.web.defence.roles import SIGNED_IN
from tests.web.defence.rows import ROWS
from web.app import routes_of


def _mounted(folder: Path) -> list[str]:
    """Give every route of the demo's application, which holds production's and its own."""
    return sorted(
        f"{method} {path}"
        for handler in routes_of(settings_at(folder, demo=True))
        for method in handler.http_methods - {"OPTIONS", "HEAD"}
        for path in handler.paths
    )


def test_every_route_has_its_row(tmp_path: Path) -> None:
    assert _mounted(tmp_path) == sorted(ROWS)


def test_every_route_of_staff_says_so(tmp_path: Path) -> None:
    acts = {
        f"{method} {path}": handler.opt["act"]
        for handler in routes_of(settings_at(tmp_path, demo=True))
        for method in handler.http_methods - {"OPTIONS", "HEAD"}
        for path in handler.paths
    }
    wanted = STAFF_ACTS | {Act.SIGN_IN}
    assert {route for route, row in ROWS.items() if row.staff} == {
        route for route, act in acts.items() if act in wanted
    }


def test_every_parameter_of_a_path_says_what_it_names() -> None:
    for route, row in ROWS.items():
        parts = {part[1:].partition(":")[0] for part in route.split("/") if part[0:1] == "{"}
        assert parts <= set(row.objects), route


def test_every_role_says_how_it_signs_in() -> None:
    assert set(SIGNED_IN) == set(Role)
