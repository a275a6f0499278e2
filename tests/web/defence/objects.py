"""How addresses and forms name what is a household's own."""

from tests.web.defence.made_up import Form
from tests.web.defence.phones import Household
from tests.web.defence.rows import ROWS, Kind, address


def named(kind: Kind, whose: Household) -> str:
    """Give how an address or a form names a household's object of a kind."""
    match kind:
        case Kind.STEP:
            return "who"
        case Kind.TOKEN:
            return whose.token()
        case Kind.DRAFT:
            return str(whose.draft)
        case Kind.WAITING:
            return str(whose.waiting())
        case Kind.CAST:
            return "1"
        case Kind.PLACE:
            return "0"


def own_form(route: str, own: Household) -> tuple[str, str, Form]:
    """Give a route's method, path and form, all of them a household's own: it works."""
    row = ROWS[route]
    values = {name: named(kind, own) for name, kind in row.objects.items()}
    method, path, left = address(route, values)
    return method, path, {**row.form(own.person), **left}
