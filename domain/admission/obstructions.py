"""A green that was turned away: by the door's own word or the person's (product F3; N9, A5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlmodel import col, select

from domain.admission.records import ObstructionRecord
from domain.admission.values import NOBODY, Call, Reason
from domain.healthcode.behind import Behind
from domain.policy.context import Context
from domain.storage.keys import Kind
from domain.storage.sealing import Cell, seal, unseal
from domain.storage.work import Work
from domain.venues.values import Entrance

MOST_WORDS = 300
MOST = 200
_NAMES = tuple(ObstructionRecord.model_fields)
_COLUMNS = ObstructionRecord.__table__.c  # type: ignore[attr-defined] # SQLModel makes it
_PUT = text(
    f"INSERT INTO obstruction ({', '.join(_NAMES)}) VALUES (:{', :'.join(_NAMES)})"  # noqa: S608 - our own names
    " ON CONFLICT (division, obstruction_id) DO UPDATE SET reason = excluded.reason"
    " WHERE obstruction.source = excluded.source AND obstruction.venue_id = excluded.venue_id"
).bindparams(*(bindparam(name, type_=_COLUMNS[name].type) for name in _NAMES))


class Source(StrEnum):
    """By whose word a green was turned away."""

    DOOR = "door"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Obstruction:
    """One report as an officer sees it; `words` are the person's own, `venue` None where unknown.

    `reason` is the door's, None in a report by the person.
    """

    id: UUID
    division: str
    source: Source
    reason: Reason | None
    venue: UUID | None
    entrance: UUID | None
    at: datetime
    words: str
    taken_at: datetime | None
    taken_by: UUID | None


@dataclass(frozen=True, slots=True)
class Where:
    """Where a green was turned away, as far as it is known."""

    division: str
    venue: UUID | None = None
    entrance: UUID | None = None
    at: datetime | None = None


def note_refusal(
    work: Work, ctx: Context, entrance: Entrance, call: Call, people: Sequence[Behind]
) -> None:
    """Note that staff turned a green away, and why they say they did."""
    person = people[0].person_id if people else None
    place = Where(entrance.venue.division, entrance.venue.id, entrance.id, call.at)
    reason = "" if call.refused is None else call.refused.value
    _put(work, ctx, call.id, place, Source.DOOR, reason, person, "")


def report(  # noqa: PLR0913, PLR0917 - a verb's two surroundings and its four values
    work: Work, ctx: Context, report_id: UUID, person_id: UUID, place: Where, words: str
) -> None:
    """Keep what a person says of having been turned away with a green; the same id is one."""
    _put(work, ctx, report_id, place, Source.HOLDER, "", person_id, words[:MOST_WORDS])


def list_obstructions(work: Work, ctx: Context) -> tuple[Obstruction, ...]:
    """Give the newest reports of the actor's jurisdiction."""
    rows = work.session.exec(
        select(ObstructionRecord)
        .where(
            col(ObstructionRecord.division).startswith(ctx.actor.division or "-", autoescape=True)
        )
        .order_by(col(ObstructionRecord.made_at).desc())
        .limit(MOST)
    ).all()
    return tuple(_obstruction(ctx, row) for row in rows)


def _put(  # noqa: PLR0913, PLR0917 - the columns of a row
    work: Work,
    ctx: Context,
    id_: UUID,
    place: Where,
    source: Source,
    reason: str,
    person: UUID | None,
    words: str,
) -> None:
    row: dict[str, Any] = {
        "division": place.division,
        "obstruction_id": id_,
        "source": source.value,
        "reason": reason,
        "venue_id": place.venue,
        "entrance_id": place.entrance,
        "person_id": person,
        "at": place.at or ctx.instant,
        "made_at": ctx.instant,
        "sealed": seal(ctx.ring.current(Kind.SEAL), words.encode(), _cell(id_)),
        "taken_at": None,
        "taken_by": None,
    }
    work.connection.execute(_PUT, row)


def _obstruction(ctx: Context, row: ObstructionRecord) -> Obstruction:
    return Obstruction(
        id=row.obstruction_id,
        division=row.division,
        source=Source(row.source),
        reason=Reason(row.reason) if row.reason else None,
        venue=row.venue_id,
        entrance=row.entrance_id,
        at=row.at,
        words=unseal(ctx.ring, row.sealed, _cell(row.obstruction_id)).decode(),
        taken_at=row.taken_at,
        taken_by=row.taken_by,
    )


def _cell(id_: UUID) -> Cell:
    return Cell("obstruction", "sealed", id_.bytes, NOBODY)
