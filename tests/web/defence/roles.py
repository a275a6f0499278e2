"""How each role comes to the web: those that cannot sign in have no browser to ask with.

Whoever adds a way to sign in puts it here, and the matrix of routes, roles and objects grows by it.
For the others the rule itself is held by the permission matrix (tests/shape).
"""

from collections.abc import Callable, Mapping

from domain.kernel.actor import Role
from tests.staff import token_at
from tests.web.defence.phones import Household, Phone

SignIn = Callable[[Phone, Household], Phone]


def _bare(phone: Phone, _: Household) -> Phone:
    return phone


def _staff(role: Role) -> SignIn:
    def signed_in(phone: Phone, _: Household) -> Phone:
        phone.client.cookies.set("hc-staff", token_at(phone.server, role), domain="localhost.local")
        return phone

    return signed_in


def _holder(_: Phone, own: Household) -> Phone:
    return own.phone


SIGNED_IN: Mapping[Role, SignIn | None] = {
    Role.ANYONE: _bare,
    Role.HOLDER: _holder,
    Role.DOOR: _staff(Role.DOOR),
    Role.VENUE: _staff(Role.VENUE),
    Role.VILLAGE: _staff(Role.VILLAGE),
    Role.CLINIC: _staff(Role.CLINIC),
    Role.SECTOR: _staff(Role.SECTOR),
    Role.TOWNSHIP: _staff(Role.TOWNSHIP),
    Role.COUNTY: _staff(Role.COUNTY),
    Role.PREFECTURE: _staff(Role.PREFECTURE),
    Role.PROVINCE: _staff(Role.PROVINCE),
    Role.PARTNER: None,
    Role.SYSTEM: None,
}
ROLES = tuple(role for role, sign_in in SIGNED_IN.items() if sign_in is not None)
