"""Alerts: what the command of a division is told at once, and who takes it in hand (product F4)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlmodel import col, select, update

from domain.admission.judging import Judged
from domain.admission.records import AlertRecord
from domain.admission.values import NOBODY, Call
from domain.healthcode.behind import Behind
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.policy.context import Context
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import Cell, seal, unseal
from domain.storage.work import Work
from domain.venues.values import Entrance, Venue

MOST = 200
"""As many as the page shows, the newest first."""
_NAMES = tuple(AlertRecord.model_fields)
_COLUMNS = AlertRecord.__table__.c  # type: ignore[attr-defined] # SQLModel makes it
# One statement on both engines: the same admission told again is the same alert. Ids are made by
# devices, so that of another venue in the division is left as it is.
_PUT = text(
    f"INSERT INTO alert ({', '.join(_NAMES)}) VALUES (:{', :'.join(_NAMES)})"  # noqa: S608 - our own names
    " ON CONFLICT (division, alert_id) DO UPDATE SET kind = excluded.kind, key = excluded.key,"
    " withdrawn_at = NULL WHERE alert.venue_id = excluded.venue_id"
).bindparams(*(bindparam(name, type_=_COLUMNS[name].type) for name in _NAMES))


class AlertKind(StrEnum):
    """What an alert is about; OFTEN is about the door, which scans one person over and over."""

    RED = "red"
    YELLOW = "yellow"
    FEVER = "fever"
    OFTEN = "often"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as an officer sees it: no more of the person than a masked name."""

    id: UUID
    division: str
    kind: AlertKind
    key: str
    venue: UUID
    entrance: UUID
    at: datetime
    made_at: datetime
    name: str
    taken_at: datetime | None
    taken_by: UUID | None
    withdrawn: bool


def raise_alert(work: Work, ctx: Context, entrance: Entrance, call: Call, found: Judged) -> None:
    """Tell the division of an admission; once for each, whatever is sent twice."""
    colour = found.read.colour
    risky = colour in {Colour.RED, Colour.YELLOW}
    kind = AlertKind(colour.value) if colour is not None and risky else AlertKind.FEVER
    person = found.people[0].person_id if found.people else None
    key = found.decision.key if found.decision.verdict.alert else call.told
    _put(work, ctx, entrance, call.id, kind, key, call.at, person, found.name)


def raise_often(work: Work, ctx: Context, entrance: Entrance, people: Iterable[Behind]) -> None:
    """Tell that one shift scans one person over and over (trust T12); once a day for each."""
    day = day_of(ctx.instant).isoformat()
    for each in people:
        told = f"{ctx.actor.id}|{each.person_id}|{day}".encode()
        id_ = UUID(bytes=hashlib.sha256(told).digest()[:16])
        _put(work, ctx, entrance, id_, AlertKind.OFTEN, "", ctx.instant, each.person_id, "")


def withdraw_alert(work: Work, ctx: Context, venue: Venue, alert_id: UUID) -> None:
    """Mark that what was told is so no more: a slip of the finger, a reading taken again."""
    work.session.exec(
        update(AlertRecord)
        .where(
            col(AlertRecord.division) == venue.division,
            col(AlertRecord.alert_id) == alert_id,
            col(AlertRecord.venue_id) == venue.id,
            col(AlertRecord.withdrawn_at).is_(None),
        )
        .values(withdrawn_at=ctx.instant)
        .execution_options(synchronize_session=False)
    )


def list_alerts(work: Work, ctx: Context) -> tuple[Alert, ...]:
    """Give the newest alerts of the actor's jurisdiction."""
    rows = work.session.exec(
        select(AlertRecord)
        .where(col(AlertRecord.division).startswith(ctx.actor.division or "-", autoescape=True))
        .order_by(col(AlertRecord.made_at).desc())
        .limit(MOST)
    ).all()
    return tuple(_alert(ctx.ring, row) for row in rows)


def _put(  # noqa: PLR0913, PLR0917 - the columns of a row
    work: Work,
    ctx: Context,
    entrance: Entrance,
    alert_id: UUID,
    kind: AlertKind,
    key: str,
    at: datetime,
    person: UUID | None,
    name: str,
) -> None:
    cell = _cell(alert_id)
    row: dict[str, Any] = dict.fromkeys(("taken_at", "taken_by", "withdrawn_at"))
    row |= {
        "division": entrance.venue.division,
        "alert_id": alert_id,
        "kind": kind.value,
        "key": key,
        "venue_id": entrance.venue.id,
        "entrance_id": entrance.id,
        "person_id": person,
        "at": at,
        "made_at": ctx.instant,
        "sealed": seal(ctx.ring.current(Kind.SEAL), name.encode(), cell),
    }
    work.connection.execute(_PUT, row)


def _alert(ring: KeyRing, row: AlertRecord) -> Alert:
    return Alert(
        id=row.alert_id,
        division=row.division,
        kind=AlertKind(row.kind),
        key=row.key,
        venue=row.venue_id,
        entrance=row.entrance_id,
        at=row.at,
        made_at=row.made_at,
        name=unseal(ring, row.sealed, _cell(row.alert_id)).decode(),
        taken_at=row.taken_at,
        taken_by=row.taken_by,
        withdrawn=row.withdrawn_at is not None,
    )


def _cell(alert_id: UUID) -> Cell:
    return Cell("alert", "sealed", alert_id.bytes, NOBODY)
