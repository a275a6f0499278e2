"""What is held, as each phone may see it: one's own, a proxy's, one whose claim waits."""

from datetime import timedelta

from domain.credential.curve import PrivateKey
from domain.declaration.begin import begin_again
from domain.declaration.values import Relationship
from domain.healthcode.asking import Asked
from domain.healthcode.handles import mint_handle
from domain.healthcode.issuing import register_device
from domain.healthcode.lookup import look_up
from domain.healthcode.objecting import object_to_claim
from domain.household.claims import ClaimState
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.ids import event_id, random_id
from domain.mydata.held import held_about
from domain.mydata.reach import Reach
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from tests.domain.acts import Books, application, in_contact
from tests.domain.mydata.people import (
    OTHER_NUMBER,
    declared,
    declared_for,
    held,
    phone,
    verify,
)


def confirmed(books: Books, person: object) -> None:
    now = books.instant
    fact = Fact(event_id(now), person, FactKind.CONFIRMED, day_of(now), now, reference="R-1")  # type: ignore[arg-type] # an id
    record_fact(books.work, books.context(), fact)


def test_one_sees_all_that_one_stated_and_what_came_of_it(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    made = books.instant
    mint_handle(books.work, books.context(mine), person, mine)
    register_device(
        books.work, books.context(mine), mine, PrivateKey(b"k" * 32, "device").public.point
    )
    found = held(books, person, mine)
    assert found.reach is Reach.SELF
    assert found.member.known.name == "王小明"
    (stated,) = found.stated
    assert (stated.declared_at, stated.own, stated.corrected) == (made, True, False)
    assert stated.answers is not None
    assert stated.answers.stay == application().stay
    assert found.judged is not None
    assert (found.judged.colour, found.judged.registered) == (Colour.GREEN, made)
    assert found.judged.reasons[0].rule == "G"
    assert [each.number for each in found.papers] == ["TEST00001"]
    assert [(each.this, each.since) for each in found.phones] == [(True, made)]
    assert found.technical.key_registered == made
    assert len(found.technical.indexes) == 1
    assert [day for day, _ in found.technical.handles] == [day_of(made)]
    assert found.technical.browsers == (day_of(made),)
    assert found.mend_until == made + timedelta(minutes=30)


def test_nobody_sees_what_is_not_on_their_phone(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person = declared(books, mine)
    assert held_about(books.work, books.context(stranger), person, stranger) is None
    assert held_about(books.work, books.context(mine), random_id(), mine) is None


def test_official_facts_are_for_oneself(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    confirmed(books, person)
    found = held(books, person, mine)
    assert [(each.kind, each.reference) for each in found.facts] == [(FactKind.CONFIRMED, "R-1")]
    assert found.judged is not None
    assert found.judged.colour is Colour.RED
    assert any(each.official for each in found.judged.reasons[0].evidence)
    assert found.facts_until is None
    assert found.identity_until is None


def test_a_proxy_sees_colour_end_and_next_step_alone(books: Books) -> None:
    mine = phone(books)
    person = declared_for(books, mine, Relationship.CHILD)
    confirmed(books, person)
    found = held(books, person, mine)
    assert found.reach is Reach.PROXY
    assert (found.facts, found.facts_until) == ((), None)
    assert found.judged is not None
    (reason,) = found.judged.reasons
    assert (reason.colour, reason.evidence) == (Colour.RED, ())
    assert reason.next_step
    assert found.stated[0].answers is not None


def test_a_guardian_sees_the_evidence_once_the_document_was_seen(books: Books) -> None:
    mine, son = phone(books), phone(books)
    child = declared_for(books, mine, Relationship.CHILD)
    parent = declared_for(books, son, Relationship.PARENT, 8)
    for person, holder in ((child, mine), (parent, son)):
        confirmed(books, person)
        verify(books, person, holder)
    assert held(books, child, mine).reach is Reach.GUARDIAN
    assert len(held(books, child, mine).facts) == 1
    assert held(books, parent, son).reach is Reach.PROXY
    assert held(books, parent, son).facts == ()


def test_another_phone_s_answers_are_told_of_and_not_read_out(books: Books) -> None:
    mine, other = phone(books), phone(books)
    person = declared(books, mine)
    declared(books, other, health=in_contact())
    found = held(books, person, mine)
    assert [each.own for each in found.stated] == [False, True]
    assert [each.answers is None for each in found.stated] == [True, False]
    assert len(found.phones) == 2
    assert found.told == (books.instant,)
    verify(books, person, mine)
    assert all(each.answers is not None for each in held(books, person, mine).stated)


def test_a_phone_that_waits_sees_its_own_alone(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person = declared(books, mine, health=in_contact())
    declared(books, stranger, phone=OTHER_NUMBER, name="李四")
    confirmed(books, person)
    found = held(books, person, stranger)
    assert found.reach is Reach.WAITING
    assert found.member.known.name == "李四"
    assert [each.own for each in found.stated] == [True]
    assert [(each.this, each.state) for each in found.phones] == [(True, ClaimState.PENDING)]
    assert (found.facts, found.facts_until, found.told) == ((), None, ())
    # Its dates say nothing of the ground that waits for the document's owner.
    assert found.identity_until is not None
    assert found.stated[0].until is not None
    assert found.papers_until == found.identity_until
    assert all(not each.evidence for each in found.judged.reasons)  # type: ignore[union-attr] # it has a code


def test_who_was_looked_up_sees_when_and_whoever_waits_does_not(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person = declared(books, mine)
    declared(books, stranger, phone=OTHER_NUMBER)
    known = application().identity
    asked = Asked(known.phone, known.document, known.nationality)
    look_up(books.work, books.context(), asked, b"n" * 16)
    (made,) = held(books, person, mine).lookups
    assert (made.at, made.until) == (books.instant, books.instant + timedelta(days=30))
    assert held(books, person, stranger).lookups == ()


def test_an_objection_and_an_open_draft_are_held(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person = declared(books, mine)
    declared(books, stranger, phone=OTHER_NUMBER)
    object_to_claim(books.work, books.context(mine), person, mine, stranger)
    begin_again(books.work, books.context(mine), mine, person)
    found = held(books, person, mine)
    (made,) = found.objections
    assert made.until == made.objection.due_at + timedelta(days=180)
    assert found.technical.draft is not None
    assert found.technical.draft.entries["number"] == ("TEST00001",)
    child = declared_for(books, mine, Relationship.CHILD)
    begin_again(books.work, books.context(mine), mine, child)
    assert held(books, person, mine).technical.draft is not None
