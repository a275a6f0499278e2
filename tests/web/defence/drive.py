"""Driving people's data through every route of a running service, well-formed and ill."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import httpx

from tests.web.defence.made_up import MadeUp, found_in
from tests.web.defence.rows import ROWS, address
from web.security import MOST_BODY

_LEAVING = ("/me/delete", "/leave")
_FAILING = ("GET /probe/bug/{about:str}", "GET /probe/late/{about:str}")
_FAILING_POSTS = ("POST /probe/bug", "POST /probe/statement")


@dataclass
class Driven:
    """What was sent: whose data, how many requests, which answers; `shown` leaked to others."""

    people: list[MadeUp]
    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)


def drive(port: int, people: Sequence[MadeUp]) -> Driven:
    """Let each person declare, then send their data everywhere it may and may not go."""
    driven = Driven(list(people))
    for person in people:
        with httpx.Client(base_url=f"http://localhost:{port}", trust_env=False, timeout=60) as own:
            _declare(driven, own, person)
            # Whoever has left is nobody: that is sent last.
            for how in sorted(_ways(port, person), key=lambda how: how["path"] in _LEAVING):
                _send(driven, own, person, **how)
            driven.secrets |= set(own.cookies.values())
        _look_as_others(driven, port)
    return driven


def _declare(driven: Driven, own: httpx.Client, person: MadeUp) -> None:
    draft = str(uuid5(NAMESPACE_URL, person.number))
    driven.secrets.add(draft)
    for step, form in person.steps().items():
        _post(driven, own, f"/declare/{step}", {**form, "draft": draft, "channel": person.name})
    _post(driven, own, "/declare/submit", {"commitment": "yes", "draft": draft})
    assert person.name in own.get("/code").text
    own.get("/code/qr")


def _post(driven: Driven, own: httpx.Client, path: str, form: dict[str, str]) -> httpx.Response:
    token = own.get("/declare/who").text.partition('name="csrf" value="')[2][:88]
    driven.secrets.add(token)
    driven.requests += 1
    return own.post(path, data={**form, "csrf": token})


def _ways(port: int, person: MadeUp) -> Iterator[dict[str, Any]]:
    """Give every request: each canary in path, query, head and body of each route."""
    about = " ".join(person.canaries())
    headers = {
        "User-Agent": quote(about),
        "Referer": f"http://localhost:{port}/{quote(person.name)}",
        "Accept-Language": quote(person.name),
        "X-Forwarded-For": person.phone,
        "If-None-Match": person.number,
        "HX-Current-URL": quote(person.address),
    }
    query = {"name": person.name, "phone": person.phone, "channel": person.number, "q": about}
    form = {**query, "number": person.number, "holder": person.number, "draft": person.phone}
    # Past the cap, but not so far past that the server lets go before its answer is read.
    large = (about.encode() * MOST_BODY)[: MOST_BODY + 1000]
    parts = {"params": query, "headers": headers, "form": form}
    for canary in person.canaries():
        for route, row in ROWS.items():
            method, path, _ = address(route, dict.fromkeys(row.objects, quote(canary, "")))
            yield {"method": method, "path": path, **parts}
            if method == "POST":
                yield {"method": method, "path": path, "content": about.encode()}
        for route in (*_FAILING, *_FAILING_POSTS):
            method, path, _ = address(route, {"about": quote(canary, "")})
            yield {"method": method, "path": path, **parts}
        yield {"method": "GET", "path": f"/{quote(canary)}/x", "params": query}
        yield {"method": "PATCH", "path": f"/help/{quote(canary)}"}
    for step, fields in person.steps().items():
        wrong = dict.fromkeys(fields, about)
        for path in (f"/declare/{step}", f"/declare/{step}/field"):
            yield {"method": "POST", "path": path, "form": {**wrong, "field": "name"}}
    yield {"method": "DELETE", "path": "/help", "params": query}
    yield {"method": "GET", "path": "/help", "headers": {"Host": f"{person.phone}.example"}}
    yield {"method": "GET", "path": "/help", "headers": {"X-Long": quote(about) * 200}}
    yield {"method": "POST", "path": "/declare/who", "content": large}
    yield {"method": "POST", "path": "/declare/who", "headers": {"Content-Type": quote(about)}}


def _send(driven: Driven, own: httpx.Client, person: MadeUp, **how: Any) -> None:
    method, path, form = how.pop("method"), how.pop("path"), how.pop("form", None)
    if method == "POST" and form is not None:
        token = own.get("/declare/who").text.partition('name="csrf" value="')[2][:88]
        how["data"] = {**form, "csrf": token}
    answer = own.request(method, path, **how)
    driven.requests += 1
    driven.statuses[answer.status_code] += 1
    if answer.status_code == 500:  # a bug's page repeats not even the address
        driven.shown += found_in(answer.text + str(answer.headers), (person,))


def _look_as_others(driven: Driven, port: int) -> None:
    """Open every page as nobody: nothing of anybody may stand on one."""
    with httpx.Client(base_url=f"http://localhost:{port}", trust_env=False, timeout=60) as nobody:
        for route, row in ROWS.items():
            method, path, _ = address(route, dict.fromkeys(row.objects, "who"))
            answer = nobody.request(method, path)
            driven.shown += found_in(answer.text, tuple(driven.people))
            driven.requests += 1
