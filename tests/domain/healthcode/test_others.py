"""Being told of another phone's risk answer, and objecting to it and to a claim that waits."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

import pytest
from sqlmodel import select

from domain.audit.records import AuditRecord
from domain.healthcode.apply import apply
from domain.healthcode.objecting import acknowledge, confirm, object_to_answer, object_to_claim
from domain.healthcode.records import ObjectionRecord
from domain.healthcode.show import pulse, renew, shown
from domain.healthcode.values import About, News, ShownCode
from domain.household.browsers import open_holder
from domain.household.claim import member_of
from domain.kernel.colour import Colour
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.storage.work import Work
from tests.domain.acts import HEALTHY, RING, Books, application, in_contact

OTHER_NUMBER = "+8613900000002"


def phone(books: Books) -> UUID:
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    return holder


def declared(books: Books, holder: UUID, **stated: object) -> tuple[UUID, UUID]:
    """Declare from a phone; give the person's id and the declaration's."""
    books.pass_time(minutes=1)
    ctx = books.context(holder)
    issued = apply(books.work, ctx, holder, application(**stated))  # type: ignore[arg-type] # as given
    return issued.person_id, ctx.nonce


def seen(books: Books, person: UUID, holder: UUID) -> ShownCode:
    found = pulse(books.work, books.context(holder), person, holder)
    if found is not None and found.stale:
        renew(books.work, books.context(holder), person, holder)
    code = shown(books.work, books.context(holder), person, holder)
    assert code is not None
    return code


def acts(books: Books) -> list[str]:
    return [each.act for each in books.session.exec(select(AuditRecord)).all()]


def test_the_earlier_phone_is_told_at_once_that_a_risk_was_declared(books: Books) -> None:
    mine, other = phone(books), phone(books)
    person, _ = declared(books, mine)
    before = seen(books, person, mine)
    assert before.news == News()
    _, risky = declared(books, other, health=in_contact())
    code = seen(books, person, mine)
    assert [each.declaration_id for each in code.news.told] == [risky]
    assert code.news.told[0].at == books.instant
    assert code.version > before.version
    assert seen(books, person, other).news == News()


def test_the_pulse_moves_even_where_colour_and_reasons_stay(books: Books) -> None:
    """Both told of the same contact: nothing on the card changes, and the notice still comes."""
    mine, other = phone(books), phone(books)
    day = books.instant.date()
    person, _ = declared(books, mine, health=in_contact(day))
    declared(books, other)
    before = seen(books, person, mine)
    declared(books, other, health=in_contact(day))
    after = seen(books, person, mine)
    assert (after.colour, after.reasons) == (before.colour, before.reasons)
    assert after.version > before.version
    assert len(after.news.told) == 1


def test_a_clean_answer_is_no_news(books: Books) -> None:
    mine, other = phone(books), phone(books)
    person, _ = declared(books, mine)
    declared(books, other)
    assert seen(books, person, mine).news == News()
    member = member_of(books.work, RING, person, mine)
    assert member is not None
    assert not member.attention


def test_who_comes_later_is_told_of_the_running_risk_they_take_over(books: Books) -> None:
    first, mine = phone(books), phone(books)
    _, risky = declared(books, first, health=in_contact())
    person, _ = declared(books, mine)
    assert [each.declaration_id for each in seen(books, person, mine).news.told] == [risky]


def test_a_stranger_with_another_number_tells_nobody_of_anything_but_a_claim(books: Books) -> None:
    mine, stranger = phone(books), phone(books)
    person, _ = declared(books, mine)
    before = seen(books, person, mine)
    declared(books, stranger, phone=OTHER_NUMBER, health=in_contact())
    code = seen(books, person, mine)
    assert code.news.told == ()
    assert code.waiting == (stranger,)
    assert code.version > before.version
    again = code.version
    declared(books, stranger, phone=OTHER_NUMBER, health=in_contact())
    assert seen(books, person, mine).version == again


def test_a_risk_comes_to_light_once_its_claim_counts(books: Books) -> None:
    """Declared while it waited, the risk counts from the confirmation on, and is told then."""
    mine, theirs = phone(books), phone(books)
    person, _ = declared(books, mine)
    _, risky = declared(books, theirs, phone=OTHER_NUMBER, health=in_contact())
    confirm(books.work, books.context(mine), person, mine, theirs, sure=False)
    code = seen(books, person, mine)
    assert code.colour is Colour.RED
    assert [each.declaration_id for each in code.news.told] == [risky]


def test_acknowledged_it_is_gone_for_good(books: Books) -> None:
    mine, other = phone(books), phone(books)
    person, _ = declared(books, mine)
    _, risky = declared(books, other, health=in_contact())
    for _time in range(2):
        acknowledge(books.work, books.context(mine), person, mine, risky)
    assert seen(books, person, mine).news == News()
    declared(books, mine)
    assert seen(books, person, mine).news == News()
    member = member_of(books.work, RING, person, mine)
    assert member is not None
    assert not member.attention
    assert acts(books).count("risk_acknowledged") == 1


def test_an_objection_is_stored_once_with_its_hour_and_changes_no_colour(books: Books) -> None:
    mine, other = phone(books), phone(books)
    person, _ = declared(books, mine)
    _, risky = declared(books, other, health=in_contact())
    theirs = seen(books, person, other)
    for _time in range(2):
        object_to_answer(books.work, books.context(mine), person, mine, risky)
    code = seen(books, person, mine)
    assert code.colour is Colour.RED
    assert code.news.told == ()
    (made,) = code.news.objections
    assert (made.about, made.about_id) == (About.ANSWER, risky)
    assert made.due_at == made.made_at + timedelta(hours=2)
    assert acts(books).count("objected") == 1
    assert seen(books, person, other) == theirs


def test_a_correction_takes_the_news_away(books: Books) -> None:
    mine, other = phone(books), phone(books)
    person, _ = declared(books, mine)
    _, risky = declared(books, other, health=in_contact())
    object_to_answer(books.work, books.context(mine), person, mine, risky)
    books.pass_time(minutes=5)
    mended = replace(application(health=HEALTHY), corrects=risky)
    assert apply(books.work, books.context(other), other, mended).corrected
    assert seen(books, person, mine).news == News()


@pytest.mark.parametrize("verb", [acknowledge, object_to_answer])
def test_nobody_answers_for_what_they_were_not_told(books: Books, verb: object) -> None:
    mine, other, nobody = phone(books), phone(books), phone(books)
    person, own = declared(books, mine)
    _, risky = declared(books, other, health=in_contact())
    asked = ((nobody, risky), (other, risky), (mine, own), (mine, uuid5(risky, "")))
    for holder, declaration in asked:
        with pytest.raises(DomainError) as refused:
            verb(books.work, books.context(holder), person, holder, declaration)  # type: ignore[operator] # a verb
        assert refused.value.code is Refusal.NOT_FOUND


def test_a_refused_claim_stays_grey_and_needs_a_second_look(books: Books) -> None:
    mine, theirs = phone(books), phone(books)
    person, _ = declared(books, mine)
    declared(books, theirs, phone=OTHER_NUMBER)
    before = seen(books, person, theirs)
    for _time in range(2):
        object_to_claim(books.work, books.context(mine), person, mine, theirs)
    code = seen(books, person, mine)
    assert code.waiting == (theirs,)
    assert [(each.about, each.about_id) for each in code.news.objections] == [(About.CLAIM, theirs)]
    assert seen(books, person, theirs) == before
    with pytest.raises(DomainError) as refused:
        confirm(books.work, books.context(mine), person, mine, theirs, sure=False)
    assert refused.value.code is Refusal.CONFLICT
    confirm(books.work, books.context(mine), person, mine, theirs, sure=True)
    assert seen(books, person, theirs).colour is Colour.GREEN
    assert seen(books, person, mine).news == News()
    assert books.session.exec(select(ObjectionRecord)).all() == []
    assert acts(books).count("objection_withdrawn") == 1


def test_a_guardian_s_objection_stays_when_another_confirms(books: Books) -> None:
    one, two, theirs = phone(books), phone(books), phone(books)
    person, _ = declared(books, one)
    declared(books, two)
    declared(books, theirs, phone=OTHER_NUMBER)
    object_to_claim(books.work, books.context(one), person, one, theirs)
    with pytest.raises(DomainError):
        confirm(books.work, books.context(two), person, two, theirs, sure=False)
    confirm(books.work, books.context(two), person, two, theirs, sure=True)
    assert len(books.session.exec(select(ObjectionRecord)).all()) == 1


def test_only_a_standing_claim_objects_and_only_to_one_that_waits(books: Books) -> None:
    mine, other, theirs = phone(books), phone(books), phone(books)
    person, _ = declared(books, mine)
    declared(books, other)
    declared(books, theirs, phone=OTHER_NUMBER)
    for holder, about in ((theirs, mine), (theirs, theirs), (mine, other), (mine, random_id())):
        with pytest.raises(DomainError) as refused:
            object_to_claim(books.work, books.context(holder), person, holder, about)
        assert refused.value.code is Refusal.NOT_FOUND


def test_an_unmarked_claim_is_looked_at_no_further(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = phone(books)
    person, _ = declared(books, mine)
    member = member_of(books.work, RING, person, mine)
    assert member is not None
    asked: list[Work] = []
    monkeypatch.setattr("domain.healthcode.news._TOLD.all", lambda work, **_: asked.append(work))
    assert seen(books, person, mine).news == News()
    assert asked == []
