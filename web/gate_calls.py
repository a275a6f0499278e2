"""The gate API in values: what a gate sends and gets, and its description as OpenAPI 3.1.

Errors are problem details (RFC 9457). The description is made from the very structs that read and
write the messages, so that neither can say what the other does not.
"""

from typing import Annotated, Any
from uuid import UUID

import msgspec

from domain.admission.decide import Temperature
from domain.admission.values import Admitted, Call
from web.calls import MOST_TEXT, instant_of_ms

MEDIA = "application/problem+json"
_Reading = Annotated[float, msgspec.Meta(ge=30, le=45, description="Degrees Celsius.")]


class GateAdmission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person at a gate. The same id again is the same admission, brought up to date."""

    id: Annotated[UUID, msgspec.Meta(description="A UUIDv7 made by the gate (RFC 9562).")]
    at: Annotated[
        int, msgspec.Meta(ge=0, le=4_102_444_800_000, description="Unix milliseconds of the scan.")
    ]
    text: Annotated[
        str, msgspec.Meta(max_length=MOST_TEXT, description="What the QR code says; empty: none.")
    ]
    reading: _Reading | None = None
    leaving: Annotated[bool, msgspec.Meta(description="The person goes out.")] = False

    def call(self) -> Call:
        """Give it as the domain knows it."""
        at = instant_of_ms(self.at)
        told = Temperature.NORMAL
        return Call(self.id, at, self.text, told, self.reading, leaving=self.leaving)


class GateVerdict(msgspec.Struct, frozen=True):
    """What the gate does: `open` says whether it opens; `key` and `act` say why."""

    id: UUID
    open: bool
    act: str
    key: str
    colour: str | None


class GateProblem(msgspec.Struct, frozen=True):
    """Problem details (RFC 9457): nothing of what was sent is repeated."""

    type: str
    title: str
    status: int


_read = msgspec.json.Decoder(GateAdmission).decode
_TITLES = {
    401: "A gate's key is wanted",
    404: "No such gate, or its entrance is closed",
    422: "Not an admission",
    429: "Too many",
    503: "Busy",
}


def read_admission(body: bytes) -> GateAdmission | None:
    """Read one message, None for what is none."""
    try:
        return _read(body)
    except (ValueError, RecursionError):
        return None


def verdict_of(call: GateAdmission, found: Admitted) -> GateVerdict:
    """Give a gate its verdict: no name, no number's end, for nobody stands there to compare."""
    colour = None if found.colour is None else found.colour.value
    return GateVerdict(call.id, found.act.passes, found.act.value, found.key, colour)


def problem_of(status: int) -> GateProblem:
    """Give the problem details of a status."""
    return GateProblem("about:blank", _TITLES.get(status, "Refused"), status)


def openapi(address: str) -> dict[str, Any]:
    """Describe the API of the service at an address, as OpenAPI 3.1."""
    kinds = (GateAdmission, GateVerdict, GateProblem)
    refs, parts = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    sent, verdict, problem = refs
    problems = {
        str(status): {
            "description": title,
            "content": {MEDIA: {"schema": problem}},
            **({"headers": _RETRY} if status in {429, 503} else {}),
        }
        for status, title in _TITLES.items()
    }
    taken = {
        "description": "The verdict; the same for the same id, until something new is known.",
        "content": {"application/json": {"schema": verdict}},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Yunnan Health Code: gates",
            "version": "1",
            "description": "One person, one entrance, one verdict, by the rules of docs/doors.md.",
        },
        "servers": [{"url": address}],
        "security": [{"gate": []}],
        "paths": {
            "/api/v1/gate/admissions": {
                "post": {
                    "operationId": "admit",
                    "summary": "Admit one person at the gate's entrance",
                    "requestBody": {
                        "required": True,
                        "content": {"application/json": {"schema": sent}},
                    },
                    "responses": {"200": taken, **problems},
                }
            }
        },
        "components": {
            "schemas": parts,
            "securitySchemes": {"gate": {"type": "http", "scheme": "bearer"}},
        },
    }


_RETRY = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
