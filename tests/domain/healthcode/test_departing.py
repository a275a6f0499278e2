"""Saying that one has left Yunnan: kept once, sealed, audited, replayed, undone; no risk ends."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.audit.history import entries_about
from domain.audit.note import Act
from domain.declaration.depart import declared_on, depart, stay_on
from domain.declaration.departure import FIELD
from domain.declaration.faults import Fault
from domain.declaration.store import declarations_of, record_of
from domain.declaration.values import Departure
from domain.healthcode.apply import apply
from domain.healthcode.assessing import refresh
from domain.healthcode.replay import replay
from domain.healthcode.show import pulse, shown
from domain.healthcode.values import ShownCode
from domain.household.browsers import open_holder
from domain.household.waiting import confirm_claim
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.kernel.tokens import new_token
from domain.signals.facts import AreaFact, Level
from domain.signals.record import record_area
from tests.domain.acts import HEALTHY, RING, STAY, Books, application, in_contact

SECOND = timedelta(seconds=1)


def phone(books: Books) -> UUID:
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    return holder


def declared(books: Books, holder: UUID, **parts: object) -> UUID:
    stated = application(**parts)  # type: ignore[arg-type] # a test's own fields
    return apply(books.work, books.context(holder), holder, stated).person_id


def say(
    books: Books, person: UUID, holder: UUID, ago: int = 0, nonce: UUID | None = None
) -> object:
    day = day_of(books.instant) - timedelta(days=ago)
    ctx = books.context(holder, nonce)
    return depart(books.work, ctx, person, holder, {FIELD: [day.isoformat()]})


def listed(books: Books) -> None:
    fact = AreaFact(
        event_id(books.instant), STAY.division, Level.HIGH, day_of(books.instant), books.instant
    )
    record_area(books.work, books.context(), fact)


def seen(books: Books, person: UUID, holder: UUID) -> ShownCode:
    ctx = books.context(holder)
    refresh(books.work, ctx, person, holder)
    code = shown(books.work, ctx, person, holder)
    assert code is not None
    return code


def departures(books: Books, person: UUID, holder: UUID) -> tuple[Departure, ...]:
    return declarations_of(books.work, RING, person, (holder,))[0].departures


def test_it_is_kept_sealed_and_told_by_the_code_and_its_next_poll(books: Books) -> None:
    holder = phone(books)
    person = declared(books, holder)
    before = seen(books, person, holder)
    books.pass_time(days=2)
    assert say(books, person, holder, ago=1) == ()
    pulsed = pulse(books.work, books.context(holder), person, holder)
    assert pulsed is not None
    assert pulsed.stale
    code = seen(books, person, holder)
    assert code.left_on == day_of(books.instant) - timedelta(days=1)
    assert (code.colour, code.until) == (Colour.GREEN, before.until)
    assert code.version == before.version + 1
    (made,) = declarations_of(books.work, RING, person, (holder,))
    record = record_of(books.work, person, made.id)
    assert record is not None
    assert str(code.left_on).encode() not in record.sealed


def test_the_same_form_twice_says_it_once(books: Books) -> None:
    holder = phone(books)
    person = declared(books, holder)
    nonce = event_id(books.instant)
    for _ in range(2):
        say(books, person, holder, nonce=nonce)
    stay = books.context(holder)
    for _ in range(2):
        stay_on(books.work, stay, person, holder)
    told = departures(books, person, holder)
    assert [(each.id, each.left_on) for each in told] == [
        (nonce, day_of(books.instant)),
        (stay.nonce, None),
    ]


def test_a_day_that_cannot_be_is_told_and_nothing_is_kept(books: Books) -> None:
    holder = phone(books)
    person = declared(books, holder)
    books.pass_time(days=2)
    assert declared_on(books.work, books.context(holder), person, holder) == date(2020, 4, 7)
    found = say(books, person, holder, ago=3)
    assert found == (Problem(FIELD, Fault.DEPARTURE_BEFORE_DECLARED),)
    assert departures(books, person, holder) == ()


def test_a_listed_home_is_yellow_until_14_days_after_and_what_is_listed_later_is_not(
    books: Books,
) -> None:
    stays, leaves, before = phone(books), phone(books), phone(books)
    at_home = declared(books, stays, number=1)
    left = declared(books, leaves, number=2)
    long_gone = declared(books, before, number=3)
    books.pass_time(days=1)
    say(books, long_gone, before)
    books.pass_time(days=1)
    listed(books)
    books.pass_time(hours=1)
    say(books, left, leaves)
    assert seen(books, at_home, stays).until is None
    code = seen(books, left, leaves)
    assert code.colour is Colour.YELLOW
    assert code.until is not None
    assert day_of(code.until) == date(2020, 4, 24)
    assert [each.code for each in code.reasons[0].evidence] == ["stay_departed"]
    assert seen(books, long_gone, before).colour is Colour.GREEN


def test_a_risk_answer_is_not_shortened(books: Books) -> None:
    holder = phone(books)
    person = declared(books, holder, health=in_contact(date(2020, 4, 6)))
    red = seen(books, person, holder)
    books.pass_time(days=1)
    say(books, person, holder)
    after = seen(books, person, holder)
    assert (after.colour, after.until, after.reasons) == (red.colour, red.until, red.reasons)
    assert after.left_on == date(2020, 4, 8)


def test_declaring_again_takes_its_place(books: Books) -> None:
    holder = phone(books)
    person = declared(books, holder)
    books.pass_time(days=1)
    say(books, person, holder)
    books.pass_time(days=3)
    declared(books, holder)
    assert seen(books, person, holder).left_on is None


def test_whatever_phone_says_it_and_whatever_phone_takes_it_back(books: Books) -> None:
    mine, theirs = phone(books), phone(books)
    person = declared(books, mine)
    declared(books, theirs, phone="+8613900000002")
    confirm_claim(books.work, books.context(mine), person, mine, theirs)
    books.pass_time(days=1)
    say(books, person, mine)
    assert seen(books, person, theirs).left_on == day_of(books.instant)
    books.pass_time(minutes=1)
    stay_on(books.work, books.context(theirs), person, theirs)
    assert seen(books, person, mine).left_on is None


def test_a_phone_that_waits_says_nothing_for_the_person(books: Books) -> None:
    mine, theirs = phone(books), phone(books)
    person = declared(books, mine)
    declared(books, theirs, phone="+8613900000002", health=HEALTHY)
    books.pass_time(days=1)
    say(books, person, theirs)
    assert seen(books, person, mine).left_on is None


def test_it_is_replayed_as_it_stood_and_named_as_evidence(books: Books) -> None:
    holder = phone(books)
    person = declared(books, holder)
    books.pass_time(hours=1)
    nonce = event_id(books.instant)
    say(books, person, holder, nonce=nonce)
    books.pass_time(hours=1)
    stay_on(books.work, books.context(holder), person, holder)
    books.pass_time(hours=1)
    ctx, day = books.context(), day_of(books.instant)
    for ago, left_on in ((2, day), (1, None), (0, None)):
        at = books.instant - timedelta(hours=ago)
        found = replay(books.work, ctx, person, holder, at)
        assert found.assessment is not None
        assert found.assessment.left_on == left_on
        assert (nonce in found.evidence) is (left_on is not None)
        just_before = replay(books.work, ctx, person, holder, at - SECOND)
        assert just_before.assessment is not None
        assert just_before.assessment.changes_at > at


def test_the_audit_names_the_act_and_the_field_alone(books: Books) -> None:
    holder = phone(books)
    person = declared(books, holder)
    books.pass_time(minutes=1)
    say(books, person, holder)
    books.pass_time(minutes=1)
    stay_on(books.work, books.context(holder), person, holder)
    told = entries_about(books.work, RING, person)[-2:]
    assert [(each.act, each.fields) for each in told] == [
        (Act.DEPARTED, (FIELD,)),
        (Act.STAYED_ON, (FIELD,)),
    ]


def test_who_has_declared_nothing_can_have_left_nothing(books: Books) -> None:
    holder, stranger = phone(books), phone(books)
    person = declared(books, holder)
    for act in (say, lambda *at: stay_on(at[0].work, at[0].context(at[2]), at[1], at[2])):
        with pytest.raises(DomainError) as refused:
            act(books, person, stranger)
        assert refused.value.code is Refusal.NOT_FOUND


def test_past_its_limit_it_is_refused(books: Books) -> None:
    holder = phone(books)
    person = declared(books, holder)
    for _ in range(12):
        say(books, person, holder)
    with pytest.raises(DomainError) as refused:
        say(books, person, holder)
    assert refused.value.code is Refusal.TOO_MANY
    assert len(departures(books, person, holder)) == 12
