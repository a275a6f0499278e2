"""Forms of venues, officers and managers for the tests of the room."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from domain.declaration.terms import Terms
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import event_id, random_id
from domain.policy.context import Context
from domain.venues.ask import Receipt, ask
from domain.venues.numbers import ids_of
from domain.venues.read import read_asked
from domain.venues.records import VenueRecord
from domain.venues.settle import confirm
from domain.venues.told import Asked
from tests.domain.acts import NOON, POLICIES, RING, Books

MAJIE, NANSHA = "532528213", "532528101"
TERMS = Terms(NOON)
FORM: Mapping[str, str] = {
    "kind": "farmers_market",
    "zh": "马街农贸市场",
    "en": "Majie Farmers’ Market",
    "prefecture": "5325",
    "county": "532528",
    "township": MAJIE,
    "address": "马街村1号",
    "size": "medium",
    "person": "马大姐",
    "person_phone": "13900000001",
    "deputy": "李二哥",
    "deputy_phone": "0873-5642000",
    "gate_1_zh": "东门",
    "gate_2_zh": "西门",
}


def entries(**changes: str | None) -> dict[str, tuple[str, ...]]:
    """Give the form with changes; None leaves a field out."""
    return {name: (text,) for name, text in {**FORM, **changes}.items() if text is not None}


def told(**changes: str | None) -> Asked:
    """Read the form."""
    found = read_asked(entries(**changes), TERMS, POLICIES.venues)
    assert isinstance(found, Asked), found
    return found


def officer(role: Role = Role.TOWNSHIP, division: str = MAJIE, sector: str | None = None) -> Actor:
    return Actor(role, random_id(), division, sector)


def manager(venue: UUID) -> Actor:
    return Actor(Role.VENUE, random_id(), MAJIE, None, venue)


def acting(books: Books, actor: Actor | None = None, nonce: UUID | None = None) -> Context:
    """Give the surroundings of an act of somebody's at the books' instant."""
    who = actor or Actor(Role.ANYONE)
    return Context(who, books.instant, RING, POLICIES, nonce or event_id(books.instant))


def asked_for(books: Books, **changes: Any) -> UUID:
    """Ask for a venue; give its id."""
    found = ask(books.work, acting(books), told(**changes), random_id().bytes)
    assert isinstance(found, Receipt)
    span = ids_of(found.number)
    assert span
    between = col(VenueRecord.venue_id).between(*span)
    return books.session.exec(select(VenueRecord.venue_id).where(between)).one()


def confirmed(books: Books, **changes: Any) -> UUID:
    """Ask for a venue and let the county confirm it; give its id."""
    venue = asked_for(books, **changes)
    sector = POLICIES.doors.sector_of(told(**changes).kind)
    confirm(books.work, acting(books, officer(Role.COUNTY, "532528")), venue, sector)
    return venue
