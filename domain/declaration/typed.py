"""Days, times and temperatures as people type them, read as far as they can be understood.

Full-width digits, 1960年5月2日, 1960-5-2, 2 May 1960, 19600502; 8:05, 下午2点半, 2.30 pm; 38,5℃.
Each reader gives None for what it cannot read, and never raises.
"""

import re
import unicodedata
from datetime import date, time, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = re.compile(r"[0-9]+|(?:" + "|".join(_MONTHS) + r")[a-z]*")
_DIGITS = 8
_YEAR_DIGITS = 4
_HALF_YEAR = timedelta(days=183)
_TIME = re.compile(r"([0-9]{1,2})\s*(?:[:.时点h]\s*([0-9]{1,2}|半)?分?)?")
_COMPACT_TIME = re.compile(r"([0-9]{1,2})([0-9]{2})")
_AFTERNOON = re.compile(r"下午|傍晚|晚上|晚|中午|p\.?\s*m")
_MORNING = re.compile(r"上午|早上|凌晨|早|a\.?\s*m")
_TEMPERATURE = re.compile(r"([0-9]{2,3}(?:\.[0-9]{1,2})?)\s*(?:度|°|℃|℉|c|f|°c|°f)?")
_FAHRENHEIT = 90
_NOON = 12
_LONGEST = 60


def typed_day(text: str, today: date) -> date | None:
    """Read a day; without a year, the one nearest to today."""
    numbers = _numbers(text)
    if numbers is None:
        return None
    if len(numbers) == 1 and len(_plain(text)) == _DIGITS:
        return _eight(_plain(text))
    if len(numbers) == 2:  # noqa: PLR2004 - month and day
        month, day = numbers
        near = [_date(today.year + step, month, day) for step in (-1, 0, 1)]
        return min((d for d in near if d), key=lambda d: abs(d - today), default=None)
    return _ordered(text, numbers)


def typed_birth(year: str, month: str, day: str) -> date | None:
    """Read a birth date from three fields; a whole date typed into the first one is understood."""
    if not month and not day and len(_plain(year)) == _DIGITS:
        return _eight(_plain(year))
    together = f"{year} {month} {day}"
    numbers = _numbers(together)
    return None if numbers is None else _ordered(together, numbers)


def typed_time(text: str) -> time | None:
    """Read a time of day on the 24-hour clock, or with 下午 or pm."""
    plain = _plain(text)
    late, early = _AFTERNOON.search(plain), _MORNING.search(plain)
    bare = _MORNING.sub("", _AFTERNOON.sub("", plain)).rstrip("m. ").strip()
    found = _COMPACT_TIME.fullmatch(bare) or _TIME.fullmatch(bare)
    if found is None:
        return None
    hour, minute = int(found[1]), 30 if found[2] == "半" else int(found[2] or 0)
    if late and hour < _NOON:
        hour += _NOON
    elif early and hour == _NOON:
        hour = 0
    try:
        # Midnight at the end of a day is its last minute: the day stands beside it.
        return time(23, 59) if (hour, minute) == (24, 0) else time(hour, minute)
    except ValueError:
        return None


def typed_temperature(text: str) -> float | None:
    """Read a body temperature, in degrees Celsius; above 90 it was Fahrenheit."""
    found = _TEMPERATURE.fullmatch(_plain(text).replace(",", ".").replace("。", "."))
    if found is None:
        return None
    read = float(found[1])
    return round((read - 32) / 1.8, 1) if read > _FAHRENHEIT else read


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_LONGEST]).strip().lower()


def _numbers(text: str) -> tuple[int, ...] | None:
    """Give the numbers of a date in their order, months by name too; None without any."""
    parts = _PARTS.findall(_plain(text))
    if not parts or any(len(part) > _DIGITS and part.isdecimal() for part in parts):
        return None
    return tuple(_number(part) for part in parts)


def _number(part: str) -> int:
    return int(part) if part[0].isdecimal() else _MONTHS.index(part[:3]) + 1


def _ordered(text: str, numbers: tuple[int, ...]) -> date | None:
    """Make a date of three numbers: the year comes first, or last as in 2 May 1960."""
    if len(numbers) != 3:  # noqa: PLR2004 - year, month, day
        return None
    first, second, third = numbers
    if first < 1000 and third >= 1000:  # noqa: PLR2004 - only a year has four digits
        named = _PARTS.findall(_plain(text))[0]
        first, second, third = (third, first, second) if named.isalpha() else (third, second, first)
    return _date(first, second, third)


def _eight(digits: str) -> date | None:
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return _date(int(digits[:_YEAR_DIGITS]), int(digits[4:6]), int(digits[6:]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
