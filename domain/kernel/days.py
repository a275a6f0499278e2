"""Calendar days in Asia/Shanghai, the only place where an instant becomes a day.

Stored times are aware UTC; rules count calendar days of Beijing time (product.md B): day 0 is the
event, "through 15 April" ends at 15 April 24:00, which is the first instant of 16 April.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def day_of(instant: datetime) -> date:
    """Give the Beijing calendar day of an aware instant."""
    return instant.astimezone(BEIJING).date()


def start_of(day: date) -> datetime:
    """Give the first instant of a Beijing day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Give the instant at which a Beijing day is over (24:00, exclusive), in UTC."""
    return start_of(day + timedelta(days=1))


def last_day_before(instant: datetime) -> date:
    """Give the last whole day that an exclusive end covers: 8 December 00:00 gives 7 December."""
    return day_of(instant - timedelta(microseconds=1))
