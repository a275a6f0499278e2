"""Venues with an entrance and a poster, made in a running server or in one unit of work."""

from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from domain.kernel.ids import random_id
from domain.policy.context import Context
from domain.policy.places import Sector, VenueKind
from domain.storage.work import Work
from domain.venues.records import EntranceRecord, PosterRecord, VenueRecord
from domain.venues.serials import new_letters, new_serial, write_serial
from domain.venues.store import entrance_by_id
from domain.venues.values import Entrance, Size, VenueState
from tests.servers import Server

MAJIE = "532528213"
"""A township of Yuanyang."""
_numbers = count(1)


@dataclass(frozen=True)
class Door:
    """A confirmed venue's entrance, and what its poster says."""

    entrance: Entrance
    serial: bytes
    letters: str

    @property
    def venue(self) -> UUID:
        return self.entrance.venue.id

    @property
    def path(self) -> str:
        return f"/P/{write_serial(self.serial)}"


def open_door(
    work: Work, ctx: Context, /, kind: VenueKind = VenueKind.FARMERS_MARKET, **chosen: Any
) -> Door:
    """Put a confirmed venue with one entrance and its poster into the books."""
    venue_id, entrance_id, number = random_id(), random_id(), next(_numbers)
    work.session.add(
        VenueRecord(
            venue_id=venue_id,
            division=chosen.pop("division", MAJIE),
            kind=kind.value,
            sector=chosen.pop("sector", Sector.MARKETS).value,
            state=VenueState.CONFIRMED.value,
            size=chosen.pop("size", Size.MEDIUM).value,
            zh=f"马街{number}号农贸市场",
            en=f"Majie Farmers' Market {number}",
            address="马街村1号",
            sealed=b"",
            asked_at=ctx.instant,
        )
    )
    named: dict[str, Any] = {"zh": "东门", "en": "East gate"} | chosen
    work.session.add(EntranceRecord(venue_id=venue_id, entrance_id=entrance_id, **named))
    serial, letters = new_serial(), new_letters()
    work.session.add(
        PosterRecord(
            serial=serial,
            letters=letters,
            venue_id=venue_id,
            entrance_id=entrance_id,
            made_at=ctx.instant,
        )
    )
    work.session.flush()
    entrance = entrance_by_id(work, venue_id, entrance_id)
    assert entrance is not None
    return Door(entrance, serial, letters)


def door_at(server: Server, kind: VenueKind = VenueKind.FARMERS_MARKET, **chosen: Any) -> Door:
    """Open a door in a running server."""
    held = server.services
    return server.run(held.db.write(open_door, held.context(), kind, **chosen))
