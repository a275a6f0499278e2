"""The purge: what has outlived its period goes, what a running colour rests on stays."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import SQLModel, func, select

from domain.declaration.records import DeclarationRecord
from domain.declaration.values import Symptom
from domain.healthcode.apply import apply
from domain.healthcode.assessing import refresh
from domain.healthcode.handles import mint_handle
from domain.healthcode.objecting import object_to_answer
from domain.healthcode.records import CodeRecord, HandleRecord, ObjectionRecord, ToldRecord
from domain.household.browsers import open_holder
from domain.household.records import BrowserRecord, ClaimRecord, HolderRecord
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.tokens import new_token
from domain.limits.records import CounterRecord
from domain.people.records import DocumentRecord, PersonRecord
from domain.retention.facts import purge_facts
from domain.retention.purge import days_in_use, keys_needed_from, purge
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from domain.signals.records import FactRecord
from tests.domain.acts import HEALTHY, NOON, Books, application, in_contact

PERSONAL = (
    DeclarationRecord,
    ClaimRecord,
    CodeRecord,
    PersonRecord,
    DocumentRecord,
    BrowserRecord,
    HolderRecord,
    HandleRecord,
    CounterRecord,
)


def rows(books: Books, record: type[SQLModel]) -> int:
    return books.session.exec(select(func.count()).select_from(record)).one()


def purge_all(books: Books) -> None:
    while purge(books.work, books.context(), at_most=2):
        pass


def declared(books: Books) -> None:
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    ctx = books.context(holder)
    person = apply(books.work, ctx, holder, application()).person_id
    mint_handle(books.work, ctx, person, holder)


def test_nothing_goes_while_it_is_needed(books: Books) -> None:
    declared(books)
    before = {record: rows(books, record) for record in PERSONAL}
    books.pass_time(hours=1)
    purge_all(books)
    assert {record: rows(books, record) for record in PERSONAL} == before


def test_two_months_later_nothing_personal_is_left(books: Books) -> None:
    declared(books)
    books.pass_time(days=60)
    purge_all(books)
    assert {record.__tablename__: rows(books, record) for record in PERSONAL} == {
        record.__tablename__: 0 for record in PERSONAL
    }
    assert days_in_use(books.work, books.context()) == ()


def test_answers_stay_28_days_past_the_green_they_led_to(books: Books) -> None:
    declared(books)
    books.pass_time(days=14 + 28)
    purge_all(books)
    assert rows(books, DeclarationRecord) == 1
    assert keys_needed_from(books.context()) <= day_of(NOON)
    books.pass_time(days=2)
    purge_all(books)
    assert rows(books, DeclarationRecord) == 0


def test_what_was_told_goes_with_the_answer_and_an_objection_half_a_year_later(
    books: Books,
) -> None:
    mine, other = random_id(), random_id()
    for holder in (mine, other):
        open_holder(books.work, books.context(), new_token(), holder)
    person = apply(books.work, books.context(mine), mine, application()).person_id
    risky = books.context(other)
    apply(books.work, risky, other, application(health=in_contact(day_of(books.instant))))
    object_to_answer(books.work, books.context(mine), person, mine, risky.nonce)
    books.pass_time(days=60)
    purge_all(books)
    assert (rows(books, ToldRecord), rows(books, ObjectionRecord)) == (0, 1)
    books.pass_time(days=121)
    purge_all(books)
    assert rows(books, ObjectionRecord) == 0


def test_a_risk_that_ended_keeps_nothing_but_one_that_waits_does(books: Books) -> None:
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    waits = application(health=replace(HEALTHY, symptoms=frozenset({Symptom.COUGH})))
    apply(books.work, books.context(holder), holder, waits)
    ended = application(2, health=in_contact(day_of(books.instant)))
    apply(books.work, books.context(holder), holder, ended)
    books.pass_time(days=100)
    purge_all(books)
    assert rows(books, DeclarationRecord) == 1
    assert rows(books, ClaimRecord) == 1
    assert days_in_use(books.work, books.context()) == (day_of(NOON),)


def test_facts_go_28_days_after_what_they_lead_to(books: Books) -> None:
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    person = apply(books.work, books.context(holder), holder, application()).person_id
    today = day_of(books.instant)
    waits = Fact(event_id(books.instant), person, FactKind.CONFIRMED, today, books.instant)
    record_fact(books.work, books.context(), waits)
    books.pass_time(days=200)
    assert purge_facts(books.work, books.context()) == person
    assert rows(books, FactRecord) == 1
    released = Fact(
        event_id(books.instant),
        person,
        FactKind.DISCHARGED,
        day_of(books.instant),
        books.instant,
        waits.id,
    )
    record_fact(books.work, books.context(), released)
    books.pass_time(days=14 + 28 - 1)
    purge_facts(books.work, books.context())
    assert rows(books, FactRecord) == 2
    books.pass_time(days=3)
    purge_facts(books.work, books.context())
    assert rows(books, FactRecord) == 0
    assert timedelta(days=28) == books.context().policies.retention.signals.length


def test_an_examination_stays_as_long_as_the_symptom_it_cleared(books: Books) -> None:
    """Else a cough examined clear a month ago would come back as grey, under review."""
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    ill = replace(HEALTHY, symptoms=frozenset({Symptom.COUGH}))
    person = apply(books.work, books.context(holder), holder, application(health=ill)).person_id
    clear = Fact(
        event_id(books.instant), person, FactKind.EXAMINED_CLEAR, day_of(NOON), books.instant
    )
    record_fact(books.work, books.context(), clear)
    books.pass_time(days=25)
    apply(books.work, books.context(holder), holder, application())
    books.pass_time(days=5)
    purge_facts(books.work, books.context())
    assert rows(books, FactRecord) == 1
    assert refresh(books.work, books.context(holder), person, holder).colour is Colour.GREEN
    books.pass_time(days=60)
    purge_all(books)
    purge_facts(books.work, books.context())
    assert rows(books, FactRecord) == 0


def test_a_closed_code_does_not_open_again_while_anybody_could_show_it(books: Books) -> None:
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    person = apply(books.work, books.context(holder), holder, application()).person_id
    died = Fact(event_id(books.instant), person, FactKind.DIED, day_of(NOON), books.instant)
    record_fact(books.work, books.context(), died)
    books.pass_time(days=30)
    purge_facts(books.work, books.context())
    found = apply(books.work, books.context(holder), holder, application())
    assert found.colour is Colour.GREY
    books.pass_time(days=90)
    purge_all(books)
    purge_facts(books.work, books.context())
    purge_all(books)
    assert rows(books, PersonRecord) == rows(books, FactRecord) == 0
