"""Y1: a stay in a listed area on days when it was listed, through days after the leaving.

Transit legs are no stay and are never looked at. A listing recorded after the declaration counts
for the stays that were declared before; a delisting leaves what already runs. One recorded when the
days after a stay are over asks for fresh answers, as where it was known all along: none was given
since, and the answers of before tell nothing of those days.

A stay at home ends with the day on which somebody says that they left Yunnan: what is listed from
the next day on does not meet it. A listing that was recorded before they said so lasts until the
day on which they did, whichever day they name: no statement shortens what runs (product B2). What
was declared of other places is never touched by that.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.assessment.days import opening, told_on
from domain.assessment.known import Known
from domain.assessment.runs import Phase, Run, dated
from domain.assessment.values import Evidence
from domain.declaration.values import Declaration, Departure
from domain.policy.grounds import AreaGround
from domain.signals.facts import AreaFact

_CODE_LENGTHS = (2, 4, 6, 9)
_DAY = timedelta(days=1)


class _Stay(NamedTuple):
    """Somebody's days in one place, first and last included; `left` unless they may be longer.

    `said` is what was said where the last day comes of having left Yunnan.
    """

    division: str
    first: date
    last: date
    left: bool = True
    said: tuple[UUID, ...] = ()


def stay_runs(ground: AreaGround, known: Known) -> Iterator[Run]:
    """Give the run of each declared stay that met a listing, and of each home in a listed area."""
    if not known.areas.by_code:
        return
    full = [declaration for declaration in known.declarations if not declaration.daily]
    for at, declaration in enumerate(full):
        for stay in _visits(ground, declaration):
            met = [area.id for area in _listings(ground, known, stay) if _met(ground, stay, area)]
            if met:
                yield _visited(ground, stay, (declaration.id, *met))
        if ground.residence and _ever_listed(known, declaration.stay.division):
            moved = full[at + 1] if at + 1 < len(full) else None
            home, said = _home(known, declaration, moved), known.said_after(declaration, moved)
            yield from _lived(ground, known, declaration.id, home, said)


def _visits(ground: AreaGround, declaration: Declaration) -> Iterator[_Stay]:
    """Give the stays of a journey; one without a first day fills the question's window."""
    if not declaration.journey.outside:
        return
    earliest = told_on(declaration.declared_at) - timedelta(days=ground.window_days)
    for visit in declaration.journey.visits:
        first = min(earliest, visit.last) if visit.first is None else visit.first
        yield _Stay(visit.division, first, visit.last)


def _ever_listed(known: Known, division: str) -> bool:
    """Tell at little cost whether a place, or what it lies in, was ever listed."""
    by_code = known.areas.by_code
    return any(division[:length] in by_code for length in _CODE_LENGTHS)


def _home(known: Known, declaration: Declaration, moved: Declaration | None) -> _Stay:
    """Give the days at home: until one declared again, at most while valid."""
    first = told_on(declaration.declared_at)
    last = first + timedelta(days=known.rules.green.days)
    left = moved is not None and told_on(moved.declared_at) <= last
    if moved is not None:
        last = min(last, told_on(moved.declared_at))
    return _Stay(declaration.stay.division, first, last, left=left)


def _until_left(home: _Stay, said: Sequence[Departure], area: AreaFact) -> _Stay:
    """Give the days at home as they count for one listing, by what was said of leaving.

    The day of the declaration is one of them, whatever another phone says of it later.
    """
    day = _last_day(said, area.recorded_at)
    if day is None or day > home.last:
        return home
    ids = tuple(each.id for each in said)
    return home._replace(last=max(home.first, day), left=True, said=ids)


def _last_day(said: Sequence[Departure], recorded_at: datetime) -> date | None:
    """Give the last day at home for what was recorded at an instant; None where nobody has left.

    Whatever is said afterwards finds the person where they then were: at home until that day, or
    gone since the day said before. The stay is as long as the longest of these.
    """
    last, gone = date.min, None
    for each in said:
        if recorded_at <= each.told_at:
            last = max(last, told_on(each.told_at) if gone is None else gone)
        gone = each.left_on
    return None if gone is None else max(last, gone)


def _listings(ground: AreaGround, known: Known, stay: _Stay) -> Iterator[AreaFact]:
    """Give the listings known by now of the place and of every division it lies in."""
    for length in _CODE_LENGTHS:
        if length <= len(stay.division):
            for area in known.areas.by_code.get(stay.division[:length], ()):
                if area.recorded_at <= known.at and area.level.value in ground.levels:
                    yield area if _delisting_known(area, known.at) else _still_listed(area)


def _delisting_known(area: AreaFact, instant: datetime) -> bool:
    return area.delisted_at is None or area.delisted_at <= instant


def _still_listed(area: AreaFact) -> AreaFact:
    return AreaFact(area.id, area.division, area.level, area.listed_on, area.recorded_at)


def _met(ground: AreaGround, stay: _Stay, area: AreaFact) -> bool:
    """Tell whether a stay has a day on which the area was listed."""
    listed = area.listed_on - timedelta(days=ground.reach_back_days)
    gone = area.delisted_on
    return stay.last >= listed and (gone is None or stay.first < gone)


def _visited(ground: AreaGround, stay: _Stay, found: tuple[UUID, ...]) -> Run:
    evidence = Evidence("stay", day=stay.last, place=stay.division)
    phase = dated(ground.colour, stay.last, ground.days, ground.step)
    began = opening(stay.first)
    return Run((evidence,), began, (phase,), found, fresh_after=ground.fresh_answers)


def _lived(
    ground: AreaGround, known: Known, declaration: UUID, stay: _Stay, said: Sequence[Departure]
) -> Iterator[Run]:
    """Wait for the leaving or the delisting; from then on run as after any leaving."""
    for area in _listings(ground, known, stay):
        home = _until_left(stay, said, area)
        if _met(ground, home, area):
            gone = area.delisted_on
            last = home.last if gone is None else min(home.last, gone - _DAY)
            left = home.said if last == home.last else ()
            code = "stay_departed" if left else "stay_residence"
            evidence = Evidence(code, day=last, place=home.division)
            after = dated(ground.colour, last, ground.days, ground.step)
            there = Phase(ground.colour, opening(last + _DAY), None, last, ground.step)
            phases = (there, after) if gone is None and not home.left else (after,)
            began, found = opening(home.first), (declaration, area.id, *left)
            yield Run((evidence,), began, phases, found, fresh_after=ground.fresh_answers)
