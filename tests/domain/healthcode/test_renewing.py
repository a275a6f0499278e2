"""Renewing a family at once: one commitment, health of each, one declaration of each."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain.declaration.faults import Fault
from domain.declaration.store import declarations_of
from domain.declaration.values import Consent, Journey, Transport, Visit
from domain.healthcode.renewing import Renewed, RenewingFault, renew_together
from domain.household.members import people_of, shown_on
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.policy.context import Context
from tests.domain.acts import RING, Books, application
from tests.domain.families import declared, named, of_child, of_elder, phone, seen

Sent = dict[str, list[str]]


def well(person: UUID, holder: UUID) -> Sent:
    name = named(person, holder)
    return {f"{name}_contact": ["no"], f"{name}_abroad": ["no"], f"{name}_symptoms": ["none"]}


def everybody(holder: UUID, *people: UUID, **more: list[str]) -> Sent:
    """Give what a page sends on which all of these are ticked and well."""
    sent: Sent = {"who": [named(each, holder) for each in people]}
    for each in people:
        sent |= well(each, holder)
    return sent | {"same": ["yes"], "commitment": ["yes"]} | more


def family_of(books: Books) -> tuple[UUID, list[UUID]]:
    mother = phone(books)
    stated = (application(), of_child(), of_elder())
    people = [declared(books, mother, each) for each in stated]
    books.pass_time(days=13)
    return mother, people


def made(books: Books, person: UUID, holder: UUID) -> int:
    return len(declarations_of(books.work, RING, person, (holder,)))


def sent(books: Books, ctx: Context, holder: UUID, form: Sent) -> object:
    return renew_together(books.work, ctx, holder, form)


def test_everybody_gets_one_declaration_whatever_the_taps(books: Books) -> None:
    mother, people = family_of(books)
    ctx = books.context(mother)
    for _ in range(2):
        found = sent(books, ctx, mother, everybody(mother, *people))
        assert found == Renewed(3, None)
    assert [made(books, each, mother) for each in people] == [2, 2, 2]
    assert [seen(books, each, mother).registered for each in people] == [books.instant] * 3
    assert shown_on(books.work, mother) == people[2]


def test_only_the_ticked_come_along(books: Books) -> None:
    mother, people = family_of(books)
    sent(books, books.context(mother), mother, everybody(mother, people[1]))
    assert [made(books, each, mother) for each in people] == [1, 2, 1]


def test_one_bad_answer_declares_nobody_and_says_whose_it_is(books: Books) -> None:
    mother, people = family_of(books)
    form = everybody(mother, *people)
    del form[f"{named(people[1], mother)}_contact"]
    found = sent(books, books.context(mother), mother, form)
    assert found == (Problem(f"{named(people[1], mother)}_contact", Fault.CONTACT_MISSING),)
    assert [made(books, each, mother) for each in people] == [1, 1, 1]


def test_each_has_their_own_health(books: Books) -> None:
    mother, people = family_of(books)
    name = named(people[1], mother)
    form = everybody(mother, *people, **{f"{name}_contact": ["unknown"]})
    sent(books, books.context(mother), mother, form)
    colours = [seen(books, each, mother).colour for each in people]
    assert colours == [Colour.GREEN, Colour.RED, Colour.GREEN]


@pytest.mark.parametrize(
    ("without", "field", "fault"),
    [
        ("same", "same", RenewingFault.SAME_MISSING),
        ("commitment", "commitment", Fault.COMMITMENT_MISSING),
        ("who", "who", RenewingFault.NOBODY),
    ],
)
def test_what_all_share_is_asked_for(
    books: Books, without: str, field: str, fault: RenewingFault | Fault
) -> None:
    mother, people = family_of(books)
    form = everybody(mother, *people)
    del form[without]
    found = sent(books, books.context(mother), mother, form)
    assert found == (Problem(field, fault),)


def test_whoever_is_different_goes_on_in_their_own_form(books: Books) -> None:
    mother, people = family_of(books)
    form = everybody(mother, *people, differs=[named(people[2], mother)])
    found = sent(books, books.context(mother), mother, form)
    assert isinstance(found, Renewed)
    assert found.draft is not None
    assert (found.count, found.draft.applicant, found.draft.step) == (2, people[2], "health")
    assert [made(books, each, mother) for each in people] == [2, 2, 1]
    assert shown_on(books.work, mother) == people[2]
    alone = everybody(mother, people[2], differs=[named(people[2], mother)], same=[], commitment=[])
    again = sent(books, books.context(mother), mother, alone)
    assert isinstance(again, Renewed)
    assert again.draft is not None
    assert (again.count, again.draft.id) == (0, found.draft.id)


def test_a_journey_is_told_again_until_the_window_is_past(books: Books) -> None:
    mother = phone(books)
    today = day_of(books.instant)
    visit = Visit("4201", today - timedelta(days=2))
    arrived = datetime(2020, 4, 6, 4, tzinfo=UTC)
    came = Journey(True, "CN", (visit,), visit.last, Transport.TRAIN, "G1", "", arrived)
    own = declared(books, mother, replace(application(), journey=came))
    books.pass_time(days=10)
    sent(books, books.context(mother), mother, everybody(mother, own))
    assert declarations_of(books.work, RING, own, (mother,))[0].journey == came
    books.pass_time(days=6)
    sent(books, books.context(mother), mother, everybody(mother, own))
    assert not declarations_of(books.work, RING, own, (mother,))[0].journey.outside


def test_how_they_agreed_is_asked_where_their_age_has_changed_it(books: Books) -> None:
    mother = phone(books)
    stated = of_elder()
    child = declared(books, mother, replace(stated, consent=Consent.GUARDIAN))
    name = named(child, mother)
    form = everybody(mother, child)
    found = sent(books, books.context(mother), mother, form)
    assert found == (Problem(f"{name}_consent", Fault.CONSENT_MISSING),)
    form |= {f"{name}_consent": ["knows"]}
    assert sent(books, books.context(mother), mother, form) == Renewed(1, None)
    again = everybody(mother, child)
    assert sent(books, books.context(mother), mother, again) == Renewed(1, None)


def test_a_stranger_ticked_among_them_stops_it(books: Books) -> None:
    mother, people = family_of(books)
    other = phone(books)
    theirs = declared(books, other, of_child(20))
    form = everybody(mother, *people)
    form["who"] = [*form["who"], named(theirs, other)]
    with pytest.raises(DomainError) as refused:
        sent(books, books.context(mother), mother, form)
    assert refused.value.code is Refusal.NOT_FOUND
    assert len(people_of(books.work, mother)) == 3


def test_who_came_from_abroad_cannot_say_no_for_the_time_it_counts(books: Books) -> None:
    mother = phone(books)
    arrived = datetime(2020, 4, 6, 4, tzinfo=UTC)
    came = Journey(True, "VN", (), day_of(arrived), Transport.FOOT, "", "", arrived)
    own = declared(books, mother, replace(application(), journey=came))
    found = sent(books, books.context(mother), mother, everybody(mother, own))
    assert found == (Problem(f"{named(own, mother)}_abroad", Fault.ABROAD_BUT_CAME),)
