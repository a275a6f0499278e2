"""A family on one phone, in the books of a test: made by the product's own verbs."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.declaration.values import Application, Consent, Health, Relationship
from domain.healthcode.apply import apply
from domain.healthcode.show import pulse, renew, shown
from domain.healthcode.values import ShownCode
from domain.household.browsers import open_holder
from domain.household.members import name_on_phone
from domain.kernel.ids import random_id
from domain.kernel.tokens import new_token
from tests.domain.acts import HEALTHY, RING, Books, application

MOTHERS, FATHERS, GRANDMAS = "+8613900000001", "+8613900000002", "+8613900000003"


def phone(books: Books) -> UUID:
    """Open a new phone."""
    holder = random_id()
    open_holder(books.work, books.context(), new_token(), holder)
    return holder


def of_child(
    number: int = 2, *, phone: str = MOTHERS, health: Health = HEALTHY, born: int = 2015
) -> Application:
    """Give what a guardian declares for a child."""
    stated = application(number, phone=phone, health=health, name="王小宝")
    identity = replace(stated.identity, born=date(born, 6, 1), helper_phone=True)
    return replace(
        stated, identity=identity, relationship=Relationship.CHILD, consent=Consent.GUARDIAN
    )


def of_elder(number: int = 3, *, phone: str = MOTHERS, health: Health = HEALTHY) -> Application:
    """Give what somebody declares for their mother."""
    stated = application(number, phone=phone, health=health, name="李秀英")
    identity = replace(stated.identity, born=date(1950, 3, 3), helper_phone=True)
    return replace(
        stated, identity=identity, relationship=Relationship.PARENT, consent=Consent.ASKED
    )


def declared(books: Books, holder: UUID, stated: Application) -> UUID:
    """Declare a minute later; give the person."""
    books.pass_time(minutes=1)
    return apply(books.work, books.context(holder), holder, stated).person_id


def seen(books: Books, person: UUID, holder: UUID) -> ShownCode:
    """Show a code as the web does: renewed first where it is stale."""
    found = pulse(books.work, books.context(holder), person, holder)
    if found is not None and found.stale:
        renew(books.work, books.context(holder), person, holder)
    code = shown(books.work, books.context(holder), person, holder)
    assert code is not None
    return code


def named(person: UUID, holder: UUID) -> str:
    """Give a person's name on a phone."""
    return name_on_phone(RING, person, holder)
