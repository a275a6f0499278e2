"""Made-up evidence for what must always hold: forty days of declarations, facts and listings."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from domain.assessment.values import Signals
from domain.declaration.values import (
    Answer,
    Declaration,
    Departure,
    Health,
    Journey,
    Occupation,
    Stay,
    Symptom,
    Visit,
)
from domain.signals.facts import AreaFact, Fact, FactKind, Level, Outcome, areas_of

FIRST = date(2020, 2, 10)
_MIDNIGHT = datetime(2020, 2, 9, 16, tzinfo=UTC)
_PLACES = ("4201", "420106", "532528100", "532528101", "53")
_ME, _OTHER, _HOLDER = UUID(int=1), UUID(int=2), UUID(int=3)
_IDS = [UUID(int=number) for number in range(10, 18)]
_CLOSING = {FactKind.EXCLUDED, FactKind.DISCHARGED, FactKind.ISOLATION_ENDED}

days = st.integers(0, 40).map(lambda day: FIRST + timedelta(days=day))
instants = st.tuples(
    st.integers(0, 42),
    st.sampled_from([0, 1, 8 * 3600, 12 * 3600, 86_399]),
).map(lambda at: _MIDNIGHT + timedelta(days=at[0], seconds=at[1]))
answers = st.sampled_from([*Answer, Answer.NO, Answer.NO])


@dataclass(frozen=True, slots=True)
class World:
    """One person's evidence, and an instant of asking."""

    declarations: tuple[Declaration, ...]
    signals: Signals
    at: datetime


@st.composite
def healths(draw: st.DrawFn) -> Health:
    """Draw the answers about health."""
    return Health(
        draw(answers),
        draw(st.none() | days),
        draw(answers),
        "",
        draw(st.none() | days),
        draw(st.just(frozenset[Symptom]()) | st.frozensets(st.sampled_from(Symptom))),
        symptoms_unknown=draw(st.sampled_from([False, False, False, True])),
        temperature=draw(st.sampled_from([None, 36.5, 37.2, 37.3])),
        symptoms_since=draw(st.none() | days),
    )


departures = st.builds(Departure, st.sampled_from(_IDS), instants, st.none() | days)


@st.composite
def declarations(draw: st.DrawFn) -> Declaration:
    """Draw a declaration or a daily report."""
    visits = draw(st.lists(st.builds(_visit, st.sampled_from(_PLACES), days, days), max_size=2))
    departure = draw(st.sampled_from([None, "CN", "VN"]))
    return Declaration(
        draw(st.sampled_from(_IDS)),
        _ME,
        _HOLDER,
        draw(instants),
        Journey(bool(visits), departure, tuple(visits)),
        Stay(draw(st.sampled_from(_PLACES[2:4])), "", Occupation.NONE),
        draw(healths()),
        daily=draw(st.booleans()),
        corrected=draw(st.sampled_from([False, False, False, True])),
        departures=tuple(draw(st.lists(departures, max_size=2, unique_by=lambda one: one.id))),
    )


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Draw a fact; one that closes names something."""
    kind = draw(st.sampled_from(FactKind))
    named = st.sampled_from(_IDS)
    return Fact(
        draw(named),
        _ME,
        kind,
        draw(days),
        draw(instants),
        draw(named if kind in _CLOSING else st.none() | named),
        draw(st.sampled_from([None, *Outcome])),
    )


@st.composite
def listings(draw: st.DrawFn) -> AreaFact:
    """Draw a listing, perhaps ended."""
    first, recorded_at = draw(days), draw(instants)
    gone = draw(st.none() | st.integers(1, 20).map(lambda more: first + timedelta(days=more)))
    delisted_at = None if gone is None else max(recorded_at, draw(instants))
    return AreaFact(
        draw(st.sampled_from(_IDS)),
        draw(st.sampled_from(_PLACES)),
        draw(st.sampled_from(Level)),
        first,
        recorded_at,
        gone,
        delisted_at,
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw everything at once."""
    told = draw(st.lists(declarations(), max_size=6, unique_by=lambda one: one.id))
    known = draw(st.lists(facts(), max_size=4, unique_by=lambda fact: fact.id))
    listed = areas_of(draw(st.lists(listings(), max_size=3)))
    return World(tuple(told), Signals(tuple(known), listed), draw(instants))


def _visit(place: str, one: date, other: date) -> Visit:
    return Visit(place, max(one, other), min(one, other))
