"""Recording a fact: stored once, audited, and every code it may touch marked to be assessed anew.

Nobody sets a colour here or anywhere (product B6): who may record which fact, with whose approval,
is decided above.
"""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from domain.audit.note import Act, note
from domain.kernel.problems import DomainError, Refusal
from domain.people.store import bump_revision, lock_person
from domain.policy.context import Context
from domain.signals.facts import AreaFact, Fact, FactKind
from domain.signals.records import AreaRecord, FactRecord
from domain.signals.store import AREAS, FactBody, cell_of, encode_body, of_index
from domain.storage.keys import Kind
from domain.storage.sealing import seal
from domain.storage.work import Work

_CLOSING = {
    FactKind.EXCLUDED,
    FactKind.DISCHARGED,
    FactKind.ISOLATION_ENDED,
}
_GROW = text(
    "INSERT INTO area_revision (name, revision) VALUES (:name, 1) "
    "ON CONFLICT (name) DO UPDATE SET revision = area_revision.revision + 1"
)


def record_fact(work: Work, ctx: Context, fact: Fact) -> Fact:
    """Record a fact about a person we know, and give it as stored.

    The same id again changes nothing. A fact counts from the context's instant, whatever its
    `recorded_at` says. Raises DomainError NOT_FOUND where a closing fact does not name a fact of
    the same person.
    """
    lock_person(work, fact.person_id)
    known = work.session.get(FactRecord, (fact.person_id, fact.id))
    if known is not None:
        return replace(fact, recorded_at=known.recorded_at)
    fact = replace(fact, recorded_at=ctx.instant)
    _require_named(work, fact)
    _store(work, ctx, fact)
    bump_revision(work, fact.person_id)
    if fact.kind is FactKind.EXCLUDED and fact.of is not None:
        _mark_contacts(work, ctx, fact.person_id, fact.of)
    note(work, ctx, Act.FACT_RECORDED, fact.person_id, ("kind", "day", "of", "reference"))
    return fact


def record_area(work: Work, ctx: Context, area: AreaFact) -> AreaFact:
    """Record that an area is listed, or, under the id of its listing, that it is delisted.

    Gives the listing as stored. The instants are the context's; what is known already and the same
    changes nothing.
    """
    record = work.session.get(AreaRecord, area.id)
    if record is None:
        record = _listing(ctx, area)
        work.session.add(record)
    elif record.delisted_on is None and area.delisted_on is not None:
        record.delisted_on, record.delisted_at = area.delisted_on, ctx.instant
    else:
        return replace(area, recorded_at=record.recorded_at, delisted_at=record.delisted_at)
    work.session.flush()
    work.connection.execute(_GROW, {"name": AREAS})
    note(work, ctx, Act.AREA_RECORDED, None, ("division", "level", "listed_on", "delisted_on"))
    return replace(area, recorded_at=record.recorded_at, delisted_at=record.delisted_at)


def _require_named(work: Work, fact: Fact) -> None:
    """Hold that a closing fact names one of the person's own: it closes that and nothing else."""
    if fact.kind not in _CLOSING:
        return
    if fact.of is None or work.session.get(FactRecord, (fact.person_id, fact.of)) is None:
        raise DomainError(Refusal.NOT_FOUND)


def _store(work: Work, ctx: Context, fact: Fact) -> None:
    body = FactBody(fact.day, fact.of, fact.result, fact.reference)
    cell = cell_of(fact.person_id, fact.id)
    work.session.add(
        FactRecord(
            person_id=fact.person_id,
            fact_id=fact.id,
            kind=fact.kind.value,
            recorded_at=fact.recorded_at,
            of_index=None if fact.of is None else of_index(ctx.ring, fact.of),
            sealed=seal(ctx.ring.current(Kind.SEAL), encode_body(body), cell),
        )
    )
    work.session.flush()


def _mark_contacts(work: Work, ctx: Context, excluded: UUID, case: UUID) -> None:
    """Mark everybody whose contact hangs on an excluded case."""
    contacts = work.session.exec(
        select(FactRecord.person_id)
        .where(col(FactRecord.of_index) == of_index(ctx.ring, case))
        .where(col(FactRecord.kind) == FactKind.CLOSE_CONTACT.value)
        .where(col(FactRecord.person_id) != excluded)
        .distinct()
        .order_by(col(FactRecord.person_id))
    )
    for person_id in contacts.all():
        bump_revision(work, person_id)


def _listing(ctx: Context, area: AreaFact) -> AreaRecord:
    return AreaRecord(
        area_id=area.id,
        division=area.division,
        level=area.level.value,
        listed_on=area.listed_on,
        recorded_at=ctx.instant,
        delisted_on=area.delisted_on,
        delisted_at=None if area.delisted_on is None else ctx.instant,
    )
