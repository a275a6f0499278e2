"""How addresses and forms name what is a household's own, and what its passkeys answer."""

from collections.abc import Callable, Mapping

from domain.venues.serials import write_serial
from tests.venues import Door, door_at
from tests.web.defence.kinds import Kind
from tests.web.defence.made_up import Form
from tests.web.defence.offices import office_of
from tests.web.defence.phones import Household
from tests.web.defence.protected import CEREMONIES, other_browser, own_passkey
from tests.web.defence.rows import ROWS, address

_DOORS: dict[str, Door] = {}
_VENUES: dict[str, Door] = {}


def _door(whose: Household) -> Door:
    """Give a door of the household's server, the same at each call."""
    server = whose.phone.server
    if server.address not in _DOORS:
        _DOORS[server.address] = door_at(server)
    return _DOORS[server.address]


def _venue(whose: Household) -> Door:
    """Give a door of a venue that no office of the made-up staff but the province's answers for."""
    server = whose.phone.server
    if server.address not in _VENUES:
        _VENUES[server.address] = door_at(server, division="530102001")
    return _VENUES[server.address]


_NAMED: Mapping[Kind, Callable[[Household], object]] = {
    Kind.STEP: lambda _: "who",
    Kind.TOKEN: Household.token,
    Kind.DRAFT: lambda whose: whose.draft,
    Kind.WAITING: Household.waiting,
    Kind.ANSWER: lambda whose: whose.answer,
    Kind.ACT: lambda whose: whose.draft,
    Kind.PASSKEY: own_passkey,
    Kind.BROWSER: other_browser,
    Kind.CARD: Household.card,
    Kind.SHARD: lambda _: "0",
    Kind.MEMBER: Household.member,
    Kind.KEEPER: lambda whose: whose.keeper,
    Kind.CAST: lambda _: "1",
    Kind.PLACE: lambda _: "0",
    Kind.ROLE: lambda _: "township",
    Kind.OFFICER: lambda whose: office_of(whose.phone.server).account.hex,
    Kind.INVITATION: lambda whose: office_of(whose.phone.server).invitation.hex,
    Kind.SHIFT: lambda whose: office_of(whose.phone.server).shift.hex,
    Kind.POSTER: lambda whose: write_serial(_door(whose).serial),
    Kind.VENUE: lambda whose: _venue(whose).venue,
    Kind.ENTRANCE: lambda whose: _venue(whose).entrance.id,
    Kind.LETTERS: lambda whose: _door(whose).letters,
}


def named(kind: Kind, whose: Household) -> str:
    """Give how an address or a form names a household's object of a kind."""
    return str(_NAMED[kind](whose))


def own_form(route: str, own: Household) -> tuple[str, str, Form]:
    """Give a route's method, path and form, all of them a household's own: it works."""
    row = ROWS[route]
    values = {name: named(kind, own) for name, kind in row.objects.items()}
    method, path, left = address(route, values)
    answered = CEREMONIES[route](own) if route in CEREMONIES else {}
    return method, path, {**row.form(own.person), **left, **answered}
