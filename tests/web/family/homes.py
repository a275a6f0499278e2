"""A family on a phone in a running server, and the forms that its pages hold."""

from dataclasses import replace
from datetime import date
from itertools import count
from uuid import UUID

from domain.declaration.values import Consent, Health, Relationship
from domain.healthcode.apply import apply
from domain.household.claim import show
from domain.household.members import name_on_phone
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import event_id
from tests.browse import Browse, Page
from tests.codes import Opened
from tests.domain.acts import HEALTHY, application
from tests.servers import Server

_numbers = count(60_000)


def add(  # noqa: PLR0913 - who is added, and how they are
    server: Server,
    phone: Opened,
    name: str,
    relationship: Relationship = Relationship.CHILD,
    *,
    health: Health = HEALTHY,
    number: int | None = None,
    born: int = 2015,
) -> UUID:
    """Declare for somebody on a phone, which goes on to show its own; give the person."""
    held = server.services
    at = next(_numbers) if number is None else number
    stated = application(at, phone=f"+8613{phone.number:09d}", health=health, name=name)
    identity = replace(stated.identity, born=date(born, 6, 1))
    consent = Consent.ASKED if born < 2000 else Consent.GUARDIAN
    whole = replace(stated, identity=identity, relationship=relationship, consent=consent)
    ctx = held.context(Actor(Role.HOLDER, phone.holder), event_id(held.clock.now()))
    person = server.run(held.db.write(apply, ctx, phone.holder, whole)).person_id
    server.run(held.db.write(show, ctx, phone.holder, phone.person))
    return person


def ref(server: Server, phone: Opened, person: UUID) -> str:
    """Give a person's name on a phone, as forms hold it."""
    return name_on_phone(server.services.ring, person, phone.holder)


def press(browse: Browse, page: Page, action: str, status: int = 200, **sent: object) -> Page:
    """Send the first form of an action whose hidden fields are these."""
    for at, form in enumerate(page.forms()):
        held = {field.get("name"): field.get("value") for field in form.iter("input")}
        if form.get("action") == action and sent.items() <= held.items():
            return browse.send(page, status, form=at)
    message = f"the page has no such form of {action}"
    raise AssertionError(message)
