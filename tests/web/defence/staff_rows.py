"""What the routes of staff name: their rows in the table of routes (rows.py)."""

from collections.abc import Mapping

from tests.web.defence.kinds import Kind, Row
from tests.web.defence.made_up import Form, MadeUp


def _letters(_: MadeUp) -> Form:
    return {"letters": "ABCDEFGHJKLMNPQR"}


def _number(_: MadeUp) -> Form:
    return {"number": "123456789", "password": "three ducks on a terrace", "code": "042917"}


def _invited(person: MadeUp) -> Form:
    return {"name": person.name, "unit": person.employer, "phone": person.phone}


_TRIED = frozenset({"audit", "counter"})
_CHALLENGE = frozenset({"challenge"})
_ROLE, _OFFICER = {"role": Kind.ROLE}, {"account": Kind.OFFICER}
STAFF_ROWS: Mapping[str, Row] = {
    "GET /S": Row(staff=True),
    "POST /S": Row(form=_letters, grows=_TRIED, staff=True),
    "GET /staff/sign-in": Row(staff=True),
    "POST /staff/sign-in": Row(form=_number, grows=_TRIED, staff=True),
    "POST /staff/sign-in/begin": Row(grows=_CHALLENGE, staff=True),
    "POST /staff/sign-in/passkey": Row(grows=_CHALLENGE, staff=True),
    "POST /staff/sign-out": Row(staff=True),
    "GET /staff/join": Row(staff=True),
    "POST /staff/join": Row(form=_letters, grows=_TRIED, staff=True),
    "POST /staff/join/begin": Row(grows=_CHALLENGE, staff=True),
    "POST /staff/join/passkey": Row(form=_letters, grows=_CHALLENGE | _TRIED, staff=True),
    "POST /staff/join/password": Row(form=_letters, grows=_TRIED, staff=True),
    "GET /staff/confirm": Row(staff=True),
    "POST /staff/confirm": Row(form=_number, staff=True),
    "POST /staff/confirm/begin": Row(staff=True),
    "POST /staff/confirm/passkey": Row(staff=True),
    "GET /staff": Row(staff=True),
    "GET /staff/account": Row(staff=True),
    "POST /staff/account/end": Row({"session": Kind.OFFICER}, staff=True),
    "GET /staff/account/sign-in": Row(staff=True),
    "POST /staff/account/passkey/begin": Row(staff=True),
    "POST /staff/account/passkey": Row(staff=True),
    "POST /staff/account/password": Row(staff=True),
    "POST /staff/account/remove": Row({"means": Kind.OFFICER}, staff=True),
    "GET /staff/people": Row(staff=True),
    "POST /staff/people/end": Row(_OFFICER, staff=True),
    "POST /staff/people/anew": Row(_OFFICER, staff=True),
    "POST /staff/people/take-back": Row({"invitation": Kind.INVITATION}, staff=True),
    "GET /staff/people/invite": Row(staff=True),
    "GET /staff/people/invite/{role:str}": Row(_ROLE, staff=True),
    "POST /staff/people/invite/{role:str}": Row(_ROLE, _invited, staff=True),
    "GET /staff/people/invited/{name:str}": Row({"name": Kind.INVITATION}, staff=True),
    "GET /staff/shifts": Row(staff=True),
    "POST /staff/shifts": Row({"entrance": Kind.ENTRANCE}, staff=True),
    "GET /staff/shifts/{name:str}": Row({"name": Kind.SHIFT}, staff=True),
    "POST /staff/shifts/end": Row({"shift": Kind.SHIFT}, staff=True),
}
