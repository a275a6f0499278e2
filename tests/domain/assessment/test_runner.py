"""The corpus as others run it: over standard input, whatever the process's time zone."""

import json
import os
import subprocess
import sys

import pytest

from tests.cases.decisions.run import cases, posed
from tests.cases.decisions.strands import FOLDER

ROOT = FOLDER.parents[2]
RUN = [sys.executable, "-m", "tests.cases.decisions.run"]
OURS = [sys.executable, "-m", "tests.cases.decisions.answer"]
ALWAYS_GREEN = """
import json, sys
for line in sys.stdin:
    case = json.loads(line)["case"]
    print(json.dumps({"case": case, "colour": "green", "reasons": [{"rule": "G"}]}))
"""


def ran(*command: str, zone: str = "UTC", only: str | None = None) -> tuple[int, str]:
    chosen = ["--set", only] if only else []
    run = subprocess.run(
        [*RUN, *chosen, "--", *command],
        cwd=ROOT,
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


@pytest.mark.parametrize(
    "zone", ["UTC", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati", "Asia/Kathmandu"]
)
def test_every_case_is_right_in_whatever_time_zone_the_process_runs(zone: str) -> None:
    code, told = ran(*OURS, zone=zone)
    assert code == 0, told
    count = len(cases("YN-2020-04")) + len(cases("HB-2020-03"))
    assert told == f"{count} of {count} cases right\n"


def test_a_wrong_answer_is_found_out_and_named() -> None:
    code, told = ran(sys.executable, "-c", ALWAYS_GREEN, only="HB-2020-03")
    assert code == 1
    assert "hb/h-01: declared contact: yellow for 14 days\n  colour is 'green'" in told


def test_an_answer_that_is_missing_is_wrong() -> None:
    code, told = ran(sys.executable, "-c", "", only="HB-2020-03")
    assert code == 1
    assert "no answer" in told


def test_a_command_that_fails_is_no_answer() -> None:
    code, told = ran(sys.executable, "-c", "raise SystemExit(3)")
    assert (code, told) == (2, "no answers: the command ended with 3\n")


def test_what_is_asked_does_not_hold_the_answer() -> None:
    for case in cases("YN-2020-04"):
        assert not {"expect", "because", "source", "says"} & posed(case).keys()
        assert json.loads(json.dumps(posed(case))) == posed(case)
