"""What is kept of an admission: the columns of its row, and the reading sealed."""

from typing import Any
from uuid import UUID

from domain.admission.judging import Judged
from domain.admission.values import NOBODY, Admitted, Call, How
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import Cell, seal, unseal
from domain.venues.values import Entrance


def new_row(
    ctx: Context, entrance: Entrance, call: Call, found: Judged, how: How
) -> dict[str, Any]:
    """Give the row of an admission, of nobody yet."""
    return {
        "venue_id": entrance.venue.id,
        "admission_id": call.id,
        "entrance_id": entrance.id,
        "division": entrance.venue.division,
        "person_id": None,
        "holder_id": None,
        "at": call.at,
        "how": how.value,
        "warned": found.lately.warned,
        "role": ctx.actor.role.value,
        "by_id": ctx.actor.id,
        **changing(ctx, call, found),
    }


def changing(
    ctx: Context, call: Call, found: Judged, reading: bytes | None = None
) -> dict[str, Any]:
    """Give the columns that a later call of the same id brings up to date.

    `reading` is the sealed one so far: it stays where none is given now.
    """
    read, key = found.read, found.decision.key
    fresh = None if call.reading is None else _sealed(ctx.ring, call.id, call.reading)
    return {
        "answer": read.answer,
        "colour": "" if read.colour is None else read.colour.value,
        "compare": read.compare,
        "temperature": found.temperature.value,
        "reading": fresh or reading,
        "seen": call.seen,
        "leaving": call.leaving,
        "key": key,
        "act": found.decision.act.value,
        "refused": "" if call.refused is None else call.refused.value,
        "told": call.told,
        "otherwise": bool(call.told) and call.told != key,
    }


def answer_of(call: Call, found: Judged) -> Admitted:
    """Give what the door is told: nothing else of the person leaves the domain (trust T12)."""
    key = found.decision.key
    return Admitted(
        key=key,
        act=found.decision.act,
        answer=found.read.answer,
        colour=found.read.colour,
        name=found.name,
        tail=found.tail,
        otherwise=bool(call.told) and call.told != key,
    )


def reading_in(ring: KeyRing, admission_id: UUID, sealed: bytes | None) -> float | None:
    """Open a reading in degrees Celsius; None where none was typed."""
    if sealed is None:
        return None
    return float(unseal(ring, sealed, _cell(admission_id)).decode())


def _sealed(ring: KeyRing, admission_id: UUID, reading: float) -> bytes:
    text = f"{reading:.1f}".encode()
    return seal(ring.current(Kind.SEAL), text, _cell(admission_id))


def _cell(admission_id: UUID) -> Cell:
    return Cell("admission", "reading", admission_id.bytes, NOBODY)
