"""Keeping declarations and finding them again; answers are sealed under the key of their day."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, bindparam
from sqlalchemy import select as core_select
from sqlmodel import col, func, insert, select, update

from domain.declaration.records import DeclarationRecord
from domain.declaration.values import (
    Application,
    Declaration,
    Departure,
    Health,
    Journey,
    Stay,
)
from domain.kernel.days import day_of
from domain.policy.context import Context
from domain.storage.keys import KeyMissingError, KeyRing, Kind
from domain.storage.prepared import Prepared
from domain.storage.sealing import Cell, seal, unseal
from domain.storage.work import Work

# More than anybody declares while answers are kept (42 days), daily reports included.
_MOST = 64
_TABLE = DeclarationRecord.__table__.c  # type: ignore[attr-defined] # SQLModel makes it
_OF_PERSON = (
    core_select(
        _TABLE.declaration_id,
        _TABLE.holder_id,
        _TABLE.declared_at,
        _TABLE.daily,
        _TABLE.corrected_by,
        _TABLE.sealed,
    )
    .where(_TABLE.person_id == bindparam("person"))
    .order_by(_TABLE.declared_at.desc(), _TABLE.declaration_id.desc())
    .limit(_MOST)
)
_IS_KEPT = Prepared(
    core_select(_TABLE.declared_at).where(
        _TABLE.person_id == bindparam("person"),
        _TABLE.declaration_id == bindparam("declaration"),
    )
)
_NEW = insert(DeclarationRecord)
_SEAL_AGAIN = (
    update(DeclarationRecord)
    .where(
        col(DeclarationRecord.person_id) == bindparam("person"),
        col(DeclarationRecord.declaration_id) == bindparam("declaration"),
    )
    .values(sealed=bindparam("anew"))
)
_THEN = _OF_PERSON.where(_TABLE.declared_at <= bindparam("then"))
_KEPT = core_select(_TABLE.holder_id, _TABLE.declared_at).where(
    _TABLE.person_id == bindparam("person")
)
_CHANNELS = (
    select(DeclarationRecord.channel, func.count())
    .where(
        col(DeclarationRecord.declared_at) >= bindparam("since"),
        col(DeclarationRecord.channel) != "",
    )
    .group_by(DeclarationRecord.channel)
)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is sealed of a declaration; what is said later of leaving goes in beside it."""

    journey: Journey
    stay: Stay
    health: Health
    departures: tuple[Departure, ...] = ()


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Stated).decode


def declarations_of(
    work: Work, ring: KeyRing, person_id: UUID, holders: Collection[UUID]
) -> tuple[Declaration, ...]:
    """Give the declarations on a person by these holders, newest first.

    One whose day's key was destroyed can be read by nobody and is left out.
    """
    rows = work.connection.execute(_OF_PERSON, {"person": person_id}).all()
    found = (_declaration(ring, person_id, row) for row in rows if row[1] in holders)
    return tuple(declaration for declaration in found if declaration is not None)


def is_kept(work: Work, person_id: UUID, declaration_id: UUID) -> bool:
    """Tell whether a declaration is stored, without its record."""
    return _IS_KEPT.first(work, person=person_id, declaration=declaration_id) is not None


def declarations_then(
    work: Work, ring: KeyRing, person_id: UUID, holders: Collection[UUID], then: datetime
) -> tuple[Declaration, ...]:
    """Give the declarations as they stood at an earlier instant, newest first.

    What was corrected only later still counts, what was said later of leaving does not. Raises
    KeyMissingError where one of them can be read by nobody any more.
    """
    rows = work.connection.execute(_THEN, {"person": person_id, "then": then}).all()
    made = {row[0] for row in rows}
    found = []
    for row in rows:
        if row[1] in holders:
            declaration = _declaration(ring, person_id, row)
            if declaration is None:
                raise KeyMissingError(Kind.DAY, day_of(row[2]).toordinal())
            told = tuple(each for each in declaration.departures if each.told_at <= then)
            found.append(replace(declaration, corrected=row[4] in made, departures=told))
    return tuple(found)


