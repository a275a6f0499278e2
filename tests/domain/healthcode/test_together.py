"""One QR for several people: chosen by ticks, worst first, stale like every other."""

from uuid import UUID

import pytest
from sqlmodel import func, select

from domain.healthcode.look import look
from domain.healthcode.parting import take_off
from domain.healthcode.records import TogetherRecord
from domain.healthcode.together import TogetherFault, group_of, show_together
from domain.healthcode.tokens import handle_secret, make_token, step_at
from domain.healthcode.values import Look
from domain.kernel.colour import Colour
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.retention.purge import purge
from tests.domain.acts import HEALTHY, RING, Books, application, in_contact
from tests.domain.families import declared, named, of_child, of_elder, phone


def token(books: Books, handle: bytes) -> str:
    return make_token(handle, handle_secret(RING, handle), step_at(books.instant))


def shown(books: Books, holder: UUID, *people: UUID) -> bytes:
    names = [named(each, holder) for each in people]
    found = show_together(books.work, books.context(holder), holder, names)
    assert isinstance(found[0], bytes)
    return found[0]


def test_a_camera_sees_everybody_the_worst_first(books: Books) -> None:
    mother = phone(books)
    own = declared(books, mother, application())
    child = declared(books, mother, of_child(health=in_contact()))
    elder = declared(books, mother, of_elder())
    handle = shown(books, mother, own, child, elder)
    card = look(books.work, books.context(), token(books, handle))
    assert (card.look, card.colour, card.masked) == (Look.LIVE, Colour.RED, "王*宝")
    assert [(each.colour, each.masked) for each in card.together] == [
        (Colour.RED, "王*宝"),
        (Colour.GREEN, "李*英"),
        (Colour.GREEN, "王*明"),
    ]
    alone = look(books.work, books.context(), token(books, shown(books, mother, own, elder)))
    assert [each.masked for each in alone.together] == ["李*英", "王*明"]


def test_a_picture_of_a_group_grows_old_as_fast_and_tells_as_little(books: Books) -> None:
    mother = phone(books)
    people = [declared(books, mother, each) for each in (application(), of_child())]
    old = token(books, shown(books, mother, *people))
    books.pass_time(seconds=60)
    card = look(books.work, books.context(), old)
    assert (card.look, card.colour, card.masked, card.together) == (Look.STALE, None, "", ())
    forged = old[:-1] + ("A" if old[-1] != "A" else "B")
    assert look(books.work, books.context(), forged).look is Look.UNKNOWN
    assert len(old) == 32


def test_the_same_choice_is_the_same_group_and_another_day_has_none(books: Books) -> None:
    mother = phone(books)
    people = [declared(books, mother, each) for each in (application(), of_child(), of_elder())]
    first = shown(books, mother, *people)
    assert shown(books, mother, *reversed(people)) == first
    books.pass_time(seconds=1)
    second = shown(books, mother, *people[:2])
    assert second != first
    books.pass_time(seconds=1)
    assert group_of(books.work, books.context(mother), mother) == (second, frozenset(people[:2]))
    books.pass_time(days=1)
    assert group_of(books.work, books.context(mother), mother) is None
    books.pass_time(days=3)
    while purge(books.work, books.context()):
        pass
    assert books.session.exec(select(func.count()).select_from(TogetherRecord)).one() == 0


def test_nobody_and_seven_are_refused_and_strangers_are_not_found(books: Books) -> None:
    mother, other = phone(books), phone(books)
    people = [declared(books, mother, of_child(at)) for at in range(10, 17)]
    theirs = declared(books, other, of_child(20))

    def wrong(names: list[str]) -> object:
        found = show_together(books.work, books.context(mother), mother, names)
        assert isinstance(found[0], Problem)
        return found[0].code

    names = [named(each, mother) for each in people]
    assert wrong([]) is TogetherFault.NOBODY
    assert wrong(names) is TogetherFault.TOO_MANY
    for strange in (named(theirs, other), named(theirs, mother), ""):
        with pytest.raises(DomainError) as refused:
            wrong([names[0], strange])
        assert refused.value.code is Refusal.NOT_FOUND


def test_who_has_left_is_in_no_group_any_more(books: Books) -> None:
    mother = phone(books)
    own, child = (declared(books, mother, each) for each in (application(), of_child()))
    handle = shown(books, mother, own, child)
    take_off(books.work, books.context(mother), mother, named(child, mother))
    card = look(books.work, books.context(), token(books, handle))
    assert [each.masked for each in card.together] == ["王*明"]
    take_off(books.work, books.context(mother), mother, named(own, mother))
    assert look(books.work, books.context(), token(books, handle)).look is Look.UNKNOWN


def test_a_grey_one_stands_before_the_green(books: Books) -> None:
    mother, father = phone(books), phone(books)
    declared(books, father, of_elder(phone="+8613900000009"))
    own = declared(books, mother, application())
    waiting = declared(books, mother, of_elder(health=HEALTHY))
    card = look(books.work, books.context(), token(books, shown(books, mother, own, waiting)))
    assert [each.colour for each in card.together] == [Colour.GREY, Colour.GREEN]


def test_a_group_of_one_is_that_one(books: Books) -> None:
    mother = phone(books)
    own = declared(books, mother, application())
    card = look(books.work, books.context(), token(books, shown(books, mother, own, own)))
    assert (card.look, card.masked, card.together) == (Look.LIVE, "王*明", ())
