"""Every rule of every set at its boundaries, by the published corpus of tests/cases/decisions."""

import ast
import json
from collections import Counter
from itertools import islice

import pytest

from domain.policy.policies import load_policies
from tests.cases.decisions.form import Posed, posed_cases
from tests.cases.decisions.publish import lines
from tests.cases.decisions.run import cases, faults
from tests.cases.decisions.strands import FOLDER, SETS, Json

POLICIES = load_policies()
EACH_SET = pytest.mark.parametrize("rule_set", SETS.values())
BY_HAND = [case for name in SETS.values() for case in cases(name) if case["case"].count("/") == 1]
_INDEPENDENT = ("clearings", "crossings", "notation", "publish", "run", "strands", "timeline")


def faults_of(posed: Posed) -> list[str]:
    rules = POLICIES.set_named(posed.case["set"])
    return faults(posed.case["expect"], posed.answer(rules))


@EACH_SET
def test_every_published_case(rule_set: str) -> None:
    told = ((each.case["case"], faults_of(each)) for each in posed_cases(rule_set))
    assert dict(islice((one for one in told if one[1]), 20)) == {}


@pytest.mark.parametrize("case", BY_HAND, ids=[case["case"] for case in BY_HAND])
def test_case_worked_by_hand(case: Json) -> None:
    assert faults_of(Posed(case)) == []


@EACH_SET
def test_what_is_published_is_what_the_tables_make(rule_set: str) -> None:
    """`python -m tests.cases.decisions.publish` writes it anew."""
    made = list(lines(rule_set[:2]))
    assert (FOLDER / f"{rule_set.lower()}.jsonl").read_text("utf-8").splitlines() == made


def test_there_are_cases_enough_and_none_stands_twice() -> None:
    everything = [case for name in SETS.values() for case in cases(name)]
    assert len({case["case"] for case in everything}) == len(everything)
    assert len({json.dumps(_asked(case)) for case in everything}) == len(everything)
    made = Counter(case["set"] for case in everything if case["case"].count("/") > 1)
    assert min(made.values()) >= 1500
    assert sum("because" in case for case in everything) >= 60


@EACH_SET
def test_every_rule_is_told_and_ends_at_an_edge(rule_set: str) -> None:
    told: Counter[str] = Counter()
    for case in cases(rule_set):
        told.update(reason["rule"] for reason in case["expect"]["reasons"])
    rules = POLICIES.set_named(rule_set)
    greys = {name.upper() for name in rules.grey.__struct_fields__}
    grounds = {ground.id for ground in rules.grounds}
    assert set(told) == grounds | greys | {"G"}
    assert min(told[rule] for rule in grounds) >= 80


def test_every_case_says_what_it_is_and_why_it_must_be_so() -> None:
    for name in SETS.values():
        assert all(case["source"] and case["says"] for case in cases(name))


def test_the_tables_know_nothing_of_what_decides() -> None:
    """What makes and compares the cases stands apart from the code that they hold."""
    for name in _INDEPENDENT:
        tree = ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        modules += [
            each.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for each in node.names
        ]
        assert [each for each in modules if each.split(".")[0] in {"domain", "web"}] == []
        assert not {"tests.cases.decisions.form", "tests.cases.decisions.answer"} & set(modules)


def _asked(case: Json) -> Json:
    return {name: part for name, part in case.items() if name not in {"case", "says", "source"}}
