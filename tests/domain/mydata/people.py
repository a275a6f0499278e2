"""Phones and people for the tests of what is held: declared through the product's own verbs."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import SQLModel, col, select, update

from domain.declaration.values import Application, Relationship
from domain.healthcode.apply import apply
from domain.household.browsers import open_holder
from domain.household.claims import ClaimState
from domain.household.records import ClaimRecord
from domain.kernel.ids import random_id
from domain.kernel.tokens import new_token
from domain.mydata.held import held_about
from domain.mydata.values import Held
from tests.domain.acts import Books, application

OTHER_NUMBER = "+8613900000002"


def phone(books: Books) -> UUID:
    """Open one more phone."""
    holder = random_id()
    open_holder(books.work, books.context(holder), new_token(), holder)
    return holder


def declared(books: Books, holder: UUID, **stated: object) -> UUID:
    """Declare from a phone; give the person's id."""
    return sent(books, holder, application(**stated))  # type: ignore[arg-type] # as given


def sent(books: Books, holder: UUID, stated: Application, **changed: object) -> UUID:
    """Send an application, some of it changed; give the person's id."""
    books.pass_time(minutes=1)
    changed_one = replace(stated, **changed)  # type: ignore[arg-type] # as given
    return apply(books.work, books.context(holder), holder, changed_one).person_id


def declared_for(books: Books, holder: UUID, who: Relationship, number: int = 7) -> UUID:
    """Declare for somebody else from a phone."""
    return sent(books, holder, application(number), relationship=who)


def verify(books: Books, person: UUID, holder: UUID) -> None:
    """Let the document have been seen, as an officer will."""
    books.session.exec(
        update(ClaimRecord)
        .where(col(ClaimRecord.person_id) == person, col(ClaimRecord.holder_id) == holder)
        .values(state=ClaimState.VERIFIED.value)
    )


def held(books: Books, person: UUID, holder: UUID) -> Held:
    """Give what is held, as a phone sees it."""
    found = held_about(books.work, books.context(holder), person, holder)
    assert found is not None
    return found


def kept(books: Books, record: type[SQLModel]) -> Sequence[SQLModel]:
    """Give every row of a table as it stands."""
    books.session.expire_all()
    return books.session.exec(select(record)).all()
