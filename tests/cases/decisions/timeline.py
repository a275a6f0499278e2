"""What strands come to together: the worst wins, the latest end of several, then green or grey."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from tests.cases.decisions.strands import DAY, Json, Span, Strand, at

GREEN_DAYS = 14
RANK = {"grey": 1, "yellow": 2, "red": 3}
TELLING = ("R1", "R4", "R2", "R3", "Y3", "Y2", "Y1")
_EXPOSURES = {"R2", "R3", "Y3"}
_LATEST = date.max


def decided(strands: Sequence[Strand], declarations: Iterable[Json], now: datetime) -> Json:
    """Give the answer that the table leads to at an instant.

    `declarations` are the clean ones besides the strands' own.
    """
    told = [one for strand in strands for one in strand.declarations]
    told = [one for one in (*told, *declarations) if _instant(one) <= now]
    told = sorted((one for one in told if not one.get("corrected")), key=_instant)
    full = [one for one in told if not one.get("daily")]
    registered = full[-1]["at"] if full else None
    known = [strand for strand in strands if strand.known <= now and not _closed(strand, now)]
    reasons = _reasons(known, now)
    if not reasons:
        reasons = [_free(known, full, told, now)]
    worst = [reason for reason in reasons if reason["colour"] == reasons[0]["colour"]]
    ends = [reason["until"] for reason in worst]
    return {
        "colour": reasons[0]["colour"],
        "until": None if None in ends else max(ends),
        "registered": registered,
        "reasons": reasons,
    }


def _closed(strand: Strand, now: datetime) -> bool:
    return strand.closed is not None and strand.closed <= now


def _instant(one: Json) -> datetime:
    return datetime.fromisoformat(one["at"])


def _reasons(known: Sequence[Strand], now: datetime) -> list[Json]:
    running: dict[str, list[Span]] = {}
    for strand in known:
        rule, spans = _rule(strand, known)
        span = next((one for one in spans if one.ends is None or now < one.ends), None)
        if span is not None:
            running.setdefault(rule, []).append(span)
    found = [_reason(rule, running[rule]) for rule in TELLING if rule in running]
    return sorted(found, key=lambda reason: -RANK[reason["colour"]])


def _rule(strand: Strand, known: Sequence[Strand]) -> tuple[str, tuple[Span, ...]]:
    """Tell a symptom by itself from one that was open while an exposure's days ran."""
    if strand.rule == "Y2":
        for other in known:
            if other.rule in _EXPOSURES and (other.end is None or strand.known < other.end):
                return "R4", strand.exposed
    return strand.rule, strand.spans


def _reason(rule: str, spans: Sequence[Span]) -> Json:
    worst = max(spans, key=lambda span: (RANK[span.colour], span.until or _LATEST))
    return {
        "rule": rule,
        "colour": worst.colour,
        "until": _day(worst.until),
        "review": _day(worst.review),
        "step": worst.step,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _free(
    known: Sequence[Strand], full: Sequence[Json], told: Sequence[Json], now: datetime
) -> Json:
    """Give green, or the way of being grey where nothing runs."""
    if not full:
        return _grey("NONE", "apply")
    last = _instant(full[-1]).date() + GREEN_DAYS * DAY
    if now >= at(last + DAY, "00:00:00"):
        return _grey("EXPIRED", "apply_again")
    over = [one.end for one in known if one.anew and one.end is not None and one.end <= now]
    if over and _instant(told[-1]) < max(over):
        return _grey("FRESH", "answer_again")
    until = last.isoformat()
    return {"rule": "G", "colour": "green", "until": until, "review": None, "step": "show_code"}


def _grey(rule: str, step: str) -> Json:
    return {"rule": rule, "colour": "grey", "until": None, "review": None, "step": step}
