"""Doors as policy data: the sheet is fresh, and what the files may not say is refused."""

import shutil
from pathlib import Path

import pytest

from domain.policy.door_sheet import door_sheet
from domain.policy.policies import PolicyError, load_policies

ROOT = Path(__file__).resolve().parents[3]
POLICY = ROOT / "domain" / "policy"


def test_the_sheet_of_doors_is_fresh() -> None:
    assert (ROOT / "docs/doors.md").read_text("utf-8") == door_sheet(load_policies().doors)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('other = { door = "public", sector = "commerce" }', "", "kinds without a door class"),
        ('key = "leave", when', 'key = "go", when', "rows and verdicts do not agree"),
        ('{ key = "look_up", when = {} }', '{ key = "look_up", when = { way = ["in"] } }', "last"),
        ('way = ["out"]', 'weather = ["out"]', "weather"),
        ("Call {hotline}.", "Call {number}.", "places"),
        ('act = "stop"', 'act = "shout"', "shout"),
    ],
)
def test_what_the_files_may_not_say(old: str, new: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(POLICY, folder, ignore=shutil.ignore_patterns("*.py", "__*"))
    file = folder / "doors.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PolicyError, match=said):
        load_policies(folder)
