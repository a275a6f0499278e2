"""What each route's parameters name, and the form with which it works: a new route adds its row.

The tests of this folder run over the application's own routes; without a row the build fails.
"""

import base64
from collections.abc import Callable, Mapping

from domain.credential.curve import PrivateKey
from domain.kernel.clock import SystemClock
from domain.kernel.days import day_of
from tests.web.defence.kinds import Kind, Row
from tests.web.defence.made_up import Form, MadeUp
from tests.web.defence.staff_rows import STAFF_ROWS
from tests.web.defence.venue_rows import ASKING, STAFF


def _who(person: MadeUp) -> Form:
    return person.steps()["who"]


def _numbers(person: MadeUp) -> Form:
    document = person.steps()["document"]
    wanted = ("kind", "number", "nationality")
    return {"phone": person.phone, **{name: document[name] for name in wanted}}


def _numbers_and_digits(person: MadeUp) -> Form:
    return {**_numbers(person), "code": "042917"}


def _fixed(**form: str) -> Callable[[MadeUp], Form]:
    return lambda _: form


def _key(_: MadeUp) -> Form:
    point = PrivateKey(b"k" * 32, "device").public.point
    x = base64.urlsafe_b64encode(point.x).rstrip(b"=").decode()
    return {"x": x, "odd": str(int(point.odd))}


def _left(_: MadeUp) -> Form:
    return {"left_on": day_of(SystemClock().now()).isoformat()}


def _subscription(person: MadeUp) -> Form:
    point = PrivateKey(b"k" * 32, "browser").public
    keys = {"p256dh": b"\x04" + point.x + point.y, "auth": b"a" * 16}
    written = {name: base64.urlsafe_b64encode(raw).decode() for name, raw in keys.items()}
    return {"endpoint": f"https://push.example/to/{person.serial}", **written}


def _number(person: MadeUp) -> Form:
    return {"number": person.number, "next": "/passkeys"}


def _of_venues(named: Mapping[str, str]) -> Row:
    return Row({name: Kind(kind) for name, kind in named.items()}, staff=True)


