"""The rule sets as data: which binds where and when, and what the language refuses."""

import shutil
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from domain.policy.policies import HOME, PolicyError, load_policies
from domain.policy.sheet import rule_sheet

ROOT = Path(__file__).resolve().parents[3]
POLICY = ROOT / "domain" / "policy"
POLICIES = load_policies()
SECOND = timedelta(seconds=1)
FROM = {
    "YN": datetime(2020, 4, 1, 12, tzinfo=UTC),
    "HB": datetime(2020, 3, 9, 16, tzinfo=UTC),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rule files, to be spoilt."""
    shutil.copytree(POLICY, tmp_path / "policy", ignore=shutil.ignore_patterns("*.py", "__*"))
    return tmp_path / "policy"


def spoil(folder: Path, old: str, new: str, name: str = "yn-2020-04") -> None:
    file = folder / "sets" / f"{name}.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(("region", "name"), [("YN", "YN-2020-04"), ("HB", "HB-2020-03")])
def test_each_region_s_set_binds_from_its_first_second(region: str, name: str) -> None:
    assert POLICIES.set_at(FROM[region], region).id == name
    assert POLICIES.set_at(FROM[region] + timedelta(days=3650), region).id == name
    with pytest.raises(PolicyError, match=f"no rule set of {region}"):
        POLICIES.set_at(FROM[region] - SECOND, region)


def test_nobody_at_home_is_ever_coloured_by_another_region_s_set() -> None:
    """Hubei's set is in force three weeks before ours, and does not stand in for it."""
    assert HOME == "YN"
    with pytest.raises(PolicyError):
        POLICIES.set_at(FROM["HB"] + timedelta(days=7))
    assert POLICIES.set_at(FROM["YN"]).region == HOME


def test_a_set_that_has_ended_binds_no_more_and_a_later_one_takes_over(folder: Path) -> None:
    shutil.copy(folder / "sets/yn-2020-04.toml", folder / "sets/yn-2020-06.toml")
    spoil(folder, 'id = "YN-2020-04"', 'id = "YN-2020-06"', "yn-2020-06")
    spoil(folder, "2020-04-01T20:00:00", "2020-06-01T00:00:00", "yn-2020-06")
    later = datetime(2020, 5, 31, 16, tzinfo=UTC)
    policies = load_policies(folder)
    assert [policies.set_at(at).id for at in (later - SECOND, later)] == [
        "YN-2020-04",
        "YN-2020-06",
    ]
    ended = '+08:00\nin_force_until = 2020-07-01T00:00:00+08:00\nsource = "N6'
    spoil(folder, '+08:00\nsource = "N6', ended, "yn-2020-06")
    end = datetime(2020, 6, 30, 16, tzinfo=UTC)
    policies = load_policies(folder)
    assert policies.set_at(end - SECOND).id == "YN-2020-06"
    with pytest.raises(PolicyError):
        policies.set_at(end)


def test_the_numbers_that_are_no_colours() -> None:
    for rules in POLICIES.colours:
        assert (rules.corrections.free_minutes, rules.corrections.answer_hours) == (30, 2)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('word = ["official", "declared"]', 'word = ["official"]', "sentences missing or unknown"),
        ('exposures = ["R2", "R3"]', 'exposures = ["R2", "Y2"]', "is no exposure"),
        ('exposures = ["R2", "R3"]', 'exposures = ["R2", "R9"]', "no such ground"),
        ("within_days = 14", "within_days = 15", "within_days"),
        ("isolation_ended = [", "excluded = [", "excluded"),
        ('step = "hospital"', 'step = "clinic"', "steps missing or never used"),
        ('colour = "red", days = 14 }]', 'colour = "red", days = 14, step = "x" }]', "steps"),
        ('colour = "yellow"', 'colour = "grey"', "a ground is red or yellow"),
        ("20:00:00+08:00", "20:00:00", "offset"),
        ('id = "R4"', 'id = "R1"', "stands twice"),
        ("days = 14", "day = 14", "day"),
    ],
)
def test_a_set_whose_parts_do_not_fit_is_refused_by_name(
    folder: Path, old: str, new: str, told: str
) -> None:
    spoil(folder, old, new)
    with pytest.raises(PolicyError, match=r"yn-2020-04\.toml") as refused:
        load_policies(folder)
    assert told in str(refused.value)


def test_two_sets_may_not_begin_at_once_in_one_region(folder: Path) -> None:
    shutil.copy(folder / "sets/yn-2020-04.toml", folder / "sets/yn-2020-04b.toml")
    spoil(folder, 'id = "YN-2020-04"', 'id = "YN-2020-04b"', "yn-2020-04b")
    with pytest.raises(PolicyError, match="begin at once"):
        load_policies(folder)


def test_every_rule_names_its_source_and_speaks_both_languages() -> None:
    for file in sorted((POLICY / "sets").glob("*.toml")):
        told = tomllib.loads(file.read_text("utf-8"))
        for part in (*told["grounds"], *told["grey"].values(), told["green"], told["symptoms"]):
            assert part["source"]
    for rules in POLICIES.colours:
        for ground in rules.grounds:
            assert ground.title.zh != ground.title.en


def test_the_rule_sheet_is_fresh() -> None:
    """`python -m domain.policy.sheet` writes it anew."""
    assert (ROOT / "docs/rules.md").read_text("utf-8") == rule_sheet(POLICIES)


def test_a_file_of_other_limits_replaces_what_it_names(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text('[device_keys]\nmost = 7\nseconds = 60\nsource = "a test"\n', "utf-8")
    limits = load_policies(folder, other).limits
    assert (limits.device_keys.most, limits.device_keys.seconds) == (7, 60)
    assert replace(limits, device_keys=POLICIES.limits.device_keys) == POLICIES.limits
    for wrong in ("[device_keys]\nmost = 7\n", "[no_such_limit]\nmost = 7\n", "most ="):
        other.write_text(wrong, "utf-8")
        with pytest.raises(PolicyError):
            load_policies(folder, other)
