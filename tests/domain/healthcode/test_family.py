"""A family on one phone: switched, shared by two guardians, taken over, left; nothing lost."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlmodel import col, update

from domain.declaration.values import Relationship
from domain.healthcode.family import listed, present_family
from domain.healthcode.objecting import confirm
from domain.healthcode.parting import remove_proxy, take_off
from domain.healthcode.show import pulse, shown_on_phone
from domain.household.browsers import SHOWN_BY
from domain.household.claim import member_of, ties_of
from domain.household.claims import ClaimState
from domain.household.members import people_of, shown_on, switch
from domain.household.records import ClaimRecord
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.ids import event_id
from domain.kernel.problems import DomainError, Refusal
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from tests.domain.acts import RING, Books, application, in_contact
from tests.domain.families import (
    FATHERS,
    GRANDMAS,
    declared,
    named,
    of_child,
    of_elder,
    phone,
    seen,
)


def refused(act: object, *values: object) -> Refusal:
    with pytest.raises(DomainError) as found:
        act(*values)  # type: ignore[operator] # a verb of any shape
    return found.value.code


def test_everybody_is_listed_their_own_first_and_switched_by_name(books: Books) -> None:
    mother = phone(books)
    child = declared(books, mother, of_child())
    elder = declared(books, mother, of_elder())
    own = declared(books, mother, application())
    present_family(books.work, books.context(mother), mother)
    codes = shown_on_phone(books.work, books.context(mother), mother)
    assert [code.member.person_id for code in codes] == [own, child, elder]
    assert [code.colour for code in codes] == [Colour.GREEN] * 3
    assert all(code.handle and not code.stale for code in codes)
    switch(books.work, books.context(mother), mother, named(child, mother))
    assert shown_on(books.work, mother) == child
    assert SHOWN_BY.c.keys() == ["person_id", "holder_id", "members"]


def test_nobody_switches_to_whom_they_do_not_have(books: Books) -> None:
    mother, other = phone(books), phone(books)
    declared(books, mother, application())
    theirs = declared(books, other, of_child())
    for name in (named(theirs, other), named(theirs, mother), "", "é", "0" * 400):
        at = (books.work, books.context(mother), mother, name)
        assert refused(switch, *at) is Refusal.NOT_FOUND
        assert refused(take_off, *at) is Refusal.NOT_FOUND


def test_two_guardians_see_the_worst_answer_of_both(books: Books) -> None:
    mother, father = phone(books), phone(books)
    child = declared(books, mother, of_child())
    assert declared(books, father, of_child(phone=FATHERS)) == child
    assert seen(books, child, father).colour is Colour.GREY
    confirm(books.work, books.context(mother), child, mother, father, False)
    assert [seen(books, child, each).colour for each in (mother, father)] == [Colour.GREEN] * 2
    declared(books, father, of_child(phone=FATHERS, health=in_contact()))
    assert [seen(books, child, each).colour for each in (mother, father)] == [Colour.RED] * 2
    declared(books, mother, of_child())
    assert [seen(books, child, each).colour for each in (mother, father)] == [Colour.RED] * 2


def test_a_person_takes_over_and_then_removes_the_proxy(books: Books) -> None:
    mother, grandma = phone(books), phone(books)
    own = declared(books, mother, application())
    elder = declared(books, mother, of_elder())
    before = seen(books, elder, mother).version
    theirs = replace(of_elder(phone=GRANDMAS), relationship=Relationship.SELF, consent="")
    assert declared(books, grandma, theirs) == elder
    waiting = seen(books, elder, mother)
    assert (waiting.waiting, waiting.version > before) == ((grandma,), True)
    at = (books.work, books.context(grandma), grandma, named(elder, grandma))
    assert refused(remove_proxy, *at, mother) is Refusal.NOT_FOUND
    confirm(books.work, books.context(mother), elder, mother, grandma, False)
    (entry,) = listed(books.work, books.context(grandma), (seen(books, elder, grandma),))
    (other,) = entry.others
    assert (other[0].holder_id, other[0].relationship, other[1]) == (mother, "parent", True)
    (entry,) = listed(books.work, books.context(mother), (seen(books, elder, mother),))
    assert [may for _, may in entry.others] == [False]
    remove_proxy(*at, mother)
    assert people_of(books.work, mother) == (own,)
    assert member_of(books.work, RING, elder, mother) is None
    assert shown_on(books.work, mother) == own
    assert seen(books, elder, grandma).colour is Colour.GREEN
    assert refused(remove_proxy, *at, mother) is Refusal.NOT_FOUND


def test_a_risk_that_a_removed_proxy_told_goes_on(books: Books) -> None:
    mother, grandma = phone(books), phone(books)
    elder = declared(books, mother, of_elder(health=in_contact()))
    theirs = replace(of_elder(), relationship=Relationship.SELF, consent="")
    declared(books, grandma, theirs)
    at = (books.work, books.context(grandma), grandma, named(elder, grandma))
    remove_proxy(*at, mother)
    assert seen(books, elder, grandma).colour is Colour.RED
    declared(books, grandma, theirs)
    assert seen(books, elder, grandma).colour is Colour.RED


def test_leaving_one_person_leaves_the_others_and_no_way_round_a_risk(books: Books) -> None:
    mother = phone(books)
    own = declared(books, mother, application())
    child = declared(books, mother, of_child(health=in_contact()))
    take_off(books.work, books.context(mother), mother, named(child, mother))
    assert people_of(books.work, mother) == (own,)
    assert shown_on(books.work, mother) == own
    assert declared(books, mother, of_child()) == child
    assert seen(books, child, mother).colour is Colour.RED
    assert len(people_of(books.work, mother)) == 2
    take_off(books.work, books.context(mother), mother, named(own, mother))
    take_off(books.work, books.context(mother), mother, named(child, mother))
    assert (people_of(books.work, mother), shown_on(books.work, mother)) == ((), None)


def test_a_waiting_claim_that_leaves_is_gone_and_counts_for_nothing(books: Books) -> None:
    mother, stranger = phone(books), phone(books)
    child = declared(books, mother, of_child())
    declared(books, stranger, of_child(phone=FATHERS, health=in_contact()))
    take_off(books.work, books.context(stranger), stranger, named(child, stranger))
    assert [tie.holder_id for tie in ties_of(books.work, child)] == [mother]
    assert seen(books, child, mother).colour is Colour.GREEN
    assert pulse(books.work, books.context(mother), child, mother) is not None


def test_whoever_left_and_comes_back_with_another_number_waits(books: Books) -> None:
    mother, father = phone(books), phone(books)
    child = declared(books, mother, of_child())
    declared(books, father, of_child())
    take_off(books.work, books.context(mother), mother, named(child, mother))
    declared(books, mother, of_child(phone=GRANDMAS))
    states = {tie.holder_id: tie.state for tie in ties_of(books.work, child)}
    assert states == {father: ClaimState.STANDING, mother: ClaimState.PENDING}


def test_declaring_for_oneself_as_somebodys_child_stays_oneself(books: Books) -> None:
    mother = phone(books)
    own = declared(books, mother, application(2))
    assert declared(books, mother, of_child(2)) == own
    member = member_of(books.work, RING, own, mother)
    assert member is not None
    assert (member.relationship, member.consent) == ("self", "")


@pytest.mark.parametrize("state", [ClaimState.STANDING, ClaimState.VERIFIED])
def test_the_evidence_of_a_fact_is_the_persons_and_a_verified_guardians(
    books: Books, state: ClaimState
) -> None:
    mother, own = phone(books), phone(books)
    child = declared(books, mother, of_child())
    declared(books, own, replace(of_child(), relationship=Relationship.SELF, consent=""))
    _believe(books, child, mother, state)
    now = books.instant
    fact = Fact(event_id(now), child, FactKind.CLOSE_CONTACT, day_of(now), now)
    record_fact(books.work, books.context(), fact)
    theirs, mine = seen(books, child, mother), seen(books, child, own)
    assert (theirs.colour, mine.colour, theirs.until) == (Colour.RED, Colour.RED, mine.until)
    assert any(one.official for reason in mine.reasons for one in reason.evidence)
    verified = state is ClaimState.VERIFIED
    assert (mine.veiled, theirs.veiled) == (False, not verified)
    shown = [one for reason in theirs.reasons for one in reason.evidence if one.official]
    assert bool(shown) is verified
    assert [reason.rule for reason in theirs.reasons] == [reason.rule for reason in mine.reasons]


def test_a_claim_that_waits_sees_no_evidence_either(books: Books) -> None:
    mother, stranger = phone(books), phone(books)
    child = declared(books, mother, of_child())
    now = books.instant
    fact = Fact(event_id(now), child, FactKind.CONFIRMED, day_of(now), now)
    record_fact(books.work, books.context(), fact)
    waiting = replace(of_child(phone=FATHERS), relationship=Relationship.SELF, consent="")
    declared(books, stranger, waiting)
    code = seen(books, child, stranger)
    assert not any(one.official for reason in code.reasons for one in reason.evidence)


def _believe(books: Books, person: UUID, holder: UUID, state: ClaimState) -> None:
    books.session.exec(
        update(ClaimRecord)
        .where(col(ClaimRecord.person_id) == person, col(ClaimRecord.holder_id) == holder)
        .values(state=state.value)
    )
