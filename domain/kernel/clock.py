"""The one place that reads the machine's clock; everything else is handed an instant."""

from datetime import UTC, datetime
from typing import Protocol


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
