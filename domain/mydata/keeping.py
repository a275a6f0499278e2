"""Until when each thing is kept: the policy's periods counted from what stands (pure).

The purge (domain/retention) decides; a test holds that it deletes what these dates say, and not
before. None is a date that nobody knows yet: a ground waits for its event.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.assessment.values import FOREVER
from domain.kernel.days import start_of
from domain.policy.context import Context
from domain.policy.periods import Period, Retention

Until = datetime | None


@dataclass(frozen=True, slots=True)
class Keeping:
    """The periods in force, and until when a ground of the person holds what it rests on.

    `green` is the validity of a declaration; `holds` the end of the last ground that any of the
    person's codes has, FOREVER where one waits, None for none.
    """

    periods: Retention
    green: timedelta
    holds: datetime | None

    def answers(self, declared_at: datetime) -> Until:
        """Give until when a declaration's answers are kept."""
        past = declared_at + self.green + _length(self.periods.answers)
        return latest((past, self._held(self.periods.answers)))

    def claim(self, active_at: datetime, answers: Iterable[Until]) -> Until:
        """Give until when a claim and the identity that it states are kept."""
        idle = active_at + _length(self.periods.claims)
        return latest((idle, self._held(self.periods.answers), *answers))

    def document(self, active_at: datetime, others: Iterable[Until]) -> Until:
        """Give until when the document that leads to a person is kept: as all that hangs on it."""
        return latest((active_at + _length(self.periods.identities), *others))

    def facts(
        self, recorded: Iterable[datetime], lead_to: datetime | None, others: Iterable[Until]
    ) -> Until:
        """Give until when official facts are kept at least: past the end of what they lead to."""
        period = _length(self.periods.signals)
        ends = [each + period for each in recorded]
        return latest((*ends, _past(lead_to, period), *others))

    def held(self) -> Until:
        """Give until when the mark of a claim stays though nothing else is left under it."""
        return self._held(self.periods.answers)

    def is_held(self, at: datetime) -> bool:
        """Tell whether at an instant a ground of the person ran in the period, or waits."""
        until = self.held()
        return until is None or until > at

    def objection(self, due_at: datetime) -> datetime:
        """Give until when an objection is kept."""
        return due_at + _length(self.periods.reviews)

    def index(self, over_at: datetime) -> datetime:
        """Give until when a status index is kept."""
        return over_at + _length(self.periods.status_indexes)

    def handle(self, day: date) -> datetime:
        """Give until when a code's name of one day is kept."""
        return start_of(day + timedelta(days=1)) + _length(self.periods.nonces)

    def lookup(self, at: datetime) -> datetime:
        """Give until when it is kept that a code was looked up."""
        return at + _length(self.periods.notices)

    def visit(self, at: datetime) -> datetime:
        """Give until when a check-in is kept."""
        return at + _length(self.periods.visits)

    def admission(self, at: datetime) -> datetime:
        """Give until when it is kept that a door checked somebody."""
        return at + _length(self.periods.admissions)

    def draft(self, updated_at: datetime) -> datetime:
        """Give until when a draft is kept."""
        return updated_at + _length(self.periods.drafts)

    def entry(self, at: datetime) -> datetime:
        """Give until when an entry of the audit is kept."""
        return at + _length(self.periods.audit)

    def backups(self, at: datetime) -> datetime:
        """Give until when the last backup of an instant is destroyed."""
        return at + _length(self.periods.backups)

    def _held(self, period: Period) -> Until:
        return _past(self.holds, _length(period))


def keeping_of(ctx: Context, holds: datetime | None) -> Keeping:
    """Give the periods that bind at the context's instant."""
    green = timedelta(days=ctx.policies.set_at(ctx.instant).green.days + 1)
    return Keeping(ctx.policies.retention, green, holds)


def latest(ends: Iterable[Until]) -> Until:
    """Give the last of several ends; None where one of them is not known yet."""
    known = list(ends)
    return None if None in known else max(each for each in known if each is not None)


def _past(end: datetime | None, period: timedelta) -> Until:
    """Give an end and its period; what never ran is long past, what waits has no date."""
    if end is None:
        return datetime.min.replace(tzinfo=FOREVER.tzinfo)
    return None if end >= FOREVER else end + period


def _length(period: Period) -> timedelta:
    return period.length or timedelta()
