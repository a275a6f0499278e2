"""Calendar days of Beijing time against instants in UTC, leap day and all."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.days import day_of, end_of, last_day_before, start_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.text import clean


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2020, 4, 7, 15, 59, 59, tzinfo=UTC), date(2020, 4, 7)),
        (datetime(2020, 4, 7, 16, 0, 0, tzinfo=UTC), date(2020, 4, 8)),
        (datetime(2020, 2, 28, 16, 0, 0, tzinfo=UTC), date(2020, 2, 29)),
        (datetime(2020, 2, 29, 15, 59, 59, tzinfo=UTC), date(2020, 2, 29)),
        (datetime(2020, 12, 31, 16, 0, 0, tzinfo=UTC), date(2021, 1, 1)),
    ],
)
def test_the_day_of_an_instant(instant: datetime, day: date) -> None:
    assert day_of(instant) == day


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1)))
def test_a_day_reaches_from_its_start_to_the_next_one_s(day: date) -> None:
    assert day_of(start_of(day)) == day
    assert last_day_before(end_of(day)) == day
    assert start_of(day) < end_of(day)


def test_event_ids_sort_by_time_and_are_version_7() -> None:
    early = event_id(datetime(2020, 4, 7, tzinfo=UTC))
    late = event_id(datetime(2020, 4, 7, 0, 0, 1, tzinfo=UTC))
    assert early < late
    assert (early.version, early.variant) == (7, "specified in RFC 4122")
    assert random_id() != random_id()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  王 小明 ", "王 小明"),
        ("阿\u200b依", "阿依"),
        ("\u202e张三", "张三"),
        ("𠮷田", "𠮷田"),
        ("\ue000某", "\ue000某"),
        ("e\u0301", "é"),
        ("一\r\n二", "一 二"),
    ],
)
def test_text_is_cleaned_without_losing_a_rare_character(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
