"""The routes of staff, as test_routes.py lists all: act and roles, and where a proof is wanted."""

from domain.accounts.acts import Act
from domain.kernel.actor import Role

_ALL = frozenset(Role)
_TERRITORY = frozenset({Role.TOWNSHIP, Role.COUNTY, Role.PREFECTURE, Role.PROVINCE})
_STAFF = _TERRITORY | {Role.SECTOR, Role.VENUE, Role.VILLAGE, Role.CLINIC, Role.DOOR}
_MANAGER = frozenset({Role.VENUE})
_SIGN_IN, _OWN = (Act.SIGN_IN, _ALL), (Act.OWN_ACCOUNT, _STAFF)
_INVITE, _SHIFTS = (Act.INVITE, _TERRITORY), (Act.RUN_VENUE, _MANAGER)
STAFF: dict[str, tuple[Act, frozenset[Role]]] = {
    "GET /S": _SIGN_IN,
    "POST /S": _SIGN_IN,
    "GET /staff/sign-in": _SIGN_IN,
    "POST /staff/sign-in": _SIGN_IN,
    "POST /staff/sign-in/begin": _SIGN_IN,
    "POST /staff/sign-in/passkey": _SIGN_IN,
    "POST /staff/sign-out": _OWN,
    "GET /staff/join": _SIGN_IN,
    "POST /staff/join": _SIGN_IN,
    "POST /staff/join/begin": _SIGN_IN,
    "POST /staff/join/passkey": _SIGN_IN,
    "POST /staff/join/password": _SIGN_IN,
    "GET /staff/confirm": _OWN,
    "POST /staff/confirm": _OWN,
    "POST /staff/confirm/begin": _OWN,
    "POST /staff/confirm/passkey": _OWN,
    "GET /staff": _OWN,
    "GET /staff/account": _OWN,
    "POST /staff/account/end": _OWN,
    "GET /staff/account/sign-in": _OWN,
    "POST /staff/account/passkey/begin": _OWN,
    "POST /staff/account/passkey": _OWN,
    "POST /staff/account/password": _OWN,
    "POST /staff/account/remove": _OWN,
    "GET /staff/people": _INVITE,
    "POST /staff/people/end": _INVITE,
    "POST /staff/people/anew": _INVITE,
    "POST /staff/people/take-back": _INVITE,
    "GET /staff/people/invite": _INVITE,
    "GET /staff/people/invite/{role:str}": _INVITE,
    "POST /staff/people/invite/{role:str}": _INVITE,
    "GET /staff/people/invited/{name:str}": _INVITE,
    "GET /staff/shifts": _SHIFTS,
    "POST /staff/shifts": _SHIFTS,
    "GET /staff/shifts/{name:str}": _SHIFTS,
    "POST /staff/shifts/end": _SHIFTS,
}
_MEANS, _PEOPLE, _INVITING = "/staff/account/sign-in", "/staff/people", "/staff/people/invite"
STAFF_PROVED: dict[str, str] = {
    "GET /staff/account/sign-in": _MEANS,
    "POST /staff/account/passkey/begin": _MEANS,
    "POST /staff/account/passkey": _MEANS,
    "POST /staff/account/password": _MEANS,
    "POST /staff/account/remove": _MEANS,
    "POST /staff/people/end": _PEOPLE,
    "POST /staff/people/anew": _PEOPLE,
    "POST /staff/people/take-back": _PEOPLE,
    "GET /staff/people/invite": _INVITING,
    "GET /staff/people/invite/{role:str}": _INVITING,
    "POST /staff/people/invite/{role:str}": _INVITING,
    "GET /staff/people/invited/{name:str}": _PEOPLE,
}
