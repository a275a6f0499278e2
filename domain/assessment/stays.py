"""Y1: a stay in a listed area on days when it was listed, through days after the leaving.

Transit legs are no stay and are never looked at. A listing recorded after the declaration counts
for the stays that were declared before; a delisting leaves what already runs. One recorded when the
days after a stay are over asks for fresh answers, as where it was known all along: none was given
since, and the answers of before tell nothing of those days.

A stay at home ends with the day on which somebody says that they left Yunnan: what is listed from
the next day on does not meet it. What was declared of other places is never touched by that.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain.assessment.days import opening, told_on
from domain.assessment.known import Known
from domain.assessment.runs import Phase, Run, dated
from domain.assessment.values import Evidence
from domain.declaration.values import Declaration
from domain.policy.grounds import AreaGround
from domain.signals.facts import AreaFact

_CODE_LENGTHS = (2, 4, 6, 9)
_DAY = timedelta(days=1)


class _Stay(NamedTuple):
    """Somebody's days in one place, first and last included; `left` unless they may be longer.

    `departure` is what was said where the last day is that of having left Yunnan.
    """

    division: str
    first: date
    last: date
    left: bool = True
    departure: UUID | None = None


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
            yield from _lived(ground, known, declaration.id, _home(known, declaration, moved))


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
    """Give the days at home: until one left Yunnan or declared again, at most while valid.

    The day of the declaration is one of them, whatever another phone says of it later.
    """
    first = told_on(declaration.declared_at)
    last = first + timedelta(days=known.rules.green.days)
    left = moved is not None and told_on(moved.declared_at) <= last
    if moved is not None:
        last = min(last, told_on(moved.declared_at))
    stay = _Stay(declaration.stay.division, first, last, left=left)
    gone = known.departure_after(declaration, moved) if known.departures else None
    if gone is None or gone.left_on is None or gone.left_on > last:
        return stay
    return stay._replace(last=max(first, gone.left_on), left=True, departure=gone.id)


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


def _lived(ground: AreaGround, known: Known, declaration: UUID, home: _Stay) -> Iterator[Run]:
    """Wait for the leaving or the delisting; from then on run as after any leaving."""
    for area in _listings(ground, known, home):
        if _met(ground, home, area):
            gone = area.delisted_on
            last = home.last if gone is None else min(home.last, gone - _DAY)
            departed = home.departure if last == home.last else None
            code = "stay_residence" if departed is None else "stay_departed"
            evidence = Evidence(code, day=last, place=home.division)
            after = dated(ground.colour, last, ground.days, ground.step)
            there = Phase(ground.colour, opening(last + _DAY), None, last, ground.step)
            phases = (there, after) if gone is None and not home.left else (after,)
            said = () if departed is None else (departed,)
            began, found = opening(home.first), (declaration, area.id, *said)
            yield Run((evidence,), began, phases, found, fresh_after=ground.fresh_answers)
