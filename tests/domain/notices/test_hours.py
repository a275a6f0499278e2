"""Reminders ring by day, and of each day once."""

from datetime import date, datetime, timedelta

import pytest

from domain.kernel.days import BEIJING
from domain.notices.hours import last_time, sending_time, to_remind_of


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("2020-04-07 00:00", "2020-04-07 09:00"),
        ("2020-04-07 08:59", "2020-04-07 09:00"),
        ("2020-04-07 09:00", "2020-04-07 09:00"),
        ("2020-04-07 19:59", "2020-04-07 19:59"),
        ("2020-04-07 20:00", "2020-04-08 09:00"),
        ("2020-04-30 23:59", "2020-05-01 09:00"),
    ],
)
def test_nothing_rings_at_night(written: str, sent: str) -> None:
    assert sending_time(at(written)) == at(sent)


def test_a_reminder_is_of_use_through_its_day() -> None:
    assert last_time(at("2020-04-07 09:00")) == at("2020-04-08 00:00")


@pytest.mark.parametrize(
    ("ahead", "reminded", "left"),
    [
        (0, None, None),
        (1, None, 1),
        (2, None, 2),
        (3, None, None),
        (-1, None, None),
        (2, 2, None),
        (2, 1, 2),
        (1, 2, None),
    ],
)
def test_two_days_are_left_or_one_and_each_day_is_news_once(
    ahead: int, reminded: int | None, left: int | None
) -> None:
    today = date(2020, 4, 7)
    told = None if reminded is None else today + timedelta(days=reminded)
    assert to_remind_of(at("2020-04-07 09:00"), today + timedelta(days=ahead), told) == left
