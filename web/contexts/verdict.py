"""What a colour says at a door, always in both languages: staff and traveller differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from domain.assessment.values import Reason
from domain.kernel.colour import Colour
from domain.policy.rulesets import RuleSet
from domain.policy.texts import Text
from web.i18n import LANGUAGES, catalogue, language
from web.i18n import mark as _

_WORDS: Mapping[Colour, str] = {
    Colour.GREEN: _("Green"),
    Colour.YELLOW: _("Yellow"),
    Colour.RED: _("Red"),
    Colour.GREY: _("Grey"),
}
_LINES: Mapping[Colour, str] = {
    Colour.GREEN: _("Show this at the door"),
    Colour.YELLOW: _("Get checked first"),
    Colour.RED: _("Stay where you are, we will call you"),
    Colour.GREY: _("This is not a risk finding"),
}
_APPLY = _("Apply again. This is not a risk finding")
_OLD = _("Old picture")
_OPEN_LIVE = _("Open the live code")
_UNKNOWN = _("No code of ours")
_UNREADABLE = _("Not made here, damaged, or of another day")
_RUN_OUT = frozenset({"NONE", "EXPIRED"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word and a line in the reader's language, and the same beside them in the other one."""

    word: str
    line: str
    word_beside: str
    line_beside: str
    beside: str


def verdict_of(
    colour: Colour, reason: Reason | None = None, rules: RuleSet | None = None
) -> Verdict:
    """Give what a colour says; grey says which grey where its reason is known."""
    line = _both(_LINES[colour])
    word = word_of(colour)
    if colour is Colour.GREY and reason is not None and rules is not None:
        word = title_of(reason, rules)
        line = _both(_APPLY if reason.rule in _RUN_OUT else _LINES[colour])
    return _verdict(word, line)


def word_of(colour: Colour) -> Text:
    """Give a colour's word in both languages, for what is printed."""
    return _both(_WORDS[colour])


def old_picture() -> Verdict:
    """Give what a QR says whose 45 seconds are over."""
    return _verdict(_both(_OLD), _both(_OPEN_LIVE))


def unknown_picture() -> Verdict:
    """Give what a QR says that we did not make, or not today."""
    return _verdict(_both(_UNKNOWN), _both(_UNREADABLE))


def worded(word: str, line: str) -> Verdict:
    """Give two English messages as a verdict in both languages."""
    return _verdict(_both(word), _both(line))


def title_of(reason: Reason, rules: RuleSet) -> Text:
    """Give a reason's title; a ground that turned grey while it waited is under review."""
    ground = rules.ground(reason.rule)
    if ground is not None and reason.colour is Colour.GREY:
        return rules.review.under_review
    return rules.title_of(reason.rule)


@cache
def _both(message: str) -> Text:
    return Text(catalogue("zh").gettext(message), message)


def _verdict(word: Text, line: Text) -> Verdict:
    own = language().key
    other = "en" if own == "zh" else "zh"
    tag = LANGUAGES[other].tag
    beside = word.said_in(other), line.said_in(other)
    return Verdict(word.said_in(own), line.said_in(own), *beside, tag)
