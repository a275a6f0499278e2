"""When a reminder may ring: in the day time of Beijing, never at night."""

from datetime import date, datetime, timedelta

from domain.kernel.days import BEIJING, day_of, end_of

_FROM, _TO = 9, 20
_REMINDED_DAYS = range(1, 3)
"""A reminder comes when two days are left, or one where it could not come before."""


def sending_time(instant: datetime) -> datetime:
    """Give when to send what is written now: at once by day, else at the next nine o'clock."""
    here = instant.astimezone(BEIJING)
    if _FROM <= here.hour < _TO:
        return instant
    later = here if here.hour < _FROM else here + timedelta(days=1)
    return later.replace(hour=_FROM, minute=0, second=0, microsecond=0).astimezone(instant.tzinfo)


def last_time(sending: datetime) -> datetime:
    """Give until when a reminder says the right number of days: the end of the day it is sent."""
    return end_of(day_of(sending))


def to_remind_of(sending: datetime, last_day: date, reminded_of: date | None) -> int | None:
    """Give how many days are left of a code, None where there is nothing to remind of.

    Nobody is reminded twice of one day, or of an earlier one after a later.
    """
    left = (last_day - day_of(sending)).days
    is_news = reminded_of is None or last_day > reminded_of
    return left if left in _REMINDED_DAYS and is_news else None
