"""Gathering what is held about one applicant of a phone, as far as this phone may see it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from domain.assessment.assess import assess
from domain.assessment.values import Assessment, Signals
from domain.declaration.begin import drafts_about
from domain.declaration.store import declarations_of, declared_when
from domain.declaration.values import Declaration, Relationship
from domain.healthcode import kept
from domain.healthcode.assessing import assessed, held_until
from domain.household.claim import member_of
from domain.household.kept import browsers_seen
from domain.household.passkeys import passkeys_of
from domain.household.values import Member
from domain.kernel.clock import SKEW
from domain.mydata import store
from domain.mydata.keeping import Keeping, Until, keeping_of
from domain.mydata.reach import Reach, reach_of, reads_others, reasons_for
from domain.mydata.values import Drafted, Held, Judged, Own, Paper, Phone, Stated, Technical
from domain.notices.reminders import asked_by
from domain.people.kept import active_at
from domain.policy.context import Context
from domain.signals.facts import Fact, FactKind
from domain.signals.store import areas, facts_of
from domain.storage.work import Work


def held_about(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> Held | None:
    """Give what is held about a holder's applicant; None where the holder has no such one."""
    member = member_of(work, ctx.ring, person_id, holder_id)
    if member is None:
        return None
    reach = reach_of(member)
    keeping = keeping_for(work, ctx, member)
    stated = _stated(work, ctx, keeping, member)
    claims = store.claims_of(work, person_id, holder_id)
    ends = claim_ends(work, keeping, person_id, claims)
    facts_until = facts_end(work, ctx, keeping, person_id) if reach.sees_facts else None
    return Held(
        at=ctx.instant,
        periods=ctx.policies.retention,
        reach=reach,
        member=member,
        identity_until=ends[holder_id],
        papers=_papers(work, ctx, member, reach),
        papers_until=_papers_end(work, keeping, member, ends, facts_until),
        stated=stated,
        judged=_judged(work, ctx, member, reach),
        facts=_facts(work, ctx, person_id) if reach.sees_facts else (),
        facts_until=facts_until,
        phones=tuple(phone for _, phone in claims if _is_shown(phone, reach)),
        told=kept.told_of(work, person_id, holder_id),
        lookups=store.lookups_of(work, keeping, person_id) if reach.sees_person else (),
        objections=store.objections_of(work, keeping, person_id, holder_id),
        technical=_technical(work, ctx, keeping, member),
        own=_own(work, ctx, member),
        mend_until=_mend_until(ctx, stated),
        visits=store.visits_of(
            work, keeping, person_id, None if reads_others(member) else holder_id
        ),
        admissions=store.admissions_of(
            work, keeping, person_id, None if reach.sees_person else holder_id
        ),
    )


def keeping_for(work: Work, ctx: Context, member: Member) -> Keeping:
    """Give the periods, with until when the person's grounds hold: as kept, and as of now.

    To a phone that waits, no date may tell of a ground that it does not see.
    """
    if not reach_of(member).sees_person:
        return keeping_of(ctx, None)
    found = assessed(work, ctx, member.person_id, member.holder_id)
    now = held_until(found, ctx.policies.set_at(ctx.instant))
    ends = (kept.holds_until(work, member.person_id), now)
    return keeping_of(ctx, max((each for each in ends if each is not None), default=None))


def facts_end(work: Work, ctx: Context, keeping: Keeping, person_id: UUID) -> Until:
    """Give until when the person's official facts are kept at least; the present for none."""
    facts = _facts(work, ctx, person_id)
    if not facts:
        return ctx.instant
    signals = Signals(facts_of(work, ctx.ring, person_id), areas(work))
    rules = ctx.policies.set_at(ctx.instant)
    lead_to = held_until(assess((), signals, rules, ctx.instant), rules)
    beside = _cleared(work, keeping, person_id, facts)
    return keeping.facts((fact.recorded_at for fact in facts), lead_to, beside)


def claim_ends(
    work: Work, keeping: Keeping, person_id: UUID, claims: Iterable[tuple[UUID, Phone]]
) -> dict[UUID, Until]:
    """Give until when each claim is kept, by its holder: as long as what was declared under it."""
    when = declared_when(work, person_id)
    return {
        holder: keeping.claim(
            phone.active_at, [keeping.answers(at) for by, at in when if by == holder]
        )
        for holder, phone in claims
    }


