"""Who may take another's phone off a person's code (product D3)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from domain.household.claims import ClaimState
from domain.household.proxies import may_remove
from domain.household.values import Sharer
from domain.people.ages import age_on

FIRST, LATER = datetime(2020, 4, 1, tzinfo=UTC), datetime(2020, 4, 2, tzinfo=UTC)


def keeper(relationship: str, at: datetime = FIRST, number: int = 1) -> Sharer:
    return Sharer(UUID(int=number), relationship, ClaimState.STANDING, at)


@pytest.mark.parametrize(
    ("mine", "theirs", "age", "may"),
    [
        ("self", "child", 30, True),
        ("self", "parent", 70, True),
        ("self", "child", 14, True),
        ("self", "child", 13, False),
        ("child", "other", 8, True),
        ("child", "child", 8, True),
        ("ward", "other", 40, True),
        ("ward", "ward", 40, True),
        ("child", "other", 18, False),
        ("parent", "other", 70, False),
        ("other", "child", 8, False),
        ("child", "self", 8, False),
        ("self", "self", 30, False),
    ],
)
def test_the_person_and_a_guardian_may_and_nobody_else(
    mine: str, theirs: str, age: int, may: bool
) -> None:
    assert may_remove(keeper(mine), keeper(theirs, LATER, 2), age) is may


def test_a_guardian_who_came_later_shuts_nobody_out() -> None:
    assert not may_remove(keeper("child", LATER), keeper("child", FIRST, 2), 8)
    assert may_remove(keeper("child", LATER), keeper("other", FIRST, 2), 8)


def test_nobody_removes_themselves_or_while_their_own_claim_waits() -> None:
    assert not may_remove(keeper("self"), keeper("child"), 30)
    waiting = replace(keeper("self"), state=ClaimState.PENDING)
    assert not may_remove(waiting, keeper("child", LATER, 2), 30)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2006, 11, 24), date(2020, 11, 23), 13),
        (date(2006, 11, 24), date(2020, 11, 24), 14),
        (date(2004, 2, 29), date(2018, 2, 28), 13),
        (date(2004, 2, 29), date(2018, 3, 1), 14),
        (date(2020, 11, 24), date(2020, 11, 24), 0),
    ],
)
def test_ages_are_whole_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
