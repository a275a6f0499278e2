"""Status lists: what is listed, with which colour, and that an absence never makes one better."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlmodel import update

from domain.credential.curve import PrivateKey
from domain.declaration.values import Health, Symptom
from domain.healthcode.assessing import assessed
from domain.healthcode.ending import end_holder
from domain.healthcode.indexes import index_of
from domain.healthcode.issuing import register_device
from domain.healthcode.lists import colour_now, entries_after, lists_of_shard, renew_stale
from domain.healthcode.present import present
from domain.household.claims import ClaimState
from domain.household.records import ClaimRecord
from domain.kernel.colour import Colour
from domain.kernel.ids import event_id, random_id
from domain.people.store import bump_revision
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from tests.domain.acts import HEALTHY, Books, in_contact
from tests.domain.healthcode.test_indexes import declared

HOME, NUMBER = "5325", 9
COUGHS = replace(HEALTHY, symptoms=frozenset({Symptom.COUGH}))


def listed(books: Books) -> dict[int, Colour]:
    """Bring every code up to date and give the entries, as the job does."""
    last = renew_stale(books.work, books.context())
    while last is not None:
        last = renew_stale(books.work, books.context(), last)
    found: dict[int, Colour] = {}
    after: int | None = -1
    while after is not None:
        some, after = entries_after(books.work, books.context(), HOME, after)
        found |= some
    return found


def number(books: Books, person: UUID, holder: UUID) -> int:
    index = index_of(books.work, person, holder)
    assert index is not None
    return index.number


def register(books: Books, holder: UUID, key: bytes) -> None:
    point = PrivateKey(key * 32, "device").public.point
    register_device(books.work, books.context(), holder, point)


def ill(books: Books, person: UUID) -> Fact:
    day = books.instant.date()
    fact = Fact(event_id(books.instant), person, FactKind.CONFIRMED, day, books.instant)
    return record_fact(books.work, books.context(), fact)


def test_a_green_as_it_was_signed_is_not_listed_and_a_red_is(books: Books) -> None:
    declared(books)
    red = number(books, *declared(books, number=2, health=in_contact()))
    assert listed(books) == {red: Colour.RED}


def test_a_fact_reaches_the_list_though_nobody_looks(books: Books) -> None:
    whose = declared(books)
    index = number(books, *whose)
    ill(books, whose[0])
    assert listed(books) == {index: Colour.RED}
    assert colour_now(books.work, books.context(), NUMBER, index) is Colour.RED


def test_a_lifted_red_is_listed_green(books: Books) -> None:
    whose = declared(books)
    index = number(books, *whose)
    fact = ill(books, whose[0])
    listed(books)
    books.pass_time(hours=1)
    day = books.instant.date()
    gone = Fact(random_id(), whose[0], FactKind.EXCLUDED, day, books.instant, of=fact.id)
    record_fact(books.work, books.context(), gone)
    assert listed(books) == {index: Colour.GREEN}


def test_a_green_that_a_green_took_the_place_of_is_as_good_and_not_listed(books: Books) -> None:
    person, holder = declared(books)
    first = number(books, person, holder)
    books.pass_time(hours=1)
    declared(books, holder)
    assert listed(books) == {}
    assert colour_now(books.work, books.context(), NUMBER, first) is Colour.GREEN


@pytest.mark.parametrize("health", [in_contact(), COUGHS], ids=["red", "yellow"])
def test_who_declares_anew_and_is_green_no_more_is_listed_by_the_first_index(
    books: Books, health: Health
) -> None:
    person, holder = declared(books)
    first = number(books, person, holder)
    books.pass_time(hours=1)
    declared(books, holder, health=health)
    found = assessed(books.work, books.context(), person, holder).colour
    assert listed(books) == {first: found, number(books, person, holder): found}
    assert found in {Colour.YELLOW, Colour.RED}


def test_a_later_fact_reaches_every_index_that_is_still_good(books: Books) -> None:
    person, holder = declared(books)
    numbers = {number(books, person, holder)}
    for _ in range(2):
        books.pass_time(days=3)
        declared(books, holder)
        numbers.add(number(books, person, holder))
    ill(books, person)
    assert listed(books) == dict.fromkeys(numbers, Colour.RED)
    assert len(numbers) == 3


def test_a_code_that_turns_grey_takes_the_superseded_along(books: Books) -> None:
    person, holder = declared(books)
    first = number(books, person, holder)
    books.pass_time(hours=1)
    declared(books, holder)
    second = number(books, person, holder)
    books.work.session.exec(update(ClaimRecord).values(state=ClaimState.PENDING.value))
    bump_revision(books.work, person)
    assert listed(books) == {first: Colour.GREY, second: Colour.GREY}


def test_who_is_named_otherwise_now_ends_what_had_the_old_name(books: Books) -> None:
    person, holder = declared(books, name="王小明")
    first = number(books, person, holder)
    books.pass_time(hours=1)
    declared(books, holder, name="李雷")
    assert listed(books) == {first: Colour.GREY}
    assert colour_now(books.work, books.context(), NUMBER, first) is Colour.GREY
    books.pass_time(hours=1)
    declared(books, holder, name="李蕾")
    assert listed(books) == {first: Colour.GREY}


def test_no_newer_declaration_and_no_leaving_hides_a_risk(books: Books) -> None:
    person, holder = declared(books)
    first = number(books, person, holder)
    ill(books, person)
    books.pass_time(hours=1)
    declared(books, holder)
    second = number(books, person, holder)
    assert listed(books) == {first: Colour.RED, second: Colour.RED}
    end_holder(books.work, books.context(), holder)
    assert listed(books) == {first: Colour.RED, second: Colour.RED}


def test_who_leaves_is_grey_by_every_index(books: Books) -> None:
    person, holder = declared(books)
    first = number(books, person, holder)
    books.pass_time(hours=1)
    declared(books, holder)
    second = number(books, person, holder)
    end_holder(books.work, books.context(), holder)
    assert listed(books) == {first: Colour.GREY, second: Colour.GREY}


def test_a_phone_with_a_new_key_ends_what_names_the_old_one_and_no_card(books: Books) -> None:
    person, holder = declared(books)
    _, holder = declared(books, holder, number=2)
    present(books.work, books.context(), person, holder, paper=True)
    register(books, holder, b"a")
    first = number(books, person, holder)
    assert listed(books) == {}
    books.pass_time(hours=1)
    declared(books, holder)
    second = number(books, person, holder)
    register(books, holder, b"a")
    assert number(books, person, holder) == second
    register(books, holder, b"b")
    assert number(books, person, holder) not in {first, second}
    found = listed(books)
    assert found.pop(first) is found.pop(second) is Colour.GREY
    assert list(found.values()) == [Colour.GREY]
    assert index_of(books.work, person, holder, paper=True) is None


def test_a_printed_card_outlives_the_phones_key_and_no_risk(books: Books) -> None:
    person, holder = declared(books)
    register(books, holder, b"a")
    present(books.work, books.context(), person, holder, paper=True)
    card = index_of(books.work, person, holder, paper=True)
    assert card is not None
    assert card.number != number(books, person, holder)
    register(books, holder, b"b")
    assert index_of(books.work, person, holder, paper=True) == card
    assert card.number not in listed(books)
    ill(books, person)
    assert listed(books)[card.number] is Colour.RED


def test_an_expired_green_leaves_the_list_alone_and_a_risk_stays(books: Books) -> None:
    declared(books)
    red, holder = declared(books, number=2)
    index = number(books, red, holder)
    books.pass_time(days=15)
    ill(books, red)
    assert listed(books) == {index: Colour.RED}


def test_an_index_of_nobody_has_no_colour(books: Books) -> None:
    assert colour_now(books.work, books.context(), NUMBER, 5) is None


@pytest.mark.parametrize("wanted", [-1, 16, 999_999_999_999])
def test_there_are_sixteen_lists_and_no_others(books: Books, wanted: int) -> None:
    assert lists_of_shard(books.work, wanted) is None
