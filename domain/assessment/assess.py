"""The decision: declarations, facts and a rule set give a colour with its reasons (product B1).

A pure function. Each ground finds its runs in what is known at the instant; the worst phase that
lies at the instant wins. Since runs do not look at the instant, nothing changes between two of
their boundaries: the next one is `changes_at`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.assessment.days import through, told_on
from domain.assessment.findings import Finding, findings_of
from domain.assessment.known import Known, known_at
from domain.assessment.reasons import reasons_at
from domain.assessment.values import Assessment, Evidence, Reason, Signals
from domain.declaration.values import Declaration, Departure
from domain.kernel.colour import Colour
from domain.kernel.days import last_day_before
from domain.policy.rulesets import RuleSet
from domain.signals.facts import Fact, FactKind


def assess(
    declarations: Sequence[Declaration],
    signals: Signals,
    policy: RuleSet,
    instant: datetime,
    *,
    document_seen: bool = True,
) -> Assessment:
    """Give the colour at an instant, why, until when, and when time may change it.

    `document_seen` False is a claim whose document is to be seen first: its declarations count for
    nothing, official facts for everything.
    """
    decided = _decide(declarations, signals, policy, instant, document_seen=document_seen)
    known, findings, reasons, latest, until = decided
    gone = _departed(known, latest)
    return Assessment(
        colour=reasons[0].colour,
        reasons=reasons,
        registered=None if latest is None else latest.declared_at,
        until=until,
        changes_at=_next_change(known, findings, reasons, latest),
        policy=policy.id,
        left_on=None if gone is None else gone.left_on,
    )


def rests_on(
    declarations: Sequence[Declaration],
    signals: Signals,
    policy: RuleSet,
    instant: datetime,
    *,
    document_seen: bool = True,
) -> tuple[UUID, ...]:
    """Give the ids of what an assessment rests on: declarations, facts, listings, each once.

    Of a risk these are all that runs; of green or an expired code the declaration that counts
    with what was said since of having left, and where fresh answers are asked for also what has
    ended. Empty where nothing was known.
    """
    decided = _decide(declarations, signals, policy, instant, document_seen=document_seen)
    known, findings, reasons, latest, _ = decided
    rule = reasons[0].rule
    if rule == "DIED":
        return tuple(fact.id for fact in _deaths(known))
    running = [run for _, run in findings if run.phase_at(instant) is not None]
    if running:
        return tuple(dict.fromkeys(each for run in running for each in run.rests_on))
    if latest is None:
        return ()
    gone = _departed(known, latest)
    if rule != "FRESH":
        return (latest.id,) if gone is None else (latest.id, gone.id)
    ended = _declared_risk_ended(known, findings)
    over = [run for _, run in findings if run.fresh_after and run.end == ended]
    return tuple(dict.fromkeys((latest.id, *(each for run in over for each in run.rests_on))))


def _departed(known: Known, latest: Declaration | None) -> Departure | None:
    """Give what stands of having left Yunnan: nothing before a declaration or after the next."""
    said = () if latest is None else known.said_after(latest, None)
    return said[-1] if said and said[-1].left_on is not None else None


class _Decided(NamedTuple):
    known: Known
    findings: Sequence[Finding]
    reasons: tuple[Reason, ...]
    latest: Declaration | None
    until: datetime | None


def _decide(
    declarations: Sequence[Declaration],
    signals: Signals,
    policy: RuleSet,
    instant: datetime,
    *,
    document_seen: bool,
) -> _Decided:
    known = known_at(declarations if document_seen else (), signals, policy, instant)
    latest = next((one for one in reversed(known.declarations) if not one.daily), None)
    findings = findings_of(known, signals.categories)
    if death := _death(known):
        return _Decided(known, [], (death,), latest, None)
    if running := reasons_at(findings, instant):
        return _Decided(known, findings, running, latest, _latest_end(running))
    free = _free_of_risk(known, latest, findings, document_seen=document_seen)
    return _Decided(known, findings, (free,), latest, free.until)


def _deaths(known: Known) -> Iterator[Fact]:
    for fact in known.facts:
        if fact.kind is FactKind.DIED and fact.id not in known.excluded:
            yield fact


def _death(known: Known) -> Reason | None:
    for fact in _deaths(known):
        return _grey(known, "DIED", Evidence("died", official=True, day=fact.day))
    return None


def _free_of_risk(
    known: Known, latest: Declaration | None, findings: Sequence[Finding], *, document_seen: bool
) -> Reason:
    """Give green, or the way of being grey where no ground runs."""
    if not document_seen:
        return _grey(known, "DOC", Evidence("doc"))
    if latest is None:
        return _grey(known, "NONE", Evidence("none"))
    green, declared_on = known.rules.green, told_on(latest.declared_at)
    until = through(declared_on, green.days)
    if until <= known.at:
        return _grey(known, "EXPIRED", Evidence("expired", day=declared_on))
    ended = _declared_risk_ended(known, findings)
    if ended is not None and known.declarations[-1].declared_at < ended:
        return _grey(known, "FRESH", Evidence("fresh", day=last_day_before(ended)))
    evidence = (Evidence("declared", day=declared_on),)
    return Reason("G", Colour.GREEN, evidence, until, None, green.step)


def _grey(known: Known, rule: str, evidence: Evidence) -> Reason:
    step = known.rules.greyness(rule).step
    return Reason(rule, Colour.GREY, (evidence,), None, None, step)


def _declared_risk_ended(known: Known, findings: Sequence[Finding]) -> datetime | None:
    """Give the last end by time of a declared ground, after which health is asked anew."""
    ends = (
        run.end
        for _, run in findings
        if run.fresh_after and run.end is not None and run.end <= known.at
    )
    return max(ends, default=None)


def _latest_end(reasons: Sequence[Reason]) -> datetime | None:
    """Give the latest end of the grounds of the worst colour, None where one waits."""
    latest = None
    for reason in reasons:
        if reason.colour is reasons[0].colour:
            if reason.until is None:
                return None
            if latest is None or latest < reason.until:
                latest = reason.until
    return latest


def _next_change(
    known: Known,
    findings: Sequence[Finding],
    reasons: Sequence[Reason],
    latest: Declaration | None,
) -> datetime:
    """Give the first boundary after the instant: of a run, of green's days, of what is known."""
    following = known.next_at
    for _, run in findings:
        for phase in run.phases:
            if phase.ends is not None and known.at < phase.ends < following:
                following = phase.ends
    if latest is not None and reasons[0].rule in {"G", "FRESH"}:
        valid = through(told_on(latest.declared_at), known.rules.green.days)
        following = min(following, valid)
    return following
