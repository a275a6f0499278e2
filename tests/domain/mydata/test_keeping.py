"""The dates that are told are those by which the purge deletes: not before, and a moment after."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import SQLModel

from domain.declaration.begin import begin_again
from domain.declaration.records import DeclarationRecord, DraftRecord
from domain.healthcode.assessing import refresh
from domain.healthcode.handles import mint_handle
from domain.healthcode.objecting import object_to_claim
from domain.healthcode.records import HandleRecord, ObjectionRecord, StatusRecord
from domain.household.records import ClaimRecord
from domain.kernel.days import day_of
from domain.kernel.ids import event_id
from domain.mydata.keeping import Until
from domain.people.records import DocumentRecord
from domain.retention.facts import purge_facts
from domain.retention.purge import purge
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from domain.signals.records import FactRecord
from tests.domain.acts import Books, in_contact
from tests.domain.mydata.people import OTHER_NUMBER, declared, held, kept, phone

A_DAY = timedelta(days=1)


def clean_up(books: Books, at: datetime) -> None:
    books.instant = at
    while purge(books.work, books.context()):
        pass
    purge_facts(books.work, books.context())
    while purge(books.work, books.context()):
        pass


def goes_at(books: Books, record: type[SQLModel], until: Until) -> None:
    """Hold that rows are there until an end, and gone a day after it, when the purge has run."""
    assert until is not None
    clean_up(books, until - timedelta(seconds=1))
    assert kept(books, record), until
    clean_up(books, until + A_DAY)
    assert not kept(books, record), until


@pytest.mark.parametrize("risky", [False, True], ids=["green", "red"])
def test_answers_identity_and_document_go_when_it_is_said(books: Books, risky: bool) -> None:
    mine = phone(books)
    health = {"health": in_contact(day_of(books.instant) + A_DAY)} if risky else {}
    person = declared(books, mine, **health)
    found = held(books, person, mine)
    answers, claim, paper = found.stated[0].until, found.identity_until, found.papers_until
    assert answers == claim == paper
    goes_at(books, DeclarationRecord, answers)
    assert not kept(books, ClaimRecord)
    assert not kept(books, DocumentRecord)


def test_what_waits_has_no_date_until_its_event(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    fact = Fact(
        event_id(books.instant), person, FactKind.CONFIRMED, day_of(books.instant), books.instant
    )
    record_fact(books.work, books.context(), fact)
    found = held(books, person, mine)
    assert (found.stated[0].until, found.identity_until, found.facts_until) == (None, None, None)
    refresh(books.work, books.context(mine), person, mine)
    clean_up(books, books.instant + timedelta(days=300))
    assert kept(books, DeclarationRecord)
    free = Fact(
        event_id(books.instant),
        person,
        FactKind.EXCLUDED,
        day_of(books.instant),
        books.instant,
        fact.id,
    )
    record_fact(books.work, books.context(), free)
    refresh(books.work, books.context(mine), person, mine)
    found = held(books, person, mine)
    goes_at(books, FactRecord, found.facts_until)
    assert found.stated[0].until is not None
    clean_up(books, found.stated[0].until + A_DAY)
    assert not kept(books, DeclarationRecord)


def test_drafts_indexes_names_and_objections_go_when_it_is_said(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person = declared(books, mine)
    declared(books, stranger, phone=OTHER_NUMBER)
    object_to_claim(books.work, books.context(mine), person, mine, stranger)
    mint_handle(books.work, books.context(mine), person, mine)
    begin_again(books.work, books.context(mine), mine, person)
    found = held(books, person, mine)
    technical = found.technical
    assert technical.draft is not None
    goes_at(books, HandleRecord, technical.handles[0][1])
    goes_at(books, DraftRecord, technical.draft.until)
    goes_at(books, StatusRecord, technical.indexes[0].until)
    goes_at(books, ObjectionRecord, found.objections[0].until)
