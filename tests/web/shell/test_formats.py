"""Days, moments and names, as each language is used to them."""

from datetime import UTC, date, datetime

import pytest

from web import formats
from web.i18n import use_language

END = datetime(2020, 12, 7, 16, 0, tzinfo=UTC)  # 8 December 00:00 in Beijing


@pytest.mark.parametrize(
    ("language", "day", "full", "moment", "through"),
    [
        ("zh", "12月8日", "2020年12月8日", "12月8日 00:00", "12月7日24时"),
        (
            "en",
            "8 December",
            "8 December 2020",
            "8 December, 00:00",
            "7 December, 24:00 Beijing time",
        ),
    ],
)
def test_times(language: str, day: str, full: str, moment: str, through: str) -> None:
    use_language(language)
    assert formats.day(END) == formats.day(date(2020, 12, 8)) == day
    assert formats.full_day(END) == full
    assert formats.moment(END) == moment
    assert formats.through(END) == through


@pytest.mark.parametrize(
    ("now", "zh", "en"),
    [
        (datetime(2020, 11, 23, 4, tzinfo=UTC), "还剩14天", "14 days left"),
        (datetime(2020, 12, 6, 15, 59, tzinfo=UTC), "还剩1天", "1 day left"),
        (datetime(2020, 12, 6, 16, 0, tzinfo=UTC), "最后一天", "last day"),
        (datetime(2020, 12, 7, 15, 59, tzinfo=UTC), "最后一天", "last day"),
    ],
)
def test_days_left(now: datetime, zh: str, en: str) -> None:
    use_language("zh")
    assert formats.days_left(END, now) == zh
    use_language("en")
    assert formats.days_left(END, now) == en


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_countries_stand_there_once_the_neighbours_first(language: str) -> None:
    use_language(language)
    found = formats.countries()
    assert len({code for code, _ in found}) == len(found) == 249
    assert [code for code, _ in found[:4]] == ["VN", "LA", "MM", "TH"]
    assert len(formats.countries(abroad=True)) == 248


def test_names_are_sorted_as_readers_look_for_them() -> None:
    use_language("zh")
    names = [name for _, name in formats.countries()[4:]]
    for earlier, later in [
        ("阿尔巴尼亚", "巴西"),
        ("法国", "斐济"),
        ("日本", "中国"),
        ("中国", "中国台湾"),
        ("东帝汶", "多哥"),
    ]:
        assert names.index(earlier) < names.index(later), (earlier, later)
    use_language("en")
    names = [name for _, name in formats.countries()[4:]]
    assert names.index("Åland Islands") < names.index("Albania")
    assert names.index("Hong Kong, China") < names.index("Hungary")


def test_the_three_regions_are_named_as_chinas() -> None:
    use_language("zh")
    assert [formats.country(code) for code in ("HK", "MO", "TW")] == [
        "中国香港",
        "中国澳门",
        "中国台湾",
    ]
    use_language("en")
    assert formats.country("TW") == "Taiwan, China"
    assert formats.country("??") == "??"


def test_divisions_with_their_parent() -> None:
    use_language("zh")
    assert formats.division("532528") == "元阳县"
    use_language("en")
    assert formats.division("532528", with_parent=True).startswith("Yuanyang County, Honghe")
