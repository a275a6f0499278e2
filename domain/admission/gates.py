"""Gates that admit by themselves: a key for each, of one entrance, shown once (product F7)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import col, select, update

from domain.admission.admit import admit
from domain.admission.judging import Service
from domain.admission.records import GateRecord
from domain.admission.values import Admitted, Call, How
from domain.audit.note import Act, note
from domain.kernel.actor import Actor, Role
from domain.kernel.days import day_of
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import token_hash
from domain.limits.spend import require
from domain.policy.context import Context
from domain.storage.prepared import Prepared
from domain.storage.work import Work
from domain.venues.store import entrance_by_id

KEY_LENGTH = 43
_BY_HASH = Prepared(
    core_select(
        col(GateRecord.gate_id),
        col(GateRecord.venue_id),
        col(GateRecord.entrance_id),
    ).where(
        col(GateRecord.token_hash) == bindparam("token_hash"), col(GateRecord.ended_at).is_(None)
    )
)


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate's key as its manager sees it: never the key itself."""

    id: UUID
    entrance: UUID
    made_at: datetime
    used_on: date | None
    ended_at: datetime | None


def make_gate(work: Work, ctx: Context, entrance_id: UUID, key: str) -> UUID:
    """Keep a new key of an entrance of the manager's own venue.

    Raises NOT_FOUND for another's, TOO_MANY past the policy's number of keys.
    """
    venue = ctx.actor.venue
    if venue is None or entrance_by_id(work, venue, entrance_id) is None:
        raise DomainError(Refusal.NOT_FOUND)
    running = [each for each in gates_of(work, venue) if each.ended_at is None]
    if len(running) >= ctx.policies.limits.gates.most:
        raise DomainError(Refusal.TOO_MANY)
    assert ctx.actor.id is not None  # noqa: S101 - a manager has an account
    gate_id = random_id()
    work.session.add(
        GateRecord(
            token_hash=token_hash(key),
            gate_id=gate_id,
            venue_id=venue,
            entrance_id=entrance_id,
            made_at=ctx.instant,
            made_by=ctx.actor.id,
        )
    )
    work.session.flush()
    note(work, ctx, Act.GATE_MADE, None, ("gate", gate_id.hex))
    return gate_id


def end_gate(work: Work, ctx: Context, gate_id: UUID) -> None:
    """End a key of the manager's own venue: it opens nothing from now on. NOT_FOUND for others."""
    own = (col(GateRecord.venue_id) == ctx.actor.venue, col(GateRecord.gate_id) == gate_id)
    found = work.session.exec(select(GateRecord).where(*own).with_for_update()).first()
    if found is None or ctx.actor.venue is None:
        raise DomainError(Refusal.NOT_FOUND)
    if found.ended_at is None:
        found.ended_at = ctx.instant
        work.session.add(found)
        work.session.flush()
        note(work, ctx, Act.GATE_ENDED, None, ("gate", gate_id.hex))


def gates_of(work: Work, venue_id: UUID) -> tuple[Gate, ...]:
    """Give a venue's keys, the newest first, ended ones too."""
    rows = work.session.exec(
        select(GateRecord)
        .where(col(GateRecord.venue_id) == venue_id)
        .order_by(col(GateRecord.made_at).desc(), col(GateRecord.gate_id))
    ).all()
    return tuple(
        Gate(row.gate_id, row.entrance_id, row.made_at, row.used_on, row.ended_at) for row in rows
    )


def gate_by_key(work: Work, key: str) -> Actor | None:
    """Give the gate that a key is of; None for an ended one, or none of ours."""
    if len(key) != KEY_LENGTH:
        return None
    row = _BY_HASH.first(work, token_hash=token_hash(key))
    return None if row is None else Actor(Role.PARTNER, row[0], None, None, row[1], row[2])


def admit_at_gate(work: Work, ctx: Context, call: Call, place: Service) -> Admitted:
    """Admit at a gate by the same rules as anywhere; it has no eyes to see a document.

    Raises TOO_MANY past the policy's rate of one key.
    """
    gate = ctx.actor.id
    assert gate is not None  # noqa: S101 - a gate is known by its key
    limits = ctx.policies.limits
    require(work, ctx.instant, "gate", limits.gate_admissions, gate.bytes)
    today = day_of(ctx.instant)
    work.session.exec(
        update(GateRecord)
        .where(
            col(GateRecord.venue_id) == ctx.actor.venue,
            col(GateRecord.gate_id) == gate,
            col(GateRecord.used_on).is_distinct_from(today),
        )
        .values(used_on=today)
        .execution_options(synchronize_session=False)
    )
    return admit(work, ctx, call, place, How.GATE)
