"""Sections of what is held, and until when each thing is kept, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.policy.periods import Period, Retention
from web import formats
from web.contexts.answers import Rows
from web.i18n import gettext as _
from web.i18n import ngettext

_YEAR = 365


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is held: rows of label and text, until when, and what is to be noted."""

    title: str
    rows: Rows
    kept: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One fold: `why` it is held, its items; `none` is said where there is nothing."""

    key: str
    title: str
    count: int
    why: str
    items: tuple[Item, ...]
    none: str = ""


def kept(until: datetime | None, periods: Retention) -> str:
    """Say until when something is kept; None is a date that an event decides."""
    if until is None:
        days = {"time": in_words(periods.answers)}
        return _("Kept until what the colour waits for has come, and %(time)s more.") % days
    return _("Kept until %(day)s.") % {"day": formats.full_day(until)}


def kept_at_least(until: datetime | None, periods: Retention) -> str:
    """Say the same of what may be needed longer, for somebody else who hangs on it."""
    if until is None:
        return kept(until, periods)
    return _("Kept at least until %(day)s.") % {"day": formats.full_day(until)}


def in_words(period: Period) -> str:
    """Give a period's length as people say it: 28 days, 3 years."""
    days = period.days or 0
    if days and days % _YEAR == 0:
        years = days // _YEAR
        return ngettext("%(num)s year", "%(num)s years", years) % {"num": years}
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days}


def without_empty(rows: Iterable[tuple[str, str]]) -> Rows:
    """Give the rows that say anything."""
    return [(label, text) for label, text in rows if text]
