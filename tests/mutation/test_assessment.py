"""Every mutant of domain/assessment is killed by the rules' tests, or explained."""

import tomllib
from pathlib import Path

import pytest

from tests.mutation.assessment import MOST_SECONDS, outcome

EXPLAINED: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "assessment.toml").read_text("utf-8")
)


@pytest.mark.prove
@pytest.mark.timeout(MOST_SECONDS + 60)
def test_every_mutant_is_killed_or_explained() -> None:
    found = outcome()
    assert (found.not_run, found.unreached) == (0, [])
    assert sorted(set(found.alive)) == sorted(EXPLAINED)
    assert found.killed > 1000


@pytest.mark.slow
def test_a_sample_of_the_mutants_is_killed() -> None:
    """The days' arithmetic and the order of reasons: what `make prove` does with all."""
    found = outcome(only=("domain.assessment.runs.*", "domain.assessment.reasons.*"))
    assert found.killed > 50
    assert set(found.alive) <= set(EXPLAINED)
