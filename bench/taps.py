"""Taps for a load: known phones, open doors, and for each pair the form of its page."""

import asyncio
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from bench.load import form_request
from bench.people import Phone, phones_with_codes
from domain.household.browsers import holder_by_token
from domain.household.members import name_on_phone
from domain.kernel.clock import SystemClock
from domain.kernel.ids import event_id
from domain.policy.context import Context
from domain.storage.keys import Kind
from domain.venues.check_in import Tap
from domain.venues.serials import write_serial
from domain.venues.visits import Direction
from tests.venues import Door, open_door
from web.csrf import FIELD, make_token
from web.settings import Settings
from web.wiring import Services, open_services

_CLOCK = SystemClock()


@dataclass(frozen=True, slots=True)
class Taps:
    """Each tap of a phone at a door, no two alike: whose, where, and by which name on the phone."""

    taps: list[tuple[Phone, str, Door]]
    csrf: bytes

    def requests(self, port: int, first: int, count: int) -> list[bytes]:
        """Give so many as a browser sends them."""
        last = min(first + count, len(self.taps))
        return [self.request(port, n, event_id(_CLOCK.now())) for n in range(first, last)]

    def calls(self, services: Services, first: int, count: int) -> list[tuple[Context, str, Tap]]:
        """Give so many as calls of the verb."""
        now = services.clock.now()
        return [
            (
                services.context(nonce=event_id(now)),
                phone.token,
                Tap(door.serial, Direction.IN, (name,)),
            )
            for phone, name, door in self.taps[first : first + count]
        ]

    def request(self, port: int, number: int, act: UUID) -> bytes:
        """Give one tap as a browser sends it, under its form's id."""
        phone, name, door = self.taps[number]
        token = make_token(self.csrf, phone.token)
        body = f"{FIELD}={token}&act={act}&with={name}&way=in"
        return form_request(f"/P/{write_serial(door.serial)}", port, f"hc={phone.token}", body)


def made_taps(settings: Settings, phones: int, doors: int) -> Taps:
    """Store phones with codes and doors with posters, through the product's own verbs."""
    people = phones_with_codes(settings, phones)
    return asyncio.run(_made(settings, people, doors))


async def _made(settings: Settings, people: list[Phone], doors: int) -> Taps:
    services = open_services(settings)
    try:
        opened = [await services.db.write(open_door, services.context()) for _ in range(doors)]
        named = [(phone, await _name(services, phone)) for phone in people]
        # Phones change from tap to tap, as at a real door.
        pairs = [(phone, name, door) for door, (phone, name) in product(opened, named)]
        return Taps(pairs, services.ring.derived(Kind.BROWSER, "csrf"))
    finally:
        services.close()


async def _name(services: Services, phone: Phone) -> str:
    holder = await services.db.read(holder_by_token, phone.token)
    assert holder is not None
    assert holder.person_id is not None
    return name_on_phone(services.ring, holder.person_id, holder.id)
