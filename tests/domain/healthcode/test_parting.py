"""A phone is told, once, that another one took somebody off it; nothing else of them is kept."""

from dataclasses import replace
from uuid import UUID

from sqlmodel import select

from domain.declaration.values import Relationship
from domain.healthcode.objecting import acknowledge
from domain.healthcode.parting import remove_proxy, take_note_of_parting, take_off
from domain.household.claim import member_of
from domain.household.known import known_in
from domain.household.members import shown_on
from domain.household.parted import parted_of
from domain.household.records import ClaimRecord
from tests.domain.acts import RING, Books, application, in_contact
from tests.domain.families import declared, named, of_child, of_elder, phone, seen


def removed(books: Books, theirs: UUID) -> tuple[UUID, UUID]:
    """Let an elder take their code off a phone, from their own; give them and their phone."""
    elder = declared(books, theirs, of_elder())
    own = phone(books)
    declared(books, own, replace(of_elder(), relationship=Relationship.SELF, consent=""))
    remove_proxy(books.work, books.context(own), own, named(elder, own), theirs)
    return elder, own


def row(books: Books, person: UUID, holder: UUID) -> ClaimRecord:
    books.session.expire_all()
    kept = select(ClaimRecord).where(
        ClaimRecord.person_id == person, ClaimRecord.holder_id == holder
    )
    return books.session.exec(kept).one()


def marked(books: Books, person: UUID, holder: UUID) -> bool:
    member = member_of(books.work, RING, person, holder)
    return member is not None and member.attention


def test_the_code_that_the_phone_goes_on_to_show_tells_it_until_it_is_known(books: Books) -> None:
    mother = phone(books)
    own = declared(books, mother, application())
    before = seen(books, own, mother).version
    elder, grandma = removed(books, mother)
    code = seen(books, own, mother)
    assert (code.parted, code.version > before) == (("李*英",), True)
    assert seen(books, own, mother).parted == code.parted
    assert seen(books, elder, grandma).parted == ()
    take_note_of_parting(books.work, books.context(mother), mother)
    assert seen(books, own, mother).parted == ()
    assert not marked(books, own, mother)


def test_nothing_but_the_masked_name_is_kept_and_not_for_longer(books: Books) -> None:
    mother = phone(books)
    elder, _ = removed(books, mother)
    kept = row(books, elder, mother)
    known = known_in(RING, elder, mother, kept.sealed)
    assert (known.name, known.document, known.phone, known.nationality) == ("李*英", "", "", "")
    assert kept.phone_index == b""
    assert member_of(books.work, RING, elder, mother) is None
    take_note_of_parting(books.work, books.context(mother), mother)
    kept = row(books, elder, mother)
    assert (kept.sealed, kept.attention) == (b"", False)


def test_a_phone_that_has_nobody_left_is_told_too(books: Books) -> None:
    mother = phone(books)
    removed(books, mother)
    assert shown_on(books.work, mother) is None
    assert parted_of(books.work, RING, mother) == ("李*英",)
    take_note_of_parting(books.work, books.context(mother), mother)
    assert parted_of(books.work, RING, mother) == ()


def test_whoever_takes_somebody_off_their_own_phone_is_told_nothing(books: Books) -> None:
    mother = phone(books)
    own = declared(books, mother, application())
    child = declared(books, mother, of_child())
    take_off(books.work, books.context(mother), mother, named(child, mother))
    assert seen(books, own, mother).parted == ()
    assert not marked(books, own, mother)


def test_other_news_outlives_it_and_it_outlives_other_news(books: Books) -> None:
    mother, second = phone(books), phone(books)
    own = declared(books, mother, application())
    declared(books, second, application(health=in_contact()))
    removed(books, mother)
    (risky,) = (each.declaration_id for each in seen(books, own, mother).news.told)
    take_note_of_parting(books.work, books.context(mother), mother)
    assert len(seen(books, own, mother).news.told) == 1
    removed(books, mother)
    acknowledge(books.work, books.context(mother), own, mother, risky)
    code = seen(books, own, mother)
    assert (code.news.told, code.parted) == ((), ("李*英",))
    take_note_of_parting(books.work, books.context(mother), mother)
    assert not marked(books, own, mother)


def test_whoever_is_filled_in_for_again_is_no_longer_told_of_as_gone(books: Books) -> None:
    mother = phone(books)
    elder, _ = removed(books, mother)
    declared(books, mother, of_elder())
    assert parted_of(books.work, RING, mother) == ()
    assert not marked(books, elder, mother)
    assert row(books, elder, mother).sealed
