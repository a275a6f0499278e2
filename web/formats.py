"""Days, moments and names in the reader's language; the only place where times become Beijing's."""

import unicodedata
from datetime import date, datetime, timedelta
from functools import cache

from babel import Locale

from domain.kernel.days import BEIJING, day_of, last_day_before
from domain.places.divisions import name_of
from web.i18n import gettext, language, ngettext, pgettext

_PINNED = ("VN", "LA", "MM", "TH")
_NOT_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ XK".split())
_REGIONS = {
    "zh": {"HK": "中国香港", "MO": "中国澳门", "TW": "中国台湾"},
    "en": {"HK": "Hong Kong, China", "MO": "Macao, China", "TW": "Taiwan, China"},
}
# Four characters of countries' names beyond GB 2312's pinyin part, by common ones of their sound.
_SAME_SOUND = str.maketrans("斐瑙汶梵", "匪脑问饭")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def day(when: date | datetime) -> str:
    """Give a day without its year: 12月7日, 7 December. An instant counts as its Beijing day."""
    at = _as_day(when)
    if language().key == "zh":
        return f"{at.month}月{at.day}日"
    return f"{at.day} {_MONTHS[at.month - 1]}"


def full_day(when: date | datetime) -> str:
    """Give a day with its year: 2020年12月7日, 7 December 2020."""
    at = _as_day(when)
    return f"{at.year}年{day(at)}" if language().key == "zh" else f"{day(at)} {at.year}"


def moment(instant: datetime) -> str:
    """Give an instant to the minute, Beijing time: 12月7日 15:04, 7 December, 15:04."""
    between = " " if language().key == "zh" else ", "
    return f"{day(instant)}{between}{clock(instant)}"


def clock(instant: datetime) -> str:
    """Give an instant's time of day, Beijing time: 15:04."""
    return instant.astimezone(BEIJING).time().isoformat("minutes")


def seconds(instant: datetime) -> str:
    """Give an instant's time of day to the second, Beijing time: 15:04:05."""
    return instant.astimezone(BEIJING).time().isoformat("seconds")


def through(end: datetime) -> str:
    """Give an exclusive end by its last day: 12月7日24时, 7 December, 24:00 Beijing time."""
    return gettext("%(day)s, 24:00 Beijing time") % {"day": day(last_day_before(end))}


def last_day(end: datetime) -> str:
    """Give an exclusive end as the last day it covers, in short: 12月7日24时, 7 December."""
    return pgettext("last day", "%(day)s") % {"day": day(last_day_before(end))}


def days_left(end: datetime, now: datetime) -> str:
    """Give the whole days until an exclusive end, counting today as the last one: 还剩14天."""
    count = max(0, (day_of(end - timedelta(microseconds=1)) - day_of(now)).days)
    if count == 0:
        return gettext("last day")
    return ngettext("%(num)s day left", "%(num)s days left", count) % {"num": count}


def division(code: str, *, with_parent: bool = False) -> str:
    """Give a division's name, with its parent's on request: 元阳县新街镇, Xinjie Town, Yuanyang."""
    return name_of(code, language().key, with_parent=with_parent)


def iso(when: date | datetime) -> str:
    """Give what a <time> element's datetime attribute wants."""
    return when.isoformat()


def _as_day(when: date | datetime) -> date:
    return day_of(when) if isinstance(when, datetime) else when


def country(code: str) -> str:
    """Give a country's or region's name in the reader's language; an unknown code as it is."""
    return _names(language().key).get(code, code)


def countries(*, abroad: bool = False) -> tuple[tuple[str, str], ...]:
    """Give (code, name) of all 249: the neighbours first, then by pinyin or by alphabet.

    With `abroad`, mainland China is left out, Hong Kong, Macao and Taiwan are not.
    """
    return tuple(pair for pair in _sorted(language().key) if not (abroad and pair[0] == "CN"))


@cache
def _names(key: str) -> dict[str, str]:
    territories = Locale.parse("zh_Hans_CN" if key == "zh" else "en_GB").territories
    names = {code: name for code, name in territories.items() if _is_country(code)}
    return names | _REGIONS[key]


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES  # noqa: PLR2004 - ISO 3166-1 alpha-2


@cache
def _sorted(key: str) -> tuple[tuple[str, str], ...]:
    names = _names(key)
    rest = sorted(
        (code for code in names if code not in _PINNED), key=lambda code: _order(key, names[code])
    )
    return tuple((code, names[code]) for code in (*_PINNED, *rest))


def _order(key: str, name: str) -> bytes | str:
    """GB 2312 puts its common characters in pinyin order, so its bytes sort names by pinyin."""
    if key == "zh":
        return name.translate(_SAME_SOUND).encode("gb2312", "replace")
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
