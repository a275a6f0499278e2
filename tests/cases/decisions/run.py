"""Runs the corpus against any implementation: cases over standard input, answers compared.

    python -m tests.cases.decisions.run [--set YN-2020-04] -- COMMAND [ARGUMENT…]

COMMAND reads one case a line as JSON, without what is expected, and writes one answer a line; see
README.md. Ends with 0 where every answer is right, 1 where one is wrong, 2 where the command fails.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime

from tests.cases.decisions.strands import FOLDER, SETS, Json

_SHOWN = 20


def cases(rule_set: str) -> list[Json]:
    """Give the published cases of a rule set."""
    with (FOLDER / f"{rule_set.lower()}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def posed(case: Json) -> Json:
    """Give a case as it is asked: without what is expected, or why."""
    return {name: part for name, part in case.items() if name not in _UNASKED}


_UNASKED = {"expect", "source", "says", "because"}


def faults(expected: Json, answer: Json) -> list[str]:
    """Tell where an answer differs from what is expected; what is not expected may be anything."""
    found = [
        f"{name} is {answer.get(name)!r}, not {part!r}"
        for name, part in expected.items()
        if name != "reasons" and not _same(name, part, answer.get(name))
    ]
    reasons: Sequence[Json] = answer.get("reasons", ())
    wanted: Sequence[Json] = expected["reasons"]
    told, should = ([reason["rule"] for reason in each] for each in (reasons, wanted))
    if told != should:
        return [*found, f"rules are {told}, not {should}"]
    for reason, want in zip(reasons, wanted, strict=True):
        found += [
            f"{want['rule']}: {name} is {reason.get(name)!r}, not {part!r}"
            for name, part in want.items()
            if reason.get(name) != part
        ]
    return found


def _same(name: str, expected: str | None, got: str | None) -> bool:
    """Compare; two instants are the same however far from UTC they are written."""
    if name == "registered" and expected and got:
        return datetime.fromisoformat(expected) == datetime.fromisoformat(got)
    return expected == got


def answers(command: Sequence[str], asked: Iterable[Json]) -> list[Json]:
    """Put cases to a command and read its answers; raises ValueError where it does not answer."""
    lines = "".join(json.dumps(posed(case)) + "\n" for case in asked)
    run = subprocess.run(
        command, input=lines, stdout=subprocess.PIPE, text=True, check=False, encoding="utf-8"
    )
    if run.returncode:
        message = f"the command ended with {run.returncode}"
        raise ValueError(message)
    return [json.loads(line) for line in run.stdout.splitlines()]


def main(arguments: Sequence[str]) -> int:
    """Run the sets that are asked for against the command; give the exit code."""
    parser = argparse.ArgumentParser(prog="tests.cases.decisions.run", description=__doc__)
    parser.add_argument("--set", choices=SETS.values(), action="append", dest="sets")
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args(arguments)
    corpus = [case for name in asked.sets or SETS.values() for case in cases(name)]
    try:
        given = {answer["case"]: answer for answer in answers(asked.command, corpus)}
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"no answers: {error}\n")
        return 2
    wrong = 0
    for case in corpus:
        answer = given.get(case["case"])
        told = ["no answer"] if answer is None else faults(case["expect"], answer)
        wrong += bool(told)
        if told and wrong <= _SHOWN:
            sys.stdout.write(f"{case['case']}: {case['says']}\n  " + "\n  ".join(told) + "\n")
    sys.stdout.write(f"{len(corpus) - wrong} of {len(corpus)} cases right\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
