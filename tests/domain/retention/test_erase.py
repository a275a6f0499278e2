"""Deleting what is held: what nothing keeps goes at once; a risk, and what others need, stays."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.audit.note import Act
from domain.declaration.begin import begin_again
from domain.declaration.records import DeclarationRecord, DraftRecord
from domain.declaration.values import Relationship
from domain.healthcode.apply import apply
from domain.healthcode.asking import Asked
from domain.healthcode.handles import mint_handle
from domain.healthcode.lookup import look_up
from domain.healthcode.records import CodeRecord, HandleRecord, StatusRecord, ToldRecord
from domain.healthcode.values import LookedUp
from domain.household.browsers import has_browser
from domain.household.claim import member_of, members_of, ties_of
from domain.household.claims import ClaimState
from domain.household.records import BrowserRecord, ClaimRecord, HolderRecord
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.ids import event_id
from domain.mydata.history import history_of
from domain.people.records import DocumentRecord, PersonRecord
from domain.retention.erasing import erase
from domain.retention.erasure import Because, Erasure, erasure_of
from domain.retention.purge import purge
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from domain.signals.records import FactRecord
from tests.domain.acts import HEALTHY, RING, Books, application, in_contact
from tests.domain.mydata.people import (
    OTHER_NUMBER,
    declared,
    declared_for,
    held,
    kept,
    phone,
)

ALL = (
    DeclarationRecord,
    DraftRecord,
    CodeRecord,
    HandleRecord,
    ToldRecord,
    BrowserRecord,
    ClaimRecord,
    HolderRecord,
    DocumentRecord,
    PersonRecord,
)


def erased(books: Books, person: object, holder: object) -> Erasure:
    """Tell what would be deleted, delete it, and hold that it was what had been told."""
    ctx = books.context(holder)  # type: ignore[arg-type] # an id
    told = erasure_of(books.work, ctx, person, holder)  # type: ignore[arg-type] # ids
    done = erase(books.work, ctx, person, holder)  # type: ignore[arg-type] # ids
    assert done is not None
    assert done == told
    books.session.expire_all()
    return done


def reasons(told: Erasure) -> dict[Because, object]:
    return {each.because: each.until for each in told.stays}


def test_of_a_green_nothing_is_left_but_what_the_law_keeps(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    mint_handle(books.work, books.context(mine), person, mine)
    begin_again(books.work, books.context(mine), mine, person)
    told = erased(books, person, mine)
    assert (told.answers, told.last) == (1, True)
    assert {record.__tablename__: len(kept(books, record)) for record in ALL} == {
        record.__tablename__: 0 for record in ALL
    }
    (index,) = kept(books, StatusRecord)
    assert index.withdrawn == books.instant  # type: ignore[attr-defined] # a status
    assert set(reasons(told)) == {Because.INDEXES, Because.AUDIT, Because.BACKUPS}
    assert reasons(told)[Because.AUDIT] == books.instant + timedelta(days=1095)
    assert reasons(told)[Because.BACKUPS] == books.instant + timedelta(days=35)


def test_deleting_twice_is_deleting_once(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    erased(books, person, mine)
    ctx = books.context(mine)
    assert erase(books.work, ctx, person, mine) is None
    assert erasure_of(books.work, ctx, person, mine) is None
    assert history_of(books.work, ctx, person, mine) is None


def test_a_risk_stays_with_whom_it_is_about_and_binds_whoever_comes_back(books: Books) -> None:
    mine = phone(books)
    declared(books, mine)
    person = declared(books, mine, health=in_contact(day_of(books.instant)))
    told = erased(books, person, mine)
    assert told.answers == 1
    assert reasons(told)[Because.RISK] == held_end(books)
    assert member_of(books.work, RING, person, mine) is None
    (claim,) = kept(books, ClaimRecord)
    assert (claim.state, claim.sealed != b"") == ("released", True)  # type: ignore[attr-defined] # a claim
    assert not has_browser(books.work, mine)
    known = application().identity
    asked = Asked(known.phone, known.document, known.nationality)
    found = look_up(books.work, books.context(), asked, b"n" * 16)
    assert isinstance(found, LookedUp)
    assert not found.known
    again = phone(books)
    books.pass_time(hours=1)
    issued = apply(books.work, books.context(again), again, application())
    assert (issued.person_id, issued.colour) == (person, Colour.RED)
    waiting = phone(books)
    issued = apply(books.work, books.context(waiting), waiting, application(phone=OTHER_NUMBER))
    assert issued.colour is Colour.GREY


def held_end(books: Books) -> object:
    return max(each.declared_at for each in kept(books, DeclarationRecord)) + timedelta(days=43)  # type: ignore[attr-defined] # declarations


def test_it_goes_when_it_was_said(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine, health=in_contact(day_of(books.instant)))
    until = reasons(erased(books, person, mine))[Because.RISK]
    assert isinstance(until, datetime)
    for at, count in ((timedelta(seconds=-1), 1), (timedelta(days=1), 0)):
        books.instant = until + at
        while purge(books.work, books.context()):
            pass
        assert len(kept(books, DeclarationRecord)) == count
    assert not kept(books, ClaimRecord)
    assert not kept(books, PersonRecord)


def test_official_facts_stay_and_nothing_of_the_identity_does(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    now = books.instant
    record_fact(
        books.work,
        books.context(),
        Fact(event_id(now), person, FactKind.CONFIRMED, day_of(now), now),
    )
    told = erased(books, person, mine)
    assert reasons(told)[Because.FACTS] is None
    assert reasons(told)[Because.MARK] is None
    assert len(kept(books, FactRecord)) == len(kept(books, DocumentRecord)) == 1
    assert not kept(books, DeclarationRecord)
    (claim,) = kept(books, ClaimRecord)
    assert (claim.state, claim.sealed) == ("released", b"")  # type: ignore[attr-defined] # a claim
    (code,) = kept(books, CodeRecord)
    assert code.colour == "red"  # type: ignore[attr-defined] # a card of it stays red in the lists
    again = phone(books)
    assert apply(books.work, books.context(again), again, application()).colour is Colour.RED


def test_one_of_two_guardians_ends_their_own_claim_alone(books: Books) -> None:
    mother, father = phone(books), phone(books)
    child = declared_for(books, mother, Relationship.CHILD)
    assert declared_for(books, father, Relationship.CHILD) == child
    before = held(books, child, father)
    told = erased(books, child, mother)
    assert told.answers == 0
    assert Because.SHARED in reasons(told)
    states = {tie.holder_id: tie.state for tie in ties_of(books.work, child)}
    assert states == {mother: ClaimState.RELEASED, father: ClaimState.STANDING}
    after = held(books, child, father)
    assert after.judged == replace(before.judged, assessed_at=after.judged.assessed_at)  # type: ignore[type-var, union-attr] # both have one
    assert len(after.stated) == 2
    assert [each.this for each in after.phones] == [True]
    rows = {row.holder_id: row for row in kept(books, ClaimRecord)}  # type: ignore[attr-defined] # claims
    assert rows[mother].sealed == b""  # type: ignore[attr-defined] # a claim
    told = erased(books, child, father)
    assert told.answers == 1


def test_the_phone_goes_on_with_the_rest_of_the_family(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    child = declared_for(books, mine, Relationship.CHILD)
    begin_again(books.work, books.context(mine), mine, child)
    told = erased(books, person, mine)
    assert not told.last
    assert [each.person_id for each in members_of(books.work, RING, mine)] == [child]
    assert len(kept(books, BrowserRecord)) == 1
    (holder,) = kept(books, HolderRecord)
    assert holder.person_id == child  # type: ignore[attr-defined] # a holder
    assert held(books, child, mine).technical.draft is not None
    issued = apply(books.work, books.context(mine), mine, application())
    assert issued.colour is Colour.GREEN
    assert len(members_of(books.work, RING, mine)) == 2


def test_a_claim_that_waits_goes_whole_and_changes_nothing_for_anybody(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person = declared(books, mine, health=in_contact(day_of(books.instant)))
    declared(books, stranger, phone=OTHER_NUMBER, health=in_contact())
    before = held(books, person, mine).judged
    told = erased(books, person, stranger)
    assert told.answers == 1
    assert set(reasons(told)) <= {Because.AUDIT, Because.BACKUPS}
    (claim,) = kept(books, ClaimRecord)
    assert claim.holder_id == mine  # type: ignore[attr-defined] # a claim
    after = held(books, person, mine).judged
    assert after is not None
    assert before is not None
    assert (after.colour, after.reasons) == (before.colour, before.reasons)
    acts = history_of(books.work, books.context(mine), person, mine)
    assert acts is not None
    assert Act.ERASED in {each.act for each in acts.acts}


@pytest.mark.parametrize("days", [0, 20])
def test_whose_risk_ended_begins_anew_with_a_clean_answer(books: Books, days: int) -> None:
    mine = phone(books)
    person = declared(books, mine, health=in_contact(day_of(books.instant)))
    books.pass_time(days=16 + days)
    told = erased(books, person, mine)
    assert told.answers == 1
    assert not kept(books, DeclarationRecord)
    again = phone(books)
    issued = apply(books.work, books.context(again), again, application(health=HEALTHY))
    assert issued.colour is Colour.GREEN
