"""Assessing one claim's code from all that counts for it, and keeping the result."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, select
from sqlmodel import col, insert, update

from domain.assessment.assess import assess
from domain.assessment.values import FOREVER, Assessment, Reason, Signals
from domain.audit.note import Act, note
from domain.declaration.store import declarations_of
from domain.healthcode.indexes import sign_again
from domain.healthcode.records import CodeRecord
from domain.household.claim import ties_of
from domain.household.claims import ClaimState
from domain.people.store import lock_person, revision_of
from domain.policy.context import Context
from domain.policy.rulesets import RuleSet
from domain.signals.store import area_revision, areas, facts_of
from domain.storage.keys import KeyRing, Kind
from domain.storage.prepared import Prepared
from domain.storage.sealing import Cell, seal, unseal
from domain.storage.work import Work

_OF_CODE = (
    col(CodeRecord.person_id) == bindparam("person"),
    col(CodeRecord.holder_id) == bindparam("holder"),
)
_BEFORE = Prepared(
    select(
        col(CodeRecord.version),
        col(CodeRecord.colour),
        col(CodeRecord.registered),
        col(CodeRecord.until),
        col(CodeRecord.sealed),
        col(CodeRecord.holds_until),
    ).where(*_OF_CODE)
)
_NEW = insert(CodeRecord)
_RENEW = (
    update(CodeRecord)
    .where(*_OF_CODE)
    .values(
        {
            name: bindparam(name)
            for name in CodeRecord.model_fields
            if name not in {"person_id", "holder_id"}
        }
    )
)
_encode = msgspec.json.Encoder().encode


class _Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is sealed of a code: why it is so, and the day on which one says to have left."""

    reasons: tuple[Reason, ...]
    left_on: date | None = None


# What was kept before anybody could say to have left is the reasons alone.
_decode = msgspec.json.Decoder(_Told | tuple[Reason, ...]).decode


class _Before(NamedTuple):
    """A code as it was kept before."""

    version: int
    colour: str
    registered: datetime | None
    until: datetime | None
    sealed: bytes
    holds_until: datetime | None


def assessed(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Assessment:
    """Assess the code that this holder's claim on this person has at the context's instant.

    What counts is every standing claim's declarations and every official fact; so does what was
    declared under a claim that was let go since, else a risk would end with it. A claim whose
    document is to be seen first brings nothing of its own and takes nothing of the others'.
    """
    ties = ties_of(work, person_id)
    own = next((tie.state for tie in ties if tie.holder_id == holder_id), ClaimState.PENDING)
    signals = Signals(facts_of(work, ctx.ring, person_id), areas(work))
    rules = ctx.policies.set_at(ctx.instant)
    if not own.counts:
        return assess((), signals, rules, ctx.instant, document_seen=False)
    holders = [tie.holder_id for tie in ties if tie.state.counts]
    declared = declarations_of(work, ctx.ring, person_id, holders)
    return assess(declared, signals, rules, ctx.instant)


def refresh(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Assessment:
    """Assess a code anew and keep the result; the version grows where anything shown changes."""
    lock_person(work, person_id)
    # Read first: a listing recorded meanwhile must leave the code stale, never look included.
    revisions = revision_of(work, person_id), area_revision(work)
    found = assessed(work, ctx, person_id, holder_id)
    row = _BEFORE.first(work, person=person_id, holder=holder_id)
    before = None if row is None else _Before(*row)
    if before is not None and before.colour != found.colour:
        note(work, ctx, Act.COLOUR_CHANGED, person_id, ("colour",))
    cell = _cell(person_id, holder_id)
    kept = {
        "version": _version(ctx.ring, cell, before, found),
        "colour": found.colour.value,
        "registered": found.registered,
        "until": found.until,
        "changes_at": found.changes_at,
        "holds_until": _held(ctx, before, found),
        "assessed_at": ctx.instant,
        "person_revision": revisions[0],
        "area_revision": revisions[1],
        "policy": found.policy,
        "sealed": seal(ctx.ring.current(Kind.SEAL), _encode(_told(found)), cell),
    }
    if before is None:
        work.connection.execute(_NEW, {"person_id": person_id, "holder_id": holder_id, **kept})
    else:
        work.connection.execute(_RENEW, {"person": person_id, "holder": holder_id, **kept})
    sign_again(work, ctx, person_id, holder_id, found)
    return found


def held_until(found: Assessment, rules: RuleSet) -> datetime | None:
    """Give when the last ground of an assessment ends, FOREVER where one waits, None for none.

    A ground that waited past its review is grey and still a ground; plain grey is none.
    """
    ends = [reason.until or FOREVER for reason in found.reasons if rules.ground(reason.rule)]
    return max(ends, default=None)


def _held(ctx: Context, before: _Before | None, found: Assessment) -> datetime | None:
    """Give until when the code's evidence holds; where all has ended, when that was.

    So what a ground rested on that waited for its event is kept through its period after the
    event, not purged with it.
    """
    holds = held_until(found, ctx.policies.set_at(ctx.instant))
    if holds is None and before is not None and before.holds_until is not None:
        return min(before.holds_until, ctx.instant)
    return holds


def told_in(
    ring: KeyRing, person_id: UUID, holder_id: UUID, sealed: bytes
) -> tuple[tuple[Reason, ...], date | None]:
    """Open what is kept with a code: its reasons, and the day of having left, None for none."""
    told = _opened(ring, sealed, _cell(person_id, holder_id))
    return told.reasons, told.left_on


def _version(ring: KeyRing, cell: Cell, before: _Before | None, found: Assessment) -> int:
    """Give the version: one more than before where anything that is shown has changed."""
    if before is None:
        return 1
    was = (before.colour, before.registered, before.until)
    same = was == (found.colour.value, found.registered, found.until)
    same = same and _opened(ring, before.sealed, cell) == _told(found)
    return before.version if same else before.version + 1


def _told(found: Assessment) -> _Told:
    return _Told(found.reasons, found.left_on)


def _opened(ring: KeyRing, sealed: bytes, cell: Cell) -> _Told:
    told = _decode(unseal(ring, sealed, cell))
    return told if isinstance(told, _Told) else _Told(told)


def _cell(person_id: UUID, holder_id: UUID) -> Cell:
    return Cell("code", "sealed", holder_id.bytes, person_id)
