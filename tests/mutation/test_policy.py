"""Every mutant of the rule sets is killed by the corpus, or explained in policy.toml."""

import tomllib
from pathlib import Path

import pytest

from tests.cases.decisions.strands import SETS
from tests.mutation.policy import source, survivors

EXPLAINED = tomllib.loads((Path(__file__).parent / "policy.toml").read_text("utf-8"))


@pytest.mark.parametrize("rule_set", SETS.values())
def test_every_mutant_is_killed_or_explained(rule_set: str) -> None:
    killed, alive = survivors(rule_set)
    assert sorted(alive) == sorted(EXPLAINED[rule_set])
    refused = [name for name, by in killed.items() if by == "refused"]
    # What the language itself forbids: a review past 14 days, days below 0, a symptom's exposure.
    assert len(refused) <= 5, refused
    assert len(killed) > 80


@pytest.mark.parametrize("rule_set", SETS.values())
def test_every_number_and_colour_of_a_set_has_mutants(rule_set: str) -> None:
    killed, alive = survivors(rule_set)
    names = " ".join([*killed, *alive])
    for ground in source(rule_set)["grounds"]:
        assert f"grounds.{ground['id']} dropped" in names
        assert f"grounds.{ground['id']}.colour =" in names
        for number in ("days", "clean_reports", "window_days", "reach_back_days"):
            assert number not in ground or f"grounds.{ground['id']}.{number} + 1" in names
    for number in ("green.days", "symptoms.fever_celsius", "review.within_days"):
        assert f"{number} + " in names
