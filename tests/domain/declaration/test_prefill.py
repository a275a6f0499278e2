"""What is answered in advance: coming from abroad is not asked twice, nor answered over."""

import pytest

from domain.declaration.prefill import with_entry
from domain.declaration.steps import Step, problems_of
from tests.domain.declaration.forms import RESIDENT, TERMS, TRAVELLER, Typed

ASKED = ("abroad", "abroad_where", "entered_day")
NOTHING = {**TRAVELLER} | dict.fromkeys(ASKED, ())


def known(entries: Typed) -> list[str]:
    found = with_entry(entries)
    return ["".join(found.get(field, ())) for field in ASKED]


def test_who_came_straight_has_all_of_it_answered() -> None:
    straight = {name: value for name, value in NOTHING.items() if not name.startswith("leg")}
    assert known(straight) == ["yes", "VN", "2026-11-25"]
    assert problems_of(Step.HEALTH, with_entry(straight), TERMS) == ()


def test_who_changed_on_the_way_says_when_they_entered() -> None:
    assert known(NOTHING) == ["yes", "VN", ""]


def test_an_answer_given_stays() -> None:
    assert known(NOTHING | {"abroad": ("unknown",)}) == ["unknown", "", ""]


@pytest.mark.parametrize("departure", ["CN", "", "XX"])
def test_nobody_else_is_answered_for(departure: str) -> None:
    assert known(RESIDENT | {"abroad": ()}) == ["", "", ""]
    assert known(NOTHING | {"departure": (departure,)}) == ["", "", ""]


def test_a_last_day_may_lie_ahead_for_whoever_has_not_left_yet() -> None:
    ahead = TRAVELLER | {
        "departure": ("CN",),
        "visit_1_place": ("武汉",),
        "visit_1_day": ("2026-11-25",),
    }
    assert problems_of(Step.JOURNEY, ahead, TERMS) == ()
