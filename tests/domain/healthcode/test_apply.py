"""Applying, showing, looking: the main job through its verbs, and what strangers cannot do."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.healthcode.apply import apply
from domain.healthcode.handles import mint_handle
from domain.healthcode.look import look
from domain.healthcode.show import pulse, renew, shown
from domain.healthcode.tokens import handle_secret, make_token, step_at
from domain.healthcode.values import Look, ShownCode
from domain.household.browsers import open_holder
from domain.household.claims import ClaimState
from domain.household.waiting import confirm_claim
from domain.kernel.colour import Colour
from domain.kernel.days import day_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.signals.facts import Fact, FactKind
from domain.signals.record import record_fact
from domain.storage.mode import Mode, set_mode
from tests.domain.acts import HEALTHY, RING, Books, application, in_contact


def phone(books: Books) -> UUID:
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    return holder


def seen(books: Books, person: UUID, holder: UUID) -> ShownCode:
    """Show a code as the web does: renewed first where it is stale."""
    found = pulse(books.work, books.context(holder), person, holder)
    if found is not None and found.stale:
        renew(books.work, books.context(holder), person, holder)
    code = shown(books.work, books.context(holder), person, holder)
    assert code is not None
    assert not code.stale
    return code


def test_a_healthy_resident_is_green_with_a_reason(books: Books) -> None:
    holder = phone(books)
    issued = apply(books.work, books.context(holder), holder, application())
    assert issued.colour is Colour.GREEN
    code = seen(books, issued.person_id, holder)
    assert code.reasons
    assert code.registered == books.instant
    assert code.until is not None
    assert day_of(code.until - timedelta(seconds=1)) == day_of(books.instant) + timedelta(days=14)
    assert code.member.known.name == "王小明"


def test_a_double_tap_makes_one_declaration(books: Books) -> None:
    holder = phone(books)
    ctx = books.context(holder)
    first = apply(books.work, ctx, holder, application())
    second = apply(books.work, ctx, holder, application())
    assert not first.again
    assert second.again
    assert (first.person_id, first.colour) == (second.person_id, second.colour)


def test_green_ends_by_itself_after_14_days(books: Books) -> None:
    holder = phone(books)
    person = apply(books.work, books.context(holder), holder, application()).person_id
    books.pass_time(days=14)
    assert seen(books, person, holder).colour is Colour.GREEN
    books.pass_time(days=1)
    assert seen(books, person, holder).colour is Colour.GREY


def test_a_fact_turns_a_shown_code_red_and_its_exclusion_lifts_it(books: Books) -> None:
    holder = phone(books)
    person = apply(books.work, books.context(holder), holder, application()).person_id
    before = seen(books, person, holder)
    books.pass_time(minutes=5)
    suspected = Fact(
        event_id(books.instant), person, FactKind.SUSPECTED, day_of(books.instant), books.instant
    )
    record_fact(books.work, books.context(), suspected)
    red = seen(books, person, holder)
    assert red.colour is Colour.RED
    assert red.version > before.version
    books.pass_time(hours=3)
    excluded = replace(
        suspected, id=event_id(books.instant), kind=FactKind.EXCLUDED, of=suspected.id
    )
    record_fact(books.work, books.context(), excluded)
    assert seen(books, person, holder).colour is Colour.GREEN


def test_a_clean_declaration_in_another_browser_with_the_same_phone_stays_red(books: Books) -> None:
    one, two = phone(books), phone(books)
    ill = application(health=in_contact(day_of(books.instant)))
    assert apply(books.work, books.context(one), one, ill).colour is Colour.RED
    books.pass_time(minutes=40)
    assert apply(books.work, books.context(two), two, application()).colour is Colour.RED


def test_a_stranger_gets_grey_and_changes_nothing_for_the_person(books: Books) -> None:
    mine, theirs = phone(books), phone(books)
    person = apply(books.work, books.context(mine), mine, application()).person_id
    books.pass_time(minutes=1)
    stranger = application(phone="+8613900000002", health=in_contact(), name="李四")
    issued = apply(books.work, books.context(theirs), theirs, stranger)
    assert issued.person_id == person
    assert issued.colour is Colour.GREY
    code = seen(books, person, mine)
    assert code.colour is Colour.GREEN
    assert code.member.known.name == "王小明"
    assert seen(books, person, theirs).member.state is ClaimState.PENDING


def test_confirmed_by_the_earlier_holder_the_second_phone_counts(books: Books) -> None:
    mine, theirs = phone(books), phone(books)
    person = apply(books.work, books.context(mine), mine, application()).person_id
    second = application(phone="+8613900000002")
    apply(books.work, books.context(theirs), theirs, second)
    for asking, about in ((theirs, mine), (random_id(), theirs)):
        with pytest.raises(DomainError):
            confirm_claim(books.work, books.context(asking), person, asking, about)
    confirm_claim(books.work, books.context(mine), person, mine, theirs)
    assert seen(books, person, theirs).colour is Colour.GREEN


def test_an_official_red_shows_on_a_pending_claim_too(books: Books) -> None:
    mine, theirs = phone(books), phone(books)
    person = apply(books.work, books.context(mine), mine, application()).person_id
    apply(books.work, books.context(theirs), theirs, application(phone="+8613900000002"))
    fact = Fact(
        event_id(books.instant), person, FactKind.CONFIRMED, day_of(books.instant), books.instant
    )
    record_fact(books.work, books.context(), fact)
    assert seen(books, person, theirs).colour is Colour.RED
    assert seen(books, person, mine).colour is Colour.RED


def test_a_slip_is_mended_within_30_minutes_and_not_after(books: Books) -> None:
    holder = phone(books)
    wrong = books.context(holder)
    person = apply(books.work, wrong, holder, application(health=in_contact())).person_id
    assert seen(books, person, holder).colour is Colour.RED
    books.pass_time(minutes=29)
    mended = apply(
        books.work, books.context(holder), holder, replace(application(), corrects=wrong.nonce)
    )
    assert (mended.corrected, mended.colour) == (True, Colour.GREEN)
    books.pass_time(minutes=1)
    again = books.context(holder)
    apply(books.work, again, holder, application(health=in_contact()))
    books.pass_time(minutes=31)
    late = apply(
        books.work, books.context(holder), holder, replace(application(), corrects=again.nonce)
    )
    assert (late.corrected, late.colour) == (False, Colour.RED)


def test_any_camera_sees_a_live_code_and_only_that_an_old_one_is_old(books: Books) -> None:
    holder = phone(books)
    person = apply(books.work, books.context(holder), holder, application(health=HEALTHY)).person_id
    handle = mint_handle(books.work, books.context(holder), person, holder)
    assert mint_handle(books.work, books.context(holder), person, holder) == handle
    token = make_token(handle, handle_secret(RING, handle), step_at(books.instant))
    card = look(books.work, books.context(), token)
    assert (card.look, card.colour, card.masked) == (Look.LIVE, Colour.GREEN, "王*明")
    books.pass_time(seconds=60)
    old = look(books.work, books.context(), token)
    assert (old.look, old.colour, old.masked) == (Look.STALE, None, "")
    assert look(books.work, books.context(), "A" * 32).look is Look.UNKNOWN
    books.pass_time(days=1)
    assert mint_handle(books.work, books.context(holder), person, holder) != handle


def test_a_closed_service_makes_no_code_and_a_full_household_no_claim(books: Books) -> None:
    holder = phone(books)
    for number in range(10):
        apply(books.work, books.context(holder), holder, application(number))
    with pytest.raises(DomainError) as full:
        apply(books.work, books.context(holder), holder, application(11))
    assert full.value.code is Refusal.HOUSEHOLD_FULL
    set_mode(books.work, Mode.CLOSING)
    with pytest.raises(DomainError) as closed:
        apply(books.work, books.context(holder), holder, application(1))
    assert closed.value.code is Refusal.CLOSED
