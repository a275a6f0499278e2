"""What shifts, venues and offices see of their doors: counts alone, nobody's history (product F8).

A shift and its venue see exact numbers: they stood there. So does the office of the territory,
which is told of every red and yellow by alert. A sector's office sees small numbers of anything
but green as "fewer than five": with few, a count is as good as a name.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from domain.admission.records import AdmissionRecord
from domain.kernel.actor import Actor, Role
from domain.kernel.days import BEIJING, end_of, start_of
from domain.policy.context import Context
from domain.policy.doors import DoorAct
from domain.storage.work import Work
from domain.venues.naming import venues_of_sector
from domain.venues.visited import counts_of

FEW = 5
"""Fewer of these are told to a sector's office as fewer than this."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A day's counts: by colour ("" none seen), by what was done, by hour of Beijing time.

    `few` tells that small numbers are hidden from who looks. `check_ins` are a venue's, by hour.
    """

    day: date
    total: int
    colours: dict[str, int]
    acts: dict[str, int]
    hours: dict[int, int]
    otherwise: int
    refused: int
    check_ins: dict[int, int] = field(default_factory=dict)
    few: bool = False


def figures_of(work: Work, ctx: Context, day: date) -> Figures:
    """Give the day's counts of what the actor may count: a shift, a venue, a jurisdiction."""
    actor, since, until = ctx.actor, start_of(day), end_of(day)
    scope = (
        *_scope(actor),
        col(AdmissionRecord.at) >= since,
        col(AdmissionRecord.at) < until,
    )
    colours: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    counted = select(col(AdmissionRecord.colour), col(AdmissionRecord.act), func.count()).where(
        *scope
    )
    for colour, act, count in work.connection.execute(
        counted.group_by(col(AdmissionRecord.colour), col(AdmissionRecord.act))
    ):
        colours[colour] += count
        acts[DoorAct(act).value] += count
    marked = select(
        _many(col(AdmissionRecord.otherwise).is_(True)), _many(col(AdmissionRecord.refused) != "")
    ).where(*scope)
    otherwise, refused = work.connection.execute(marked).one()
    visits = {} if actor.venue is None else _visits(work, actor.venue, actor.entrance, day)
    return Figures(
        day=day,
        total=colours.total(),
        colours=dict(colours),
        acts=dict(acts),
        hours=_hours(work, scope),
        otherwise=otherwise or 0,
        refused=refused or 0,
        check_ins=visits,
        few=actor.role is Role.SECTOR,
    )


def _scope(actor: Actor) -> Iterable[ColumnElement[bool]]:
    """Give what an actor may count; nobody else's doors."""
    if actor.role is Role.DOOR:
        yield col(AdmissionRecord.by_id) == actor.id
    if actor.venue is not None:
        yield col(AdmissionRecord.venue_id) == actor.venue
        return
    division = actor.division or "-"
    yield col(AdmissionRecord.division).startswith(division, autoescape=True)
    if actor.role is Role.SECTOR:
        yield col(AdmissionRecord.venue_id).in_(venues_of_sector(actor.sector or "-"))


def _many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def _hours(work: Work, scope: Iterable[ColumnElement[bool]]) -> dict[int, int]:
    """Count by hour: instants are counted, never whose they were."""
    found: Counter[int] = Counter()
    rows = work.connection.execute(select(col(AdmissionRecord.at)).where(*scope)).yield_per(5_000)
    for (at,) in rows:
        found[at.astimezone(BEIJING).hour] += 1
    return dict(sorted(found.items()))


def _visits(work: Work, venue: UUID, entrance: UUID | None, day: date) -> dict[int, int]:
    found: Counter[int] = Counter()
    for each in counts_of(work, venue, day):
        if entrance is None or each.entrance_id == entrance:
            found[each.hour] += each.count
    return dict(sorted(found.items()))