# Each message is counted and leaves its trace.
_SENT = frozenset({"one_time_code", "counter", "audit"})
_PROOF = frozenset({"audit", "browser"})
_CHALLENGE = frozenset({"challenge"})
_STEP, _SCANNED = {"name": Kind.STEP}, frozenset({"last_visit"})
ROWS: Mapping[str, Row] = {
    "GET /healthz": Row(),
    "GET /readyz": Row(),
    "GET /": Row(),
    "GET /help": Row(),
    "GET /C/{token:str}": Row({"token": Kind.TOKEN}),
    "GET /check": Row(),
    "GET /shell": Row(),
    "GET /verify/shell": Row(),
    "GET /api/v1/openapi.json": Row(),
    "POST /api/v1/gate/admissions": Row(keyed=True),
    "GET /code/turned-away": Row(),
    "POST /code/turned-away": Row({"act": Kind.ACT}, grows=frozenset({"counter"})),
    "POST /check": Row({"text": Kind.TOKEN}),
    "GET /.well-known/healthcode/keys": Row(public=True),
    "GET /.well-known/healthcode/trust": Row(public=True),
    "GET /.well-known/healthcode/status/{shard:int}": Row({"shard": Kind.SHARD}, public=True),
    "GET /.well-known/healthcode/status/{shard:int}/delta": Row({"shard": Kind.SHARD}, public=True),
    "GET /lookup": Row(),
    "POST /lookup": Row(form=_numbers, grows=_SENT),
    "POST /lookup/code": Row(form=_numbers_and_digits, asks_again=True),
    "POST /code/looked-up": Row(),
    "GET /code": Row(shows=True),
    "GET /code/qr": Row(),
    "GET /code/pulse": Row(),
    "GET /code/phone": Row(),
    "POST /code/print": Row(form=_fixed(paper="card")),
    "GET /confirm": Row(),
    "POST /confirm": Row(form=_number, refused=True),
    "POST /confirm/send": Row(grows=_SENT),
    "POST /confirm/code": Row(form=lambda _: {"code": "042917"}, asks_again=True),
    "POST /confirm/begin": Row(grows=_CHALLENGE),
    "POST /confirm/passkey": Row(grows=_PROOF),
    "GET /passkeys": Row(),
    "POST /passkeys": Row(),
    "POST /passkeys/begin": Row(grows=_CHALLENGE),
    "POST /passkeys/remove": Row({"passkey": Kind.PASSKEY}),
    "GET /browsers": Row(),
    "POST /browsers/end": Row({"browser": Kind.BROWSER}),
    "GET /recover": Row(),
    "POST /recover": Row(grows=_PROOF),
    "POST /recover/begin": Row(grows=_CHALLENGE),
    "GET /me": Row(shows=True),
    "GET /me/history": Row({"part": Kind.STEP}),
    "POST /me/download": Row(shows=True, grows=frozenset({"audit", "audit_pending"})),
    "GET /me/delete": Row(shows=True),
    "POST /me/delete": Row({"card": Kind.CARD}),
    "GET /leave": Row(),
    "POST /leave": Row(),
    "POST /code/key": Row(form=_key),
    "GET /reminders": Row(),
    "POST /reminders": Row(grows=_SENT),
    "GET /reminders/number": Row(),
    "POST /reminders/number": Row(form=lambda _: {"code": "042917"}, asks_again=True),
    "POST /reminders/end": Row(),
    "POST /reminders/push": Row(form=_subscription),
    "POST /reminders/push/end": Row(form=_subscription),
    "GET /code/number": Row(),
    "POST /code/number": Row(),
    "POST /code/number/prove": Row(form=lambda _: {"code": "042917"}),
    "POST /code/confirm": Row({"holder": Kind.WAITING}),
    "POST /code/acknowledge": Row({"declaration": Kind.ANSWER}),
    "POST /code/object": Row({"holder": Kind.WAITING, "declaration": Kind.ANSWER}),
    "GET /family": Row(shows=True),
    "POST /family/show": Row({"member": Kind.MEMBER}),
    "POST /family/add": Row(),
    "GET /family/renew": Row(shows=True),
    "POST /family/renew": Row({"who": Kind.MEMBER, "differs": Kind.MEMBER}),
    "POST /family/group": Row({"with": Kind.MEMBER}),
    "GET /family/group": Row(),
    "GET /family/group/qr": Row(),
    "GET /family/group/pulse": Row(),
    "GET /family/group/phone": Row(),
    "POST /family/leave": Row({"member": Kind.MEMBER}),
    "POST /family/parted": Row(),
    "GET /family/phones": Row(shows=True),
    "POST /family/remove": Row({"member": Kind.MEMBER, "holder": Kind.KEEPER}),
    "GET /P": Row({"letters": Kind.LETTERS}),
    "GET /P/{serial:str}": Row({"serial": Kind.POSTER}, shows=True),
    "POST /P/{serial:str}": Row(
        {"serial": Kind.POSTER, "act": Kind.ACT, "with": Kind.MEMBER}, grows=_SCANNED
    ),
    "GET /here": Row(),
    "POST /here/deliver": Row(),
    "GET /declare": Row(),
    "GET /declare/{name:str}": Row(_STEP, shows=True),
    "POST /declare/{name:str}": Row({**_STEP, "draft": Kind.DRAFT}, _who),
    "POST /declare/{name:str}/field": Row({**_STEP, "draft": Kind.DRAFT}, _who, shows=True),
    "POST /declare/submit": Row({"draft": Kind.DRAFT}, _fixed(commitment="yes")),
    "POST /declare/again": Row(),
    "POST /declare/correct": Row(),
    "POST /declare/moved": Row(),
    "GET /declare/left": Row(),
    "POST /declare/left": Row({"act": Kind.ACT}, _left),
    "POST /declare/stayed": Row({"act": Kind.ACT}),
    "GET /demo": Row(),
    "POST /demo/open": Row(
        {"phone": Kind.CAST, "member": Kind.PLACE}, grows=frozenset({"browser"})
    ),
    "POST /demo/forget": Row(),
    "GET /demo/outbox": Row(),
    "GET /demo/places": Row(),
    "GET /venues/ask": Row(),
    "POST /venues/ask": Row({"act": Kind.ACT}, lambda _: dict(ASKING)),
    **{route: _of_venues(named) for route, named in STAFF.items()},
    "GET /demo/staff": Row(),
    "POST /demo/staff": Row(
        form=lambda _: {"seat": "officer-2"}, grows=frozenset({"staff_session"})
    ),
    **STAFF_ROWS,
}
POSTS = tuple(sorted(route for route in ROWS if route.startswith("POST ")))

# What nobody would call a name of anything; each goes into every parameter.
GARBAGE = (
    "",
    "0",
    "-1",
    "null",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "' OR 1=1 --",
    "{{7*7}}",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "A" * 32,
    "a" * 5000,
    "%ff%fe",
    "名字",
    "9" * 5000,
    "٣٣٣",
    "<script>alert(1)</script>",
    "who\r\nSet-Cookie: hc=evil",
)


def address(route: str, values: Mapping[str, str]) -> tuple[str, str, Form]:
    """Give a route's method and path with values in place, and those left over for its form."""
    method, _, path = route.partition(" ")
    left = dict(values)
    for part in path.split("/"):
        if part.startswith("{"):
            name = part.strip("{}").partition(":")[0]
            path = path.replace(part, left.pop(name))
    return method, path, left
