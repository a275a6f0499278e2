"""What a reader may know besides the entries: the moment, and the policy's windows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.kernel.days import day_of


@dataclass(frozen=True, slots=True)
class Terms:
    """The instant of reading, the days looked back on (notice A8, A9), how far ahead one comes."""

    instant: datetime
    window: int = 14
    ahead: timedelta = timedelta(hours=72)

    @property
    def today(self) -> date:
        """Give the Beijing day of the instant."""
        return day_of(self.instant)

    @property
    def earliest(self) -> date:
        """Give the first day of the window: today and the 14 days before it."""
        return self.today - timedelta(days=self.window)

    @property
    def latest(self) -> date:
        """Give the last day on which somebody may still arrive."""
        return day_of(self.instant + self.ahead)

    @property
    def days_ahead(self) -> timedelta:
        """Give how many calendar days after today the last day of arrival is."""
        return self.latest - self.today

    @property
    def before_window(self) -> date:
        """Give the day that stands for "earlier than the window"."""
        return self.earliest - timedelta(days=1)
