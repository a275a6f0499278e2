"""Mutants of domain/assessment by mutmut, in a copy outside the working tree, bounded in time.

    python -m tests.mutation.assessment

mutmut numbers its mutants anew with every change of a function, so that a survivor is known here
by what was changed: function, old line, new line.
"""

import ast
import difflib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOM = "domain/assessment"
MOST_SECONDS = 25 * 60
_TESTS = (
    "tests/domain/assessment/test_cases.py::test_every_published_case",
    "tests/domain/assessment/test_telling.py",
    "tests/domain/assessment/test_unused_words.py",
)
_COPIED = ("domain", "tests/cases", "tests/domain/assessment")
# What a run of the tests ends with under a mutant: all passed, or no test reached it.
_PASSED, _UNREACHED = {0}, {5, 33}
# Its own settings: no fixtures of servers and browsers, no plugins, the first failure is enough.
_SETTINGS = f"""
[mutmut]
source_paths=domain
only_mutate={ROOM}/*
pytest_add_cli_args_test_selection=
{chr(10).join(f"    {test}" for test in _TESTS)}
[tool:pytest]
addopts = -q -p no:cacheprovider -p no:randomly -p no:xdist -p no:hypothesispytest
    --import-mode=importlib -x --tb=no
pythonpath = .
"""


@dataclass
class Outcome:
    """What became of the mutants: how many there were, and which were not killed."""

    made: int = 0
    killed: int = 0
    alive: list[str] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)
    not_run: int = 0


def outcome(only: Sequence[str] = ()) -> Outcome:
    """Run every mutant, or those whose names fit a pattern, and tell what became of them.

    Raises TimeoutExpired past the time allowed.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for name in _COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / "setup.cfg").write_text(_SETTINGS, "utf-8")
        subprocess.run(
            [sys.executable, "-m", "mutmut", "run", "--max-children", "2", *only],
            cwd=copy,
            check=False,
            timeout=MOST_SECONDS,
            stdout=subprocess.DEVNULL,
        )
        return told(copy / "mutants" / ROOM)


def told(folder: Path) -> Outcome:
    """Read what mutmut left beside the mutated files."""
    found = Outcome()
    for file in sorted(folder.glob("*.meta")):
        codes: Mapping[str, int | None] = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
        functions = _functions((folder / file.stem).read_text("utf-8"))
        for key, code in sorted(codes.items()):
            found.made += 1
            if code is None:
                found.not_run += 1
            elif code in _PASSED:
                found.alive.append(_change(Path(file.stem).stem, key, functions))
            elif code in _UNREACHED:
                found.unreached.append(_change(Path(file.stem).stem, key, functions))
            else:
                found.killed += 1
    return found


def _functions(text: str) -> dict[str, Sequence[str]]:
    lines = text.splitlines()
    return {
        node.name: lines[node.lineno - 1 : node.end_lineno]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }


def _change(module: str, key: str, functions: Mapping[str, Sequence[str]]) -> str:
    """Give a mutant as `module.function: old → new`."""
    name = key.rsplit(".", 1)[1]
    stem = re.sub(r"__mutmut_\d+$", "", name)
    lines = list(_differing(functions.get(f"{stem}__mutmut_orig", ()), functions.get(name, ())))
    old = " ".join(line[1:].strip() for line in lines if line[0] == "-")
    new = " ".join(line[1:].strip() for line in lines if line[0] == "+")
    function = re.sub(r"^xǁ|^x_", "", stem).replace("ǁ", ".")
    return f"{module}.{function}: {old} → {new}"


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for line in difflib.unified_diff(old, new, n=0, lineterm=""):
        if line[0] in "+-" and not line.startswith(("---", "+++")) and "__mutmut_" not in line:
            yield line


def main() -> None:
    """Print the counts and every survivor."""
    found = outcome()
    sys.stdout.write(
        f"{found.made} mutants: {found.killed} killed, {len(found.alive)} alive, "
        f"{len(found.unreached)} unreached, {found.not_run} not run\n"
    )
    for name in (*found.alive, *found.unreached):
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
