"""How each role comes to the web: those that cannot sign in yet have no browser to ask with.

Whoever adds a way to sign in puts it here, and the matrix of routes, roles and objects grows by it.
Until then the rule itself is held for every role by the permission matrix (tests/shape).
"""

from collections.abc import Callable, Mapping

from domain.kernel.actor import Role
from tests.web.defence.phones import Household, Phone

SignIn = Callable[[Phone, Household], Phone]


def _bare(phone: Phone, _: Household) -> Phone:
    return phone


def _holder(_: Phone, own: Household) -> Phone:
    return own.phone


SIGNED_IN: Mapping[Role, SignIn | None] = {
    Role.ANYONE: _bare,
    Role.HOLDER: _holder,
    Role.DOOR: None,
    Role.VENUE: None,
    Role.VILLAGE: None,
    Role.CLINIC: None,
    Role.SECTOR: None,
    Role.TOWNSHIP: None,
    Role.COUNTY: None,
    Role.PREFECTURE: None,
    Role.PROVINCE: None,
    Role.PARTNER: None,
    Role.SYSTEM: None,
}
ROLES = tuple(role for role, sign_in in SIGNED_IN.items() if sign_in is not None)
