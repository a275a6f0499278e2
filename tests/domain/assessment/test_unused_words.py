"""What the language of rule sets can say and neither set does yet: it must hold all the same."""

from typing import Any

import msgspec
import pytest

from domain.assessment.assess import assess, rests_on
from domain.assessment.values import Signals
from domain.kernel.colour import Colour
from domain.policy.policies import load_policies
from domain.policy.rulesets import RuleSet
from tests.cases.decisions.form import Posed, named
from tests.cases.decisions.notation import evidence, instant

RULES = load_policies().set_named("YN-2020-04")
SEVEN = "; ".join(f"R 04-0{day} 08:00" for day in range(2, 9))
"""Clean reports of 2 to 8 April: a symptom of the 1st is closed on the 8th at 08:00."""

RELEASED = "F 04-11 08:00 discharged on 04-11 of a"


def changed(ground: str, **parts: Any) -> RuleSet:
    grounds = tuple(
        msgspec.structs.replace(each, **parts) if each.id == ground else each
        for each in RULES.grounds
    )
    return msgspec.structs.replace(RULES, grounds=grounds)


def posed(text: str, at: str) -> Posed:
    return Posed({"case": "", "at": instant(at).isoformat(), **evidence(text)})


def rules_told(text: str, at: str, rules: RuleSet) -> str:
    return " ".join(reason.rule for reason in posed(text, at).decide(rules).reasons)


@pytest.mark.parametrize(
    ("categories", "colour"),
    [
        (frozenset({"driver"}), Colour.GREEN),
        (frozenset({"driver", "nurse"}), Colour.GREEN),
        (frozenset({"nurse"}), Colour.RED),
        (frozenset[str](), Colour.RED),
    ],
)
def test_a_ground_touches_nobody_of_the_categories_it_is_not_for(
    categories: frozenset[str], colour: Colour
) -> None:
    rules = changed("R3", not_for=frozenset({"driver"}))
    asked = posed("D 04-03 09:00 abroad=04-01", "04-03 10:00")
    signals = Signals(asked.signals.facts, asked.signals.areas, categories)
    assert assess(asked.declarations, signals, rules, asked.at).colour is colour


def test_a_ground_that_does_not_touch_somebody_is_no_exposure_either() -> None:
    rules = changed("R3", not_for=frozenset({"driver"}))
    asked = posed("D 04-03 09:00 abroad=04-01 sick=cough", "04-03 10:00")
    signals = Signals(asked.signals.facts, asked.signals.areas, frozenset({"driver"}))
    found = assess(asked.declarations, signals, rules, asked.at)
    assert [reason.rule for reason in found.reasons] == ["Y2"]


def test_a_home_counts_only_where_the_ground_says_so() -> None:
    text = "D 04-03 09:00 home=532528100; A 04-01 10:00 532528100 high 04-01.."
    assert rules_told(text, "04-03 10:00", RULES) == "Y1"
    assert rules_told(text, "04-03 10:00", changed("Y1", residence=False)) == "G"


@pytest.mark.parametrize(("left", "told"), [("03-25", "Y1"), ("03-24", "G")])
def test_a_listing_reaches_back_as_far_as_the_ground_says(left: str, told: str) -> None:
    text = f"D 04-03 09:00 visit=4201:03-20..{left}; A 03-28 10:00 4201 high 03-28.."
    assert rules_told(text, "04-03 10:00", changed("Y1", reach_back_days=3)) == told
    assert rules_told(text, "04-03 10:00", RULES) == "G"


@pytest.mark.parametrize(
    ("exposure", "before", "after"),
    [
        (
            "Y1",
            f"D 04-01 07:00 sick=cough; {SEVEN}; D 04-11 08:00 visit=4201:04-08..04-10",
            f"D 04-01 07:00 sick=cough; {SEVEN}; D 04-11 08:00 visit=4201:04-09..04-10",
        ),
        (
            "Y1",
            f"D 04-01 07:00 sick=cough; {SEVEN}; D 04-08 07:00 home=532528105",
            f"D 04-01 07:00 sick=cough; {SEVEN}; D 04-11 08:00 home=532528105",
        ),
        (
            "R1",
            f"D 04-01 07:00 sick=cough; {SEVEN}; F 04-11 08:00 confirmed on 04-08",
            f"D 04-01 07:00 sick=cough; {SEVEN}; F 04-11 08:00 confirmed on 04-09",
        ),
        (
            "R1",
            f"D 04-01 07:00 sick=cough; {SEVEN}; F#a 04-10 08:00 confirmed on 04-08; {RELEASED}",
            f"D 04-01 07:00 sick=cough; {SEVEN}; F#a 04-10 08:00 confirmed on 04-09; {RELEASED}",
        ),
    ],
)
def test_an_exposure_of_any_kind_meets_a_symptom_by_its_days(
    exposure: str, before: str, after: str
) -> None:
    """Closed at 08:00 on the 8th: an exposure that began that day met it, a later one did not."""
    rules = changed("R4", exposures=frozenset({exposure}))
    listed = "; A 04-01 10:00 4201 high 04-01..; A 04-01 10:00 532528105 high 04-01.."
    assert "R4" in rules_told(before + listed, "04-11 09:00", rules)
    assert "R4" not in rules_told(after + listed, "04-11 09:00", rules)


def test_a_home_listed_at_every_level_is_found() -> None:
    codes = ("53", "5325", "532528", "532528100")
    listings = "; ".join(f"A#{code} 04-01 10:00 {code} high 04-01.." for code in codes)
    asked = posed(f"D#d 04-03 09:00 home=532528100; {listings}", "04-03 10:00")
    ids = rests_on(asked.declarations, asked.signals, RULES, asked.at)
    assert list(ids) == [named(label) for label in ("d", *codes)]


def test_a_listing_keeps_its_name_before_its_delisting_is_known() -> None:
    text = "D#d 04-03 09:00 visit=4201:04-01..04-02; A#a 03-20 10:00 4201 high 03-20..04-05 "
    asked = posed(f"{text}04-06 08:00", "04-03 10:00")
    ids = rests_on(asked.declarations, asked.signals, RULES, asked.at)
    assert list(ids) == [named("d"), named("a")]


@pytest.mark.parametrize(
    ("listed", "asked", "told"),
    [
        ("04-17", "04-17 09:59", "G"),
        ("04-17", "04-17 10:00", "FRESH"),
        ("04-17", "04-18 08:59", "FRESH"),
        ("04-17", "04-18 09:00", "G"),
        ("04-14", "04-14 10:00", "Y1"),
        ("04-14", "04-16 00:00", "FRESH"),
    ],
)
def test_a_stay_listed_only_after_its_days_asks_how_they_were(
    listed: str, asked: str, told: str
) -> None:
    """No answer was given since the 14 days ended: whether anybody knew of them is no matter."""
    text = f"D 04-05 09:00 visit=4201:04-01..04-01; A {listed} 10:00 4201 high 04-01.."
    if asked >= "04-18 09:00":
        text += "; D 04-18 09:00"
    assert rules_told(text, asked, RULES) == told
