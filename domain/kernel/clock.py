"""The one place that reads the machine's clock; everything else is handed an instant."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

SKEW = timedelta(minutes=2)
"""How far the clocks of our hosts may differ. What lies further ahead was written by a clock that
has been put back since."""


class Clock(Protocol):
    """Tell the present instant, aware and in UTC."""

    def now(self) -> datetime:
        """Give the present instant."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Give the present instant in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place
