"""Every rule of YN-2020-04 at its boundaries, by the tables of tests/cases/decisions."""

from collections.abc import Mapping
from datetime import datetime

import pytest

from domain.assessment.assess import assess
from domain.assessment.values import Assessment, Reason
from domain.kernel.colour import Colour
from domain.kernel.days import end_of, last_day_before
from domain.policy.policies import load_policies
from tests.domain.assessment.notation import day_of, instant_of, read_evidence, rows_of

NAME = "YN-2020-04"
ROWS = list(rows_of(NAME))
RULES = load_policies().set_named(NAME)


def test_there_is_a_case_for_every_rule_and_none_stands_twice() -> None:
    names = [row["case"] for row in ROWS]
    told = {rule.partition("=")[0] for row in ROWS for rule in row["rules"].split()}
    greys = {name.upper() for name in RULES.grey.__struct_fields__}
    assert len(set(names)) == len(names) > 150
    assert told == {ground.id for ground in RULES.grounds} | greys | {"G"}


def test_every_case_says_why_it_must_be_so() -> None:
    assert all(row["source"] and row["says"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_case(row: Mapping[str, str]) -> None:
    evidence = read_evidence(row["evidence"])
    found = assess(
        evidence.declarations,
        evidence.signals,
        RULES,
        instant_of(row["at"]),
        document_seen=evidence.document_seen,
    )
    assert (found.colour, _rules(found)) == (row["colour"], row["rules"])
    assert _last_day(found.until) == row["until"]
    if row["review"]:
        assert found.reasons[0].review == day_of(row["review"])
    if row["step"]:
        assert found.reasons[0].next_step == row["step"]
    if found.until is not None:
        assert found.until == end_of(last_day_before(found.until))


def _rules(found: Assessment) -> str:
    return " ".join(_rule(reason) for reason in found.reasons)


def _rule(reason: Reason) -> str:
    ground = RULES.ground(reason.rule)
    if ground is None or ground.colour is reason.colour:
        return reason.rule
    return f"{reason.rule}={Colour(reason.colour)}"


def _last_day(until: datetime | None) -> str:
    if until is None:
        return "-"
    day = last_day_before(until).isoformat()
    return day.removeprefix("2020-")
