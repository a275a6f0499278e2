"""Who looked at or changed it, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.mydata.values import By, Done, History
from domain.policy.periods import Retention
from web.contexts.kept import in_words
from web.i18n import gettext, language
from web.i18n import mark as _
from web.wording import word

_BY: Mapping[By, str] = {
    By.THIS_PHONE: _("This phone"),
    By.OTHER_PHONE: _("Another phone"),
    By.SERVICE: _("The service, by its rules"),
}
FIELD_WORDS: Mapping[str, str] = {
    "identity": _("name and document"),
    "document": _("document number"),
    "journey": _("journey"),
    "stay": _("address and work"),
    "health": _("health answers"),
    "left_on": _("day of leaving Yunnan"),
    "relationship": _("who you are to them"),
    "consent": _("how they agreed"),
    "state": _("how far it counts"),
    "told": _("what was told"),
    "browser": _("browser"),
    "passkey": _("passkey"),
    "sign_count": _("how often the passkey was used"),
    "code": _("digits by text message"),
    "kind": _("kind"),
    "day": _("day"),
    "of": _("what it refers to"),
    "reference": _("evidence"),
    "fact": _("official information"),
    "answer": _("answer"),
    "claim": _("another phone’s tie"),
}


@dataclass(frozen=True, slots=True)
class ActShown:
    """One act: when, what, who, and the names of the fields, already in the reader's words."""

    at: datetime
    what: str
    who: str
    fields: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page of acts; `newer` and `older` are the numbers of the pages beside it, or None.

    `kept` is how long an act is kept.
    """

    acts: tuple[ActShown, ...]
    number: int
    newer: int | None
    older: int | None
    kept: str


def history_page(found: History, periods: Retention) -> HistoryPage:
    """Word a page of acts."""
    return HistoryPage(
        acts=tuple(_shown(each) for each in found.acts),
        number=found.page,
        newer=found.page - 1 if found.page > 1 else None,
        older=found.page + 1 if found.has_more else None,
        kept=in_words(periods.audit),
    )


def _shown(done: Done) -> ActShown:
    who = word(done.role) if done.by is By.OFFICE else gettext(_BY[done.by])
    between = "、" if language().key == "zh" else ", "
    fields = between.join(gettext(FIELD_WORDS[each]) for each in done.fields)
    return ActShown(done.at, word(done.act), who, fields)
