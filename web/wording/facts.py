"""Kinds of official facts about a person, as they read."""

from domain.signals.facts import FactKind, Outcome
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    FactKind.CONFIRMED: _("Confirmed case"),
    FactKind.ASYMPTOMATIC: _("Infection without symptoms"),
    FactKind.SUSPECTED: _("Suspected case"),
    FactKind.CLOSE_CONTACT: _("Close contact"),
    FactKind.EXCLUDED: _("Excluded: it was none"),
    FactKind.DISCHARGED: _("Left hospital"),
    FactKind.ISOLATION_ENDED: _("Isolation ended"),
    FactKind.TEST_RESULT: _("Test result"),
    FactKind.EXAMINED_CLEAR: _("Examined: clear"),
    FactKind.POSITIVE_AGAIN: _("Positive again"),
    FactKind.DIED: _("Death"),
    Outcome.POSITIVE: _("Positive"),
    Outcome.NEGATIVE: _("Negative"),
}
