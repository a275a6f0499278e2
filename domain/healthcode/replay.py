"""Replay: this person's colour at that moment, under which set, from what (product B7).

As far back as the evidence is kept, and never past it: where something that may have counted is
gone, it says so and gives no colour. What remains then are the acts in the audit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.assessment.assess import assess, rests_on
from domain.assessment.days import through, told_on
from domain.assessment.values import Assessment, Signals
from domain.audit.history import Entry, entries_about
from domain.audit.note import Act
from domain.declaration.store import declarations_then, declared_when
from domain.household.history import claims_on, counted_then
from domain.policy.context import Context
from domain.policy.grounds import TimedGround
from domain.signals.facts import AreaFact, areas_of
from domain.signals.store import areas, facts_of
from domain.storage.keys import KeyMissingError
from domain.storage.work import Work

_AHEAD_DAYS = 3
"""How far ahead of its declaration an arrival may lie (product A3)."""


class Replayed(StrEnum):
    """What can be told of a code at an earlier instant."""

    SHOWN = "shown"
    NO_CODE = "no_code"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Replay:
    """A code as it was at an instant: the assessment with its rule set, and what it rested on.

    `evidence` are ids of declarations, facts and listings. Without a claim there was no code; with
    some of the evidence gone there is nothing but that to tell, and no assessment.
    """

    at: datetime
    outcome: Replayed
    assessment: Assessment | None = None
    evidence: tuple[UUID, ...] = ()


def replay(work: Work, ctx: Context, person_id: UUID, holder_id: UUID, instant: datetime) -> Replay:
    """Give the code that this holder's claim on this person had at an instant of the past.

    Nothing recorded, corrected, confirmed or listed later counts; the rule set is the one that was
    in force. Raises ValueError for an instant that lies ahead, PolicyError for one before any set.
    """
    if instant > ctx.instant:
        message = "what lies ahead cannot be replayed"
        raise ValueError(message)
    entries = entries_about(work, ctx.ring, person_id)
    counted = {
        held.holder_id: state
        for held in claims_on(work, person_id)
        if (state := counted_then(held, entries, instant)) is not None
    }
    if holder_id not in counted and not _declared_by(entries, holder_id, instant):
        return Replay(instant, Replayed.NO_CODE)
    if holder_id not in counted or _is_gone(work, ctx, person_id, entries, instant):
        return Replay(instant, Replayed.GONE)
    rules = ctx.policies.set_at(instant)
    signals = _signals_then(work, ctx, person_id, instant)
    seen = counted[holder_id]
    holders = [each for each, counts in counted.items() if counts and seen]
    try:
        told = declarations_then(work, ctx.ring, person_id, holders, instant)
    except KeyMissingError:
        return Replay(instant, Replayed.GONE)
    found = assess(told, signals, rules, instant, document_seen=seen)
    evidence = rests_on(told, signals, rules, instant, document_seen=seen)
    return Replay(instant, Replayed.SHOWN, found, evidence)


def _declared_by(entries: Sequence[Entry], holder_id: UUID, instant: datetime) -> bool:
    """Tell whether a holder had declared: then there was a claim, whether or not it is kept."""
    return any(
        entry.act is Act.DECLARED and entry.actor_id == holder_id and entry.at <= instant
        for entry in entries
    )


def _is_gone(
    work: Work, ctx: Context, person_id: UUID, entries: Sequence[Entry], instant: datetime
) -> bool:
    """Tell whether anything that may have counted at an instant is kept no more."""
    kept = {declared_at for _, declared_at in declared_when(work, person_id)}
    facts = facts_of(work, ctx.ring, person_id)
    recorded = {fact.recorded_at for fact in facts if fact.person_id == person_id}
    purges = [entry.at for entry in entries if entry.act is Act.PURGED]
    for entry in entries:
        if entry.at > instant:
            break
        match entry.act:
            case Act.DECLARED if entry.at not in kept:
                gone = not _had_no_say(ctx, entry.at, instant)
            case Act.FACT_RECORDED if entry.at not in recorded:
                gone = instant < next((at for at in purges if at > entry.at), ctx.instant)
            case _:
                gone = False
        if gone:
            return True
    return False


def _had_no_say(ctx: Context, declared_at: datetime, instant: datetime) -> bool:
    """Tell whether a purged declaration can have had no part in a code at an instant.

    Its dated grounds and the green behind them are over; and whatever still waited at the instant
    is kept for the period of answers, into which the instant must therefore fall.
    """
    rules = ctx.policies.set_at(instant)
    period = ctx.policies.retention.answers.length or timedelta()
    longest = max((one.days for one in rules.grounds if isinstance(one, TimedGround)), default=0)
    reach = _AHEAD_DAYS + 2 * rules.green.days + longest
    over = through(told_on(declared_at), reach + 1)
    return over <= instant and ctx.instant - period <= instant


def _signals_then(work: Work, ctx: Context, person_id: UUID, instant: datetime) -> Signals:
    """Give the official side as it stood: what came later away, later delistings undone."""
    facts = facts_of(work, ctx.ring, person_id)
    listed = [_listed_then(area, instant) for area in areas(work) if area.recorded_at <= instant]
    return Signals(tuple(one for one in facts if one.recorded_at <= instant), areas_of(listed))


def _listed_then(area: AreaFact, instant: datetime) -> AreaFact:
    if area.delisted_at is None or area.delisted_at <= instant:
        return area
    return replace(area, delisted_on=None, delisted_at=None)
