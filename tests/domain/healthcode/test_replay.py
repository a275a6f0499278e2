"""Replay gives the colour that was shown at a past moment, or says that it cannot tell."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.audit.history import entries_about
from domain.audit.note import Act
from domain.declaration.values import Symptom
from domain.healthcode.apply import apply
from domain.healthcode.assessing import refresh
from domain.healthcode.replay import Replay, Replayed, replay
from domain.household.browsers import open_holder
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.retention.facts import purge_facts
from domain.retention.purge import purge
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from tests.databases import empty_file, open_engine
from tests.domain.acts import HEALTHY, RING, Books, application, in_contact
from tests.domain.healthcode.lives import Life, live

SECOND = timedelta(seconds=1)


def replayed(books: Books, life: Life) -> Iterator[tuple[Replay, object]]:
    assert life.person is not None
    for shown in life.shown:
        found = replay(books.work, books.context(), life.person, shown.holder, shown.at)
        yield found, shown.found


@contextmanager
def fresh_books() -> Iterator[Books]:
    """Books of a file of their own: one life knows nothing of another."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(empty_file(Path(folder) / "one.db"))
        books = Books(engine)
        try:
            yield books
        finally:
            books.close()
            engine.dispose()


def check_a_life(data: st.DataObject, acts: int) -> None:
    with fresh_books() as books:
        life = live(books, data.draw, acts)
        for found, shown in replayed(books, life):
            assert (found.outcome, found.assessment) == (Replayed.SHOWN, shown)
        _check_history(books, life)
        books.pass_time(days=data.draw(st.integers(0, 60)))
        life.look()
        life.clean_up()
        for found, shown in replayed(books, life):
            assert found.outcome is not Replayed.NO_CODE
            assert found.assessment in (None, shown)


def _check_history(books: Books, life: Life) -> None:
    """Of every change of colour that the audit holds, replay gives the colour at that instant."""
    assert life.person is not None
    holders = [life.holders[by] for by in life.claimed]
    for entry in entries_about(books.work, RING, life.person):
        if entry.act is Act.COLOUR_CHANGED:
            ctx = books.context()
            each = [replay(books.work, ctx, life.person, one, entry.at) for one in holders]
            assert any(found.assessment for found in each)
            assert entry.fields == ("colour",)


# A failing life is told as it was drawn: shrinking one would live hundreds more.
_LIVES = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


@given(data=st.data())
@settings(_LIVES, max_examples=5)
def test_a_life_replays_as_it_was_shown(data: st.DataObject) -> None:
    check_a_life(data, 8)


@pytest.mark.prove
@given(data=st.data())
@settings(_LIVES, max_examples=150)
def test_many_long_lives_replay_as_they_were_shown(data: st.DataObject) -> None:
    check_a_life(data, 20)


def phone(books: Books) -> UUID:
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    return holder


def at(books: Books, person: UUID, holder: UUID, ago: timedelta) -> Replay:
    return replay(books.work, books.context(), person, holder, books.instant - ago)


def test_a_fact_counts_from_its_recording_and_is_named_as_evidence(books: Books) -> None:
    holder = phone(books)
    ctx = books.context(holder)
    person = apply(books.work, ctx, holder, application()).person_id
    books.pass_time(hours=5)
    fact = Fact(event_id(books.instant), person, FactKind.CONFIRMED, day_of(books.instant),
                books.instant)  # fmt: skip
    record_fact(books.work, books.context(), fact)
    books.pass_time(days=3)
    before = at(books, person, holder, timedelta(days=3) + SECOND)
    after = at(books, person, holder, timedelta(days=3))
    assert before.assessment is not None
    assert after.assessment is not None
    assert (before.assessment.colour, before.evidence) == (Colour.GREEN, (ctx.nonce,))
    assert (after.assessment.colour, after.evidence) == (Colour.RED, (fact.id,))
    assert after.assessment.policy == "YN-2020-04"
    first = at(books, person, holder, timedelta(days=3, hours=5) + SECOND)
    assert (first.outcome, first.assessment) == (Replayed.NO_CODE, None)


