"""Beijing days as instants, remembered: rules ask for the same few dozen days over and over."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from domain.kernel.days import day_of, end_of, start_of

_DAYS = 4096


@lru_cache(maxsize=_DAYS)
def through(day: date, days: int) -> datetime:
    """Give the exclusive end of `days` days after a day: 1 April and 14 give 16 April 00:00."""
    return end_of(day + timedelta(days=days))


@lru_cache(maxsize=_DAYS)
def opening(day: date) -> datetime:
    """Give the first instant of a day."""
    return start_of(day)


@lru_cache(maxsize=_DAYS)
def told_on(instant: datetime) -> date:
    """Give the Beijing day of an instant, which one assessment asks for several times."""
    return day_of(instant)
