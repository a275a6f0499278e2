"""The day of having left Yunnan: from the declaration to today, at both their edges."""

from datetime import UTC, date, datetime

import pytest

from domain.declaration.departure import FIELD, read_departure
from domain.declaration.faults import Fault
from domain.declaration.terms import Terms

DECLARED = date(2020, 4, 7)
LAST_SECOND = Terms(datetime(2020, 4, 9, 15, 59, 59, tzinfo=UTC))
FIRST_SECOND = Terms(datetime(2020, 4, 9, 16, 0, tzinfo=UTC))


@pytest.mark.parametrize("typed", ["2020-04-07", "2020-04-08", "2020-04-09"])
def test_the_days_from_the_declaration_to_today_are_taken(typed: str) -> None:
    assert read_departure({FIELD: [typed]}, LAST_SECOND, DECLARED) == date.fromisoformat(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", Fault.DEPARTURE_DAY_MISSING),
        ("gone", Fault.DAY_UNREAD),
        ("2020-04-10", Fault.DAY_AHEAD),
        ("2020-04-06", Fault.DEPARTURE_BEFORE_DECLARED),
        ("2020-03-25", Fault.DAY_TOO_EARLY),
    ],
)
def test_any_other_day_is_a_problem_of_its_field(typed: str, code: Fault) -> None:
    found = read_departure({FIELD: [typed]}, LAST_SECOND, DECLARED)
    assert not isinstance(found, date)
    assert [(each.field, each.code) for each in found] == [(FIELD, code)]


def test_at_midnight_in_beijing_the_next_day_is_today() -> None:
    assert read_departure({FIELD: ["2020-04-10"]}, FIRST_SECOND, DECLARED) == date(2020, 4, 10)
