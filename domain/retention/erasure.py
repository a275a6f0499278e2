"""What deleting a phone's applicant would do, and what stays: told before it is done (ADR 20)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.assessment.values import Signals
from domain.declaration.store import declarations_of, declared_when
from domain.household.claim import member_of, members_of, ties_of
from domain.household.values import Member
from domain.mydata import store
from domain.mydata.held import facts_end, keeping_for
from domain.mydata.keeping import Until, latest
from domain.mydata.reach import reach_of
from domain.policy.context import Context
from domain.retention.resting import resting
from domain.signals.store import areas, facts_of
from domain.storage.work import Work


class Because(StrEnum):
    """Why something stays when what is held is deleted."""

    RISK = "risk"
    SHARED = "shared"
    MARK = "mark"
    FACTS = "facts"
    OBJECTIONS = "objections"
    INDEXES = "indexes"
    AUDIT = "audit"
    BACKUPS = "backups"


@dataclass(frozen=True, slots=True)
class Stays:
    """One thing that stays: why, how many where they are counted, until when (None: an event)."""

    because: Because
    count: int
    until: Until


@dataclass(frozen=True, slots=True)
class Erasure:
    """What deleting does: so many answers go now, this stays; `last` where the phone has no more.

    `answers` are this phone's own; those of others are theirs to delete.
    """

    answers: int
    stays: tuple[Stays, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing does: whose claim, the answers that stay, the applicant shown next, as told.

    `shared` tells that another phone stands on the same person, and on what was declared here.
    """

    member: Member
    kept: frozenset[UUID]
    shared: bool
    following: UUID | None
    told: Erasure


def erasure_of(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Erasure | None:
    """Tell what deleting would do; None where the holder has no such applicant."""
    plan = plan_of(work, ctx, person_id, holder_id)
    return None if plan is None else plan.told


def plan_of(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Plan | None:
    """Give what erasing would do; None where the holder has no such applicant."""
    member = member_of(work, ctx.ring, person_id, holder_id)
    if member is None:
        return None
    own = sum(1 for holder, _ in declared_when(work, person_id) if holder == holder_id)
    shared = _others_stand(work, member)
    kept = _kept(work, ctx, member, shared=shared)
    rest = (each.person_id for each in members_of(work, ctx.ring, holder_id))
    following = next((each for each in rest if each != person_id), None)
    stays = _stays(work, ctx, member, kept, shared=shared)
    told = Erasure(own - len(kept), stays, last=following is None)
    return Plan(member, kept, shared, following, told)


def _others_stand(work: Work, member: Member) -> bool:
    """Tell whether another phone stands on the same person, and on what was declared here."""
    if not member.state.stands:
        return False
    ties = ties_of(work, member.person_id)
    return any(tie.state.stands and tie.holder_id != member.holder_id for tie in ties)


def _kept(work: Work, ctx: Context, member: Member, *, shared: bool) -> frozenset[UUID]:
    """Give the ids of this phone's answers that stay; of a claim that waited nothing counted."""
    person_id, holder_id = member.person_id, member.holder_id
    if not member.state.stands:
        return frozenset()
    holders = [tie.holder_id for tie in ties_of(work, person_id) if tie.state.counts]
    answers = declarations_of(work, ctx.ring, person_id, holders)
    if shared:
        return frozenset(one.id for one in answers if one.holder_id == holder_id)
    signals = Signals(facts_of(work, ctx.ring, person_id), areas(work))
    rules = ctx.policies.set_at(ctx.instant)
    return resting(answers, holder_id, signals, rules, ctx.instant)


def _stays(
    work: Work, ctx: Context, member: Member, kept: frozenset[UUID], *, shared: bool
) -> tuple[Stays, ...]:
    """Give what stays and until when; to a phone that waits only what is its own."""
    person_id, holder_id = member.person_id, member.holder_id
    reach = reach_of(member)
    keeping = keeping_for(work, ctx, member)
    found = []
    if kept:
        made = declarations_of(work, ctx.ring, person_id, (holder_id,))
        ends = latest(keeping.answers(one.declared_at) for one in made if one.id in kept)
        found.append(Stays(Because.SHARED if shared else Because.RISK, len(kept), ends))
    elif member.state.stands and keeping.is_held(ctx.instant):
        found.append(Stays(Because.MARK, 1, keeping.held()))
    facts = [each for each in facts_of(work, ctx.ring, person_id) if each.person_id == person_id]
    if facts and reach.sees_facts:
        until = facts_end(work, ctx, keeping, person_id)
        found.append(Stays(Because.FACTS, len(facts), until))
    objections = store.objections_of(work, keeping, person_id, holder_id)
    if objections:
        ends = latest(each.until for each in objections)
        found.append(Stays(Because.OBJECTIONS, len(objections), ends))
    if indexes := store.indexes_of(work, keeping, person_id, holder_id):
        ends = latest(each.until for each in indexes)
        found.append(Stays(Because.INDEXES, len(indexes), ends))
    found.append(Stays(Because.AUDIT, 0, keeping.entry(ctx.instant)))
    found.append(Stays(Because.BACKUPS, 0, keeping.backups(ctx.instant)))
    return tuple(found)
