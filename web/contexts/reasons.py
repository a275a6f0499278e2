"""Why a colour, in plain words: the rule set's sentences with their places filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.assessment.values import Evidence, Reason
from domain.policy.rulesets import RuleSet
from web import formats
from web.contexts.verdict import title_of
from web.i18n import gettext, language
from web.i18n import mark as _

_SYMPTOMS: Mapping[str, str] = {
    "fever": _("fever"),
    "cough": _("dry cough"),
    "fatigue": _("unusual tiredness"),
}


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """One reason: its title, its sentences, its end or review, what to do, whom to call."""

    colour: str
    title: str
    sentences: tuple[str, ...]
    until: datetime | None
    review: date | None
    step: str
    call: str


def reason_shown(reason: Reason, rules: RuleSet) -> ReasonShown:
    """Word a reason in the reader's language."""
    own = language().key
    step = rules.steps[reason.next_step]
    return ReasonShown(
        colour=reason.colour.value,
        title=title_of(reason, rules).said_in(own),
        sentences=tuple(_sentence(reason.rule, each, rules) for each in reason.evidence),
        until=reason.until,
        review=reason.review,
        step=step.text.said_in(own),
        call=step.call,
    )


def _sentence(rule: str, evidence: Evidence, rules: RuleSet) -> str:
    said = rules.sentence_of(rule, evidence.code).said_in(language().key)
    return said.format(
        day=formats.day(evidence.day) if evidence.day else "",
        place=_place(evidence.place),
        symptoms=_symptoms(evidence.symptoms),
        count=evidence.count,
        needed=evidence.needed,
    )


def _place(code: str) -> str:
    """Give the name of a division (digits) or a country (letters)."""
    if not code:
        return ""
    return formats.division(code, with_parent=True) if code.isdigit() else formats.country(code)


def _symptoms(codes: tuple[str, ...]) -> str:
    words = [gettext(_SYMPTOMS[code]) for code in _SYMPTOMS if code in codes]
    return ("、" if language().key == "zh" else ", ").join(words)
