"""Reading facts back: a person's own, with the exclusion of any case they met; and all areas."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Row, bindparam, select
from sqlmodel import col

from domain.signals.facts import AreaFact, Areas, Fact, FactKind, Level, Outcome, areas_of
from domain.signals.records import AreaRecord, AreaRevisionRecord, FactRecord
from domain.storage.keys import KeyRing
from domain.storage.prepared import Prepared
from domain.storage.sealing import Cell, keyed_index, unseal
from domain.storage.work import Work

AREAS = "areas"
"""The name of the one area revision."""

_COLUMNS = (
    col(FactRecord.person_id),
    col(FactRecord.fact_id),
    col(FactRecord.kind),
    col(FactRecord.recorded_at),
    col(FactRecord.sealed),
)
_OF_PERSON = (
    select(*_COLUMNS)
    .where(col(FactRecord.person_id) == bindparam("person"))
    .order_by(col(FactRecord.recorded_at), col(FactRecord.fact_id))
)
_EXCLUSIONS = (
    select(*_COLUMNS)
    .where(col(FactRecord.of_index).in_(bindparam("cases", expanding=True)))
    .where(col(FactRecord.kind) == FactKind.EXCLUDED.value)
    .order_by(col(FactRecord.recorded_at), col(FactRecord.fact_id))
)
_AREAS = select(
    col(AreaRecord.area_id),
    col(AreaRecord.division),
    col(AreaRecord.level),
    col(AreaRecord.listed_on),
    col(AreaRecord.recorded_at),
    col(AreaRecord.delisted_on),
    col(AreaRecord.delisted_at),
).order_by(col(AreaRecord.recorded_at), col(AreaRecord.area_id))
_OF_AREAS = select(col(AreaRevisionRecord.revision)).where(col(AreaRevisionRecord.name) == AREAS)
_REVISION = Prepared(_OF_AREAS)
AREA_REVISION = _OF_AREAS.scalar_subquery()
"""The area revision as a column of another room's statement; null before the first listing."""


class FactBody(msgspec.Struct, frozen=True):
    """What is sealed of a fact."""

    day: date
    of: UUID | None
    result: Outcome | None
    reference: str


encode_body = msgspec.json.Encoder().encode
_decode_body = msgspec.json.Decoder(FactBody).decode


def facts_of(work: Work, ring: KeyRing, person_id: UUID) -> tuple[Fact, ...]:
    """Give all that decides about a person, oldest first.

    Besides their own facts these are the exclusions of the cases that their contacts hang on;
    such a fact carries the case's person, so `fact.person_id` tells whose it is.
    """
    rows = work.connection.execute(_OF_PERSON, {"person": person_id}).all()
    own = [_fact(ring, row) for row in rows]
    cases = [fact.of for fact in own if fact.kind is FactKind.CLOSE_CONTACT and fact.of is not None]
    if not cases:
        return tuple(own)
    own_ids = {fact.id for fact in own}
    lifted = (fact for fact in _exclusions(work, ring, cases) if fact.id not in own_ids)
    return (*own, *lifted)


def areas(work: Work) -> Areas:
    """Give every listing there was or is."""
    rows = work.connection.execute(_AREAS).all()
    return areas_of(_area(row) for row in rows)


def area_revision(work: Work) -> int:
    """Give the number that grows with every listing and delisting."""
    row = _REVISION.first(work)
    return 0 if row is None else int(row[0])


def of_index(ring: KeyRing, named: UUID) -> bytes:
    """Give the keyed index of what a fact names."""
    return keyed_index(ring, "fact_of", named.hex)


def cell_of(person_id: UUID, fact_id: UUID) -> Cell:
    """Name the cell in which a fact's body is sealed."""
    return Cell("fact", "sealed", fact_id.bytes, person_id)


def _exclusions(work: Work, ring: KeyRing, cases: Iterable[UUID]) -> Sequence[Fact]:
    at = {"cases": [of_index(ring, case) for case in cases]}
    return [_fact(ring, row) for row in work.connection.execute(_EXCLUSIONS, at).all()]


def _fact(ring: KeyRing, row: Row[UUID, UUID, str, datetime, bytes]) -> Fact:
    person, fact, kind, recorded_at, sealed = row
    body = _decode_body(unseal(ring, sealed, cell_of(person, fact)))
    return Fact(
        id=fact,
        person_id=person,
        kind=FactKind(kind),
        day=body.day,
        recorded_at=recorded_at,
        of=body.of,
        result=body.result,
        reference=body.reference,
    )


def _area(
    row: Row[UUID, str, str, date, datetime, date | None, datetime | None],
) -> AreaFact:
    area, division, level, listed_on, recorded_at, delisted_on, delisted_at = row
    return AreaFact(area, division, Level(level), listed_on, recorded_at, delisted_on, delisted_at)
