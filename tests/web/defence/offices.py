"""Another office and another venue, which no made-up staff but the province sees into."""

from dataclasses import dataclass
from uuid import UUID

from domain.accounts.inviting import invite
from domain.accounts.shifts import offer_shift
from domain.accounts.values import Called, Place
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import random_id
from tests.servers import Server
from tests.staff import open_staff
from tests.venues import door_at

FAR = "530102"
_TOWNSHIP = f"{FAR}001"
_found: dict[str, "Office"] = {}


@dataclass(frozen=True)
class Office:
    """What there is in another county, by ids."""

    account: UUID
    invitation: UUID
    venue: UUID
    gate: UUID
    shift: UUID

    def ids(self) -> frozenset[bytes]:
        """Give their ids as rows hold them."""
        return frozenset(
            each.bytes
            for each in (self.account, self.invitation, self.venue, self.gate, self.shift)
        )


def office_of(server: Server) -> Office:
    """Give a server's other office, made once."""
    if server.address not in _found:
        _found[server.address] = _made(server)
    return _found[server.address]


def _made(server: Server) -> Office:
    held = server.services
    place, called = Place(Role.COUNTY, FAR, unit="远方单位"), Called("远方人")
    account = server.run(held.db.write(open_staff, held.context(), place, "f" * 43))
    door = door_at(server, division=_TOWNSHIP)
    ctx = held.context(Actor(Role.COUNTY, account, FAR))
    into = Place(Role.TOWNSHIP, _TOWNSHIP, unit="远方乡")
    name = server.run(held.db.write(invite, ctx, into, called, random_id()))
    manager = held.context(Actor(Role.VENUE, random_id(), _TOWNSHIP, None, door.venue))
    at = door.venue, _TOWNSHIP, door.entrance.id
    shift = server.run(held.db.write(offer_shift, manager, *at))
    return Office(account, UUID(hex=name), door.venue, door.entrance.id, shift)
