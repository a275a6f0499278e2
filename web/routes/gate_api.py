"""The API of gates (product F7): one admission to its verdict, and the API's own description."""

from typing import Any

from litestar import Request, Response, get, post

from domain.accounts.acts import Act
from domain.admission.gates import admit_at_gate
from web.calls import service_of, written
from web.gate_calls import openapi, read_admission, verdict_of
from web.guards import declares
from web.problems import problem
from web.visitor import visitor
from web.wiring import services

_Request = Request[Any, Any, Any]


@post("/api/v1/gate/admissions", opt=declares(Act.USE_GATE), status_code=200)
async def admitted(request: _Request) -> Response[bytes]:
    """Admit at the gate whose key was sent."""
    held, call = services(request), read_admission(await request.body())
    if call is None:
        return problem(422)
    ctx = held.context(visitor().actor, call.id)
    found = await held.db.write(admit_at_gate, ctx, call.call(), service_of(held))
    return _answer(verdict_of(call, found))


@get("/api/v1/openapi.json", opt=declares(Act.READ_PUBLIC))
async def described(request: _Request) -> Response[bytes]:
    """Describe the API."""
    return _answer(openapi(services(request).settings.origin))


def _answer(value: object) -> Response[bytes]:
    headers = {"Cache-Control": "no-store"}
    return Response(written(value), media_type="application/json", headers=headers)


ROUTES = [admitted, described]
"""The admission and the description."""