def test_what_was_corrected_later_still_counts_before(books: Books) -> None:
    holder = phone(books)
    slip = books.context(holder)
    person = apply(books.work, slip, holder, application(health=in_contact())).person_id
    books.pass_time(minutes=20)
    mended = replace(application(), corrects=slip.nonce)
    apply(books.work, books.context(holder), holder, mended)
    books.pass_time(days=1)
    day = timedelta(days=1)
    colours = [
        found.assessment.colour
        for ago in (day + SECOND, day)
        if (found := at(books, person, holder, ago)).assessment
    ]
    assert colours == [Colour.RED, Colour.GREEN]


def test_what_lies_ahead_cannot_be_replayed(books: Books) -> None:
    with pytest.raises(ValueError, match="ahead"):
        at(books, random_id(), random_id(), -SECOND)


def test_past_what_is_kept_it_says_so(books: Books) -> None:
    holder = phone(books)
    person = apply(books.work, books.context(holder), holder, application()).person_id
    books.pass_time(days=13)
    assert at(books, person, holder, timedelta(days=13)).outcome is Replayed.SHOWN
    books.pass_time(days=47)
    while purge(books.work, books.context()):
        pass
    for ago in (47, 60):
        found = at(books, person, holder, timedelta(days=ago))
        assert (found.outcome, found.assessment, found.evidence) == (Replayed.GONE, None, ())
    assert at(books, person, holder, timedelta(days=61)).outcome is Replayed.NO_CODE


def test_purged_facts_leave_what_came_after_them_and_no_guess_before(books: Books) -> None:
    holder = phone(books)
    person = apply(books.work, books.context(holder), holder, application()).person_id
    case = Fact(event_id(books.instant), person, FactKind.SUSPECTED, day_of(books.instant),
                books.instant)  # fmt: skip
    record_fact(books.work, books.context(), case)
    books.pass_time(days=1)
    gone = replace(case, id=event_id(books.instant), kind=FactKind.EXCLUDED, of=case.id)
    record_fact(books.work, books.context(), gone)
    books.pass_time(days=30)
    apply(books.work, books.context(holder), holder, application())
    purge_facts(books.work, books.context())
    books.pass_time(hours=1)
    assert at(books, person, holder, timedelta(days=30, hours=2)).outcome is Replayed.GONE
    now = at(books, person, holder, timedelta())
    assert now.assessment is not None
    assert now.assessment.colour is Colour.GREEN


def test_what_waited_is_kept_through_its_period_after_the_event(books: Books) -> None:
    """A cough of weeks ago, examined clear yesterday, is not purged with the examination."""
    holder = phone(books)
    ill = replace(HEALTHY, symptoms=frozenset({Symptom.COUGH}))
    person = apply(books.work, books.context(holder), holder, application(health=ill)).person_id
    books.pass_time(days=60)
    clear = Fact(event_id(books.instant), person, FactKind.EXAMINED_CLEAR, day_of(books.instant),
                 books.instant)  # fmt: skip
    record_fact(books.work, books.context(), clear)
    refresh(books.work, books.context(holder), person, holder)
    books.pass_time(days=1)
    while purge(books.work, books.context()):
        pass
    found = at(books, person, holder, timedelta(days=2))
    assert found.assessment is not None
    assert [reason.rule for reason in found.assessment.reasons] == ["Y2"]


def test_an_exclusion_is_kept_as_long_as_a_contact_that_it_lifted(books: Books) -> None:
    holder = phone(books)
    person = apply(books.work, books.context(holder), holder, application()).person_id
    case = Fact(event_id(books.instant), random_id(), FactKind.SUSPECTED, day_of(books.instant),
                books.instant)  # fmt: skip
    record_fact(books.work, books.context(), case)
    contact = Fact(event_id(books.instant), person, FactKind.CLOSE_CONTACT, case.day,
                   books.instant, case.id)  # fmt: skip
    record_fact(books.work, books.context(), contact)
    books.pass_time(days=1)
    gone = replace(case, id=event_id(books.instant), kind=FactKind.EXCLUDED, of=case.id)
    record_fact(books.work, books.context(), gone)
    books.pass_time(days=29)
    purge_facts(books.work, books.context())
    lifted = at(books, person, holder, timedelta(days=28))
    assert lifted.outcome is Replayed.GONE or (
        lifted.assessment is not None and lifted.assessment.colour is Colour.GREEN
    )
