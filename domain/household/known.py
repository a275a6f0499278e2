"""Who a claim says the person is, sealed with the claim."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import msgspec

from domain.household.values import Known
from domain.people.documents import DocumentKind
from domain.people.gender import Gender
from domain.people.masking import mask
from domain.storage.keys import KeyRing, Kind
from domain.storage.sealing import Cell, seal, unseal

_NOBODY = Known("某某某", Gender.UNSPECIFIED, date.min, "", "", False, DocumentKind.OTHER, "")
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Known).decode


def seal_known(ring: KeyRing, person_id: UUID, holder_id: UUID, known: Known) -> bytes:
    """Seal who a claim says the person is."""
    return seal(ring.current(Kind.SEAL), _encode(known), _cell(person_id, holder_id))


def seal_masked(ring: KeyRing, person_id: UUID, holder_id: UUID, name: str) -> bytes:
    """Seal a masked name and nothing else, for a claim that only tells whose it was."""
    return seal_known(ring, person_id, holder_id, replace(_NOBODY, name=mask(name)))


def known_in(ring: KeyRing, person_id: UUID, holder_id: UUID, sealed: bytes) -> Known:
    """Open who a claim says the person is."""
    return _decode(unseal(ring, sealed, _cell(person_id, holder_id)))


def sealed_nobody(ring: KeyRing, nobody: UUID) -> bytes:
    """Seal who a claim that nobody made would say there is, for what must take no shorter way."""
    return seal_known(ring, nobody, nobody, _NOBODY)


def _cell(person_id: UUID, holder_id: UUID) -> Cell:
    return Cell("claim", "sealed", holder_id.bytes, person_id)
