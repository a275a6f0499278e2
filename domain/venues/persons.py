"""Sealing who answers for a venue, and opening it for its township and its manager."""

from uuid import UUID

import msgspec

from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import Cell, seal, unseal
from domain.venues.told import Persons


def seal_persons(ring: KeyRing, venue_id: UUID, persons: Persons) -> bytes:
    """Seal a venue's named person and deputy."""
    return seal(ring.current(Kind.SEAL), msgspec.json.encode(persons), _cell(venue_id))


def open_persons(ring: KeyRing, venue_id: UUID, sealed: bytes) -> Persons | None:
    """Give them back; None where their time is over and nothing is kept."""
    if not sealed:
        return None
    return msgspec.json.decode(unseal(ring, sealed, _cell(venue_id)), type=Persons)


def _cell(venue_id: UUID) -> Cell:
    return Cell("venue", "sealed", venue_id.bytes, venue_id)
