"""What an office sees of its doors: alerts, greens turned away, and in whose hands each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.admission.alerts import Alert, AlertKind
from domain.admission.obstructions import Obstruction
from domain.policy.context import Context
from domain.venues.naming import DoorNames
from web.formats import division
from web.i18n import gettext, language
from web.i18n import mark as _
from web.wording import word

_MINE, _OTHER = _("You"), _("A colleague")
_NOWHERE = _("Place not known")


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert in words: what, where, when, a masked name, what the door was told to do."""

    kind: str
    colour: str
    what: str
    done: str
    name: str
    place: str
    door: str
    township: str
    at: datetime
    taken_at: datetime | None
    taken_by: str
    withdrawn: bool
    id: str
    division: str
    table: str


@dataclass(frozen=True, slots=True)
class AlertsPage:
    """The page; `waiting` counts what nobody has taken in hand."""

    alerts: tuple[AlertRow, ...]
    reports: tuple[AlertRow, ...]
    waiting: int
    now: datetime


Names = Mapping[tuple[UUID, UUID], DoorNames]
Called = Mapping[UUID, str]


def alerts_page(
    ctx: Context,
    alerts: Sequence[Alert],
    reports: Sequence[Obstruction],
    names: Names,
    called: Called,
) -> AlertsPage:
    """Word what doors of the jurisdiction have told, the newest first."""
    rows = tuple(_alert(ctx, each, names, called) for each in alerts)
    told = tuple(_report(ctx, each, names, called) for each in reports)
    waiting = sum(row.taken_at is None and not row.withdrawn for row in (*rows, *told))
    return AlertsPage(rows, told, waiting, ctx.instant)


def _alert(ctx: Context, each: Alert, names: Names, called: Called) -> AlertRow:
    place, door = _where(names, each.venue, each.entrance)
    verdict = ctx.policies.doors.all_verdicts.get(each.key)
    done = "" if verdict is None else verdict.word.said_in(language().key)
    colour = each.kind.value if each.kind in {AlertKind.RED, AlertKind.YELLOW} else "grey"
    return AlertRow(
        kind=each.kind.value,
        colour=colour,
        what=word(each.kind),
        done=done,
        name=each.name,
        place=place,
        door=door,
        township=division(each.division),
        at=each.at,
        taken_at=each.taken_at,
        taken_by=_by(ctx, each.taken_by, called),
        withdrawn=each.withdrawn,
        id=each.id.hex,
        division=each.division,
        table="alert",
    )


def _report(ctx: Context, each: Obstruction, names: Names, called: Called) -> AlertRow:
    place, door = _where(names, each.venue, each.entrance)
    said = word(each.reason) if each.reason is not None else each.words
    return AlertRow(
        kind=each.source.value,
        colour="green",
        what=word(each.source),
        done=said,
        name="",
        place=place,
        door=door,
        township=division(each.division),
        at=each.at,
        taken_at=each.taken_at,
        taken_by=_by(ctx, each.taken_by, called),
        withdrawn=False,
        id=each.id.hex,
        division=each.division,
        table="report",
    )


def _where(names: Names, venue: UUID | None, door: UUID | None) -> tuple[str, str]:
    found = None if venue is None or door is None else names.get((venue, door))
    if found is None:
        return gettext(_NOWHERE), ""
    if language().key == "zh":
        return found.zh, found.door_zh
    return found.en or found.zh, found.door_en or found.door_zh


def _by(ctx: Context, account: UUID | None, called: Called) -> str:
    if account is None:
        return ""
    return gettext(_MINE) if account == ctx.actor.id else called.get(account) or gettext(_OTHER)
