"""Who looked at or changed it: acts and fields of one person, as far as each phone may see them."""

from sqlmodel import select

from domain.audit.note import Act, note
from domain.audit.records import AuditRecord
from domain.declaration.values import Relationship
from domain.healthcode.assessing import refresh
from domain.healthcode.objecting import confirm
from domain.kernel.actor import Actor, Role
from domain.kernel.days import day_of
from domain.kernel.ids import event_id, random_id
from domain.mydata.history import FIELDS, PAGE, history_of
from domain.mydata.values import By, History
from domain.policy.context import Context
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from tests.domain.acts import POLICIES, RING, Books
from tests.domain.mydata.people import OTHER_NUMBER, declared, declared_for, phone


def of_office(books: Books, role: Role) -> Context:
    return Context(
        Actor(role, random_id(), "532528101"), books.instant, RING, POLICIES, random_id()
    )


def history(books: Books, person: object, holder: object, page: int = 1) -> History:
    found = history_of(books.work, books.context(holder), person, holder, page)  # type: ignore[arg-type] # ids
    assert found is not None
    return found


def record_case(books: Books, person: object) -> None:
    ctx = of_office(books, Role.COUNTY)
    now = books.instant
    record_fact(
        books.work,
        ctx,
        Fact(event_id(now), person, FactKind.CONFIRMED, day_of(now), now),  # type: ignore[arg-type] # an id
    )


def test_each_act_says_who_when_and_which_fields(books: Books) -> None:
    mine, other = phone(books), phone(books)
    person = declared(books, mine)
    first = books.instant
    declared(books, other)
    books.pass_time(minutes=1)
    record_case(books, person)
    refresh(books.work, books.context(mine), person, mine)
    acts = history(books, person, mine).acts
    assert [each.at for each in acts] == sorted((each.at for each in acts), reverse=True)
    assert {(each.act, each.by) for each in acts} == {
        (Act.COLOUR_CHANGED, By.SERVICE),
        (Act.FACT_RECORDED, By.OFFICE),
        (Act.DECLARED, By.OTHER_PHONE),
        (Act.CLAIMED, By.OTHER_PHONE),
        (Act.DECLARED, By.THIS_PHONE),
        (Act.CLAIMED, By.THIS_PHONE),
    }
    (recorded,) = (each for each in acts if each.act is Act.FACT_RECORDED)
    assert (recorded.role, recorded.fields) == (Role.COUNTY, ("kind", "day", "of", "reference"))
    (own,) = (each for each in acts if (each.act, each.by) == (Act.DECLARED, By.THIS_PHONE))
    assert (own.at, own.fields) == (first, ("identity", "journey", "stay", "health"))
    assert own.until == first + POLICIES.retention.audit.length  # type: ignore[operator] # in days


def test_no_value_and_no_id_is_ever_told(books: Books) -> None:
    mine, other = phone(books), phone(books)
    person = declared(books, mine)
    declared(books, other, phone=OTHER_NUMBER)
    confirm(books.work, books.context(mine), person, mine, other, sure=False)
    stored = {
        word
        for row in books.session.exec(select(AuditRecord)).all()
        for word in row.fields.split(",")
    }
    assert other.hex in stored
    told = {word for each in history(books, person, mine).acts for word in each.fields}
    assert told <= FIELDS
    assert "green" not in told


def test_a_proxy_is_told_of_no_official_act(books: Books) -> None:
    mine = phone(books)
    person = declared_for(books, mine, Relationship.CHILD)
    record_case(books, person)
    note(books.work, books.context(), Act.PURGED, person, ("fact",))
    acts = {each.act for each in history(books, person, mine).acts}
    assert acts == {Act.CLAIMED, Act.DECLARED}


def test_a_phone_that_waits_sees_what_it_did_itself(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person = declared(books, mine)
    declared(books, stranger, phone=OTHER_NUMBER)
    assert {each.by for each in history(books, person, stranger).acts} == {By.THIS_PHONE}
    assert len(history(books, person, mine).acts) == 4


def test_pages_of_fifty_newest_first(books: Books) -> None:
    mine = phone(books)
    person = declared(books, mine)
    for _ in range(PAGE * 2):
        books.pass_time(seconds=1)
        note(books.work, books.context(mine), Act.DOWNLOADED, person)
    pages = [history(books, person, mine, page) for page in (1, 2, 3)]
    assert [len(each.acts) for each in pages] == [PAGE, PAGE, 2]
    assert [each.has_more for each in pages] == [True, True, False]
    times = [act.at for each in pages for act in each.acts]
    assert times == sorted(times, reverse=True)
    assert history(books, person, mine, -4).page == 1
    assert history(books, person, mine, 10**9).acts == ()
    assert history_of(books.work, books.context(mine), person, random_id()) is None
