"""Writing a venue into the books with its entrances; asking, importing and the demo go by here."""

from uuid import UUID

from sqlmodel import insert

from domain.kernel.ids import random_id
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.persons import seal_persons
from domain.venues.records import EntranceRecord, VenueRecord
from domain.venues.told import Asked, Gate
from domain.venues.values import VenueState


def register(work: Work, ctx: Context, venue_id: UUID, asked: Asked, state: VenueState) -> None:
    """Write a venue down as asked for or confirmed, under the sector of its kind."""
    details, sector = asked.details, ctx.policies.doors.sector_of(asked.kind)
    settled = state is VenueState.CONFIRMED
    row = {
        "venue_id": venue_id,
        "division": asked.division,
        "kind": asked.kind.value,
        "sector": sector.value,
        "state": state.value,
        "size": details.size.value,
        "zh": details.zh,
        "en": details.en,
        "address": details.address,
        "lines": ",".join(details.lines),
        "sealed": seal_persons(ctx.ring, venue_id, asked.persons),
        "asked_at": ctx.instant,
        "settled_at": ctx.instant if settled else None,
        "settled_by": ctx.actor.id if settled else None,
    }
    work.connection.execute(insert(VenueRecord), row)
    for gate in asked.gates:
        write_gate(work, venue_id, gate)


def write_gate(work: Work, venue_id: UUID, gate: Gate) -> UUID:
    """Write an entrance of a venue; give its id."""
    entrance_id = random_id()
    marks = {name: getattr(gate, name) for name in ("exits", "presence", "staffed", "arrivals")}
    named = {"zh": gate.zh, "en": gate.en, "plate": gate.plate}
    row = {"venue_id": venue_id, "entrance_id": entrance_id, **named, **marks}
    work.connection.execute(insert(EntranceRecord), row)
    return entrance_id
