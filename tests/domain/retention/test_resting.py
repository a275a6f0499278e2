"""Which answers stay: property by property, a risk is the same with them as with all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.assessment.assess import assess
from domain.assessment.values import Reason, Signals
from domain.declaration.values import Answer, Declaration, Health, Symptom
from domain.kernel.days import day_of
from domain.kernel.ids import event_id
from domain.retention.resting import resting
from domain.signals.facts import Fact, FactKind
from tests.domain.acts import AT_HOME, HEALTHY, POLICIES, STAY

BEGAN = datetime(2020, 4, 7, 4, tzinfo=UTC)
PERSON, MINE, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
RULES = POLICIES.set_at(BEGAN)


def answer(hours: int, health: Health, *, holder: UUID = MINE, daily: bool = False) -> Declaration:
    at = BEGAN + timedelta(hours=hours)
    return Declaration(event_id(at), PERSON, holder, at, AT_HOME, STAY, health, daily)


def met(days_ago: int, hours: int) -> Health:
    day = day_of(BEGAN + timedelta(hours=hours)) - timedelta(days=days_ago)
    return replace(HEALTHY, contact=Answer.YES, contact_on=day)


COUGH = replace(HEALTHY, symptoms=frozenset({Symptom.COUGH}))
healths = st.sampled_from(["well", "met", "cough", "unknown"])
moments = st.integers(0, 24 * 30)


def health(kind: str, hours: int) -> Health:
    made = {"well": HEALTHY, "cough": COUGH, "met": met(1, hours)}
    return made.get(kind, replace(HEALTHY, abroad=Answer.UNKNOWN))


def risks(answers: list[Declaration], signals: Signals, at: datetime) -> tuple[Reason, ...]:
    found = assess(answers, signals, RULES, at).reasons
    return tuple(reason for reason in found if RULES.ground(reason.rule) is not None)


@given(
    st.lists(st.tuples(moments, healths, st.booleans()), max_size=6),
    st.lists(st.tuples(moments, st.sampled_from(list(FactKind))), max_size=2),
    st.integers(0, 24 * 30),
)
def test_every_risk_ahead_is_what_it_would_have_been(
    told: list[tuple[int, str, bool]], recorded: list[tuple[int, FactKind]], after: int
) -> None:
    now = BEGAN + timedelta(hours=after)
    answers = [
        answer(hours, health(kind, hours), holder=OTHER if other else MINE)
        for hours, kind, other in told
        if hours <= after
    ]
    known = ((BEGAN + timedelta(hours=hours), kind) for hours, kind in recorded if hours <= after)
    facts = tuple(Fact(event_id(at), PERSON, kind, day_of(at), at) for at, kind in known)
    signals = Signals(facts)
    keep = resting(answers, MINE, signals, RULES, now)
    assert keep <= {one.id for one in answers if one.holder_id == MINE}
    left = [one for one in answers if one.holder_id == OTHER or one.id in keep]
    for hours in range(0, 24 * 45, 11):
        at = now + timedelta(hours=hours)
        assert risks(left, signals, at) == risks(answers, signals, at)


def test_what_no_risk_rests_on_goes() -> None:
    clean, risky = answer(0, HEALTHY), answer(5, met(1, 5))
    now = BEGAN + timedelta(hours=9)
    assert resting([clean, risky], MINE, Signals(), RULES, now) == {risky.id}
    assert resting([clean], MINE, Signals(), RULES, now) == frozenset()


def test_clean_reports_stay_beside_the_symptom_whose_end_they_bring_nearer() -> None:
    before, ill = answer(-30, HEALTHY), answer(0, COUGH)
    clean = [answer(24 * day, HEALTHY, daily=True) for day in (1, 2, 3)]
    now = BEGAN + timedelta(days=4)
    keep = resting([before, ill, *clean], MINE, Signals(), RULES, now)
    assert keep == {one.id for one in (ill, *clean)}


def test_an_exposure_that_is_over_stays_while_it_makes_a_symptom_red() -> None:
    """A cough begun in the days of a contact is red until it is examined; alone it is yellow."""
    contact, ill = answer(0, met(10, 0)), answer(24, COUGH)
    now = BEGAN + timedelta(days=8)
    found = assess([contact, ill], Signals(), RULES, now)
    assert [reason.rule for reason in found.reasons] == ["R4"]
    assert resting([contact, ill], MINE, Signals(), RULES, now) == {contact.id, ill.id}