def last_full(work: Work, ring: KeyRing, person_id: UUID, holder_id: UUID) -> Declaration | None:
    """Give a holder's last declaration of everything that no correction took the place of."""
    made = declarations_of(work, ring, person_id, (holder_id,))
    return next((each for each in made if not (each.daily or each.corrected)), None)


def declared_when(work: Work, person_id: UUID) -> tuple[tuple[UUID, datetime], ...]:
    """Give by which holder and when each declaration that is kept on a person was made."""
    rows = work.connection.execute(_KEPT, {"person": person_id}).all()
    return tuple((holder, declared_at) for holder, declared_at in rows)


def record_of(work: Work, person_id: UUID, declaration_id: UUID) -> DeclarationRecord | None:
    """Give a declaration's record, for the verbs of this room."""
    return work.session.get(DeclarationRecord, (person_id, declaration_id))


def keep(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, application: Application
) -> Declaration:
    """Store what an application states about a person, under the id the act was given."""
    stated = _Stated(application.journey, application.stay, application.health)
    key = ctx.ring.of_day(day_of(ctx.instant))
    row = {
        "person_id": person_id,
        "declaration_id": ctx.nonce,
        "holder_id": holder_id,
        "declared_at": ctx.instant,
        "daily": False,
        "channel": application.channel,
        "sealed": seal(key, _encode(stated), _cell(person_id, ctx.nonce)),
    }
    work.connection.execute(_NEW, row)
    return _value(person_id, ctx.nonce, holder_id, ctx.instant, stated)


def add_departure(work: Work, ring: KeyRing, declaration: Declaration, told: Departure) -> None:
    """Seal one more word on leaving into a declaration: it ends with it, under its day's key."""
    departures = (*declaration.departures, told)
    stated = _Stated(declaration.journey, declaration.stay, declaration.health, departures)
    cell = _cell(declaration.person_id, declaration.id)
    sealed = seal(ring.of_day(day_of(declaration.declared_at)), _encode(stated), cell)
    at = {"person": declaration.person_id, "declaration": declaration.id}
    work.connection.execute(_SEAL_AGAIN, {**at, "anew": sealed})


def opened(ring: KeyRing, record: DeclarationRecord) -> Declaration:
    """Give a record's value; raises KeyMissingError where its day's key was destroyed."""
    person, declaration = record.person_id, record.declaration_id
    stated = _decode(unseal(ring, record.sealed, _cell(person, declaration)))
    return _value(person, declaration, record.holder_id, record.declared_at, stated)


def channels(work: Work, since: datetime) -> dict[str, int]:
    """Count the declarations that came through each partner's channel (product A1)."""
    rows = work.connection.execute(_CHANNELS, {"since": since}).all()
    return {row[0]: int(row[1]) for row in rows}


def _declaration(ring: KeyRing, person_id: UUID, row: Row[*tuple[Any, ...]]) -> Declaration | None:
    declaration_id, holder_id, declared_at, daily, corrected_by, sealed = row
    try:
        stated = _decode(unseal(ring, sealed, _cell(person_id, declaration_id)))
    except KeyMissingError:
        return None
    return Declaration(
        declaration_id,
        person_id,
        holder_id,
        declared_at,
        stated.journey,
        stated.stay,
        stated.health,
        daily=daily,
        corrected=corrected_by is not None,
        departures=stated.departures,
    )


def _value(
    person_id: UUID, declaration_id: UUID, holder_id: UUID, at: datetime, stated: _Stated
) -> Declaration:
    return Declaration(
        declaration_id,
        person_id,
        holder_id,
        at,
        stated.journey,
        stated.stay,
        stated.health,
        departures=stated.departures,
    )


def _cell(person_id: UUID, declaration_id: UUID) -> Cell:
    return Cell("declaration", "sealed", declaration_id.bytes, person_id)