def _stated(work: Work, ctx: Context, keeping: Keeping, member: Member) -> tuple[Stated, ...]:
    """Give every declaration kept on the person, newest first.

    One of another phone's that is not read out tells when it was made; a phone whose claim waits
    sees its own alone.
    """
    reach, own = reach_of(member), member.holder_id
    when = declared_when(work, member.person_id)
    holders = {holder for holder, _ in when} if reads_others(member) else {own}
    read = declarations_of(work, ctx.ring, member.person_id, holders)
    known = {(each.holder_id, each.declared_at): each for each in read}
    found = [
        _one(keeping, declared_at, known.get((holder, declared_at)), own=holder == own)
        for holder, declared_at in when
        if holder == own or reach.sees_person
    ]
    return tuple(sorted(found, key=lambda each: each.declared_at, reverse=True))


def _one(keeping: Keeping, declared_at: datetime, read: Declaration | None, *, own: bool) -> Stated:
    return Stated(
        declared_at=declared_at,
        own=own,
        corrected=read is not None and read.corrected,
        daily=read is not None and read.daily,
        until=keeping.answers(declared_at),
        answers=read,
    )


def _judged(work: Work, ctx: Context, member: Member, reach: Reach) -> Judged | None:
    """Give the colour as it is at this instant, whatever is kept of it."""
    at = kept.assessed_at(work, member.person_id, member.holder_id)
    if at is None:
        return None
    found: Assessment = assessed(work, ctx, member.person_id, member.holder_id)
    return Judged(
        colour=found.colour,
        registered=found.registered,
        until=found.until,
        assessed_at=at,
        policy=found.policy,
        reasons=reasons_for(reach, found.reasons),
    )


def _facts(work: Work, ctx: Context, person_id: UUID) -> tuple[Fact, ...]:
    """Give the person's own facts: what lifts the case they met is about somebody else."""
    found = facts_of(work, ctx.ring, person_id)
    return tuple(fact for fact in found if fact.person_id == person_id)


def _cleared(work: Work, keeping: Keeping, person_id: UUID, facts: Iterable[Fact]) -> list[Until]:
    """Give what an examination or a death is kept beside: older answers, every claim."""
    by_kind = {fact.kind: fact for fact in facts}
    ends: list[Until] = []
    if clear := by_kind.get(FactKind.EXAMINED_CLEAR):
        when = (at for _, at in declared_when(work, person_id))
        ends += [keeping.answers(at) for at in when if at <= clear.recorded_at]
    if FactKind.DIED in by_kind:
        claims = store.claims_of(work, person_id, person_id)
        ends += claim_ends(work, keeping, person_id, claims).values()
    return ends


def _papers(work: Work, ctx: Context, member: Member, reach: Reach) -> tuple[Paper, ...]:
    """Give the person's documents; to a phone that waits the one that it stated."""
    known = member.known
    if not reach.sees_facts:
        return (Paper(known.document_kind, known.document),)
    return store.papers_of(work, ctx.ring, member.person_id, known.document)


def _papers_end(
    work: Work, keeping: Keeping, member: Member, ends: Mapping[UUID, Until], facts: Until
) -> Until:
    """Give until when the document is kept; a phone that waits is told of its own claim alone."""
    reach = reach_of(member)
    if not reach.sees_person:
        return ends[member.holder_id]
    active = active_at(work, member.person_id)
    beside = (*ends.values(), facts) if reach.sees_facts else tuple(ends.values())
    return keeping.document(active, beside)


def _is_shown(phone: Phone, reach: Reach) -> bool:
    return phone.this or (reach.sees_person and not phone.state.is_over)


def _technical(work: Work, ctx: Context, keeping: Keeping, member: Member) -> Technical:
    whose = member.person_id, member.holder_id
    draft = next(iter(drafts_about(work, ctx, member)), None)
    drafted = None
    if draft is not None and draft.updated_at is not None:
        until = keeping.draft(draft.updated_at)
        drafted = Drafted(draft.step, draft.updated_at, until, draft.entries)
    return Technical(
        browsers=browsers_seen(work, member.holder_id),
        key_registered=kept.key_registered(work, member.holder_id),
        indexes=store.indexes_of(work, keeping, *whose),
        handles=store.handles_of(work, keeping, *whose),
        draft=drafted,
    )


def _own(work: Work, ctx: Context, member: Member) -> Own | None:
    """Give what is held of the phone's owner; whoever fills in for another is not told it there."""
    if member.relationship != Relationship.SELF:
        return None
    reminders = asked_by(work, ctx.ring, member.holder_id)
    return Own(reminders, passkeys_of(work, member.holder_id))


def _mend_until(ctx: Context, stated: Iterable[Stated]) -> datetime | None:
    """Give until when this phone's last full answers may be corrected freely."""
    full = (each for each in stated if each.own and not (each.daily or each.corrected))
    last = next(full, None)
    if last is None:
        return None
    minutes = ctx.policies.set_at(ctx.instant).corrections.free_minutes
    end = last.declared_at + timedelta(minutes=minutes)
    return end if last.declared_at - SKEW <= ctx.instant < end else None
