"""What the tests of threats counted, printed at the end of a run: one line a threat."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest

Tally = Callable[..., None]
_MARK = "tally"


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """Count for a threat: `tally("T9", requests=312)`; a test that fails counts as well."""

    def add(threat: str, **counts: int) -> None:
        request.node.user_properties.append((_MARK, (threat, counts)))

    return add


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the sums, those of xdist's workers among them: they come with the tests' reports."""
    found = [report for reports in terminalreporter.stats.values() for report in reports]
    for line in lines(each for report in found for each in _counted(report)):
        terminalreporter.write_line(line)


def _counted(report: Any) -> list[Any]:
    if getattr(report, "when", "") != "call":
        return []
    return [value for name, value in report.user_properties if name == _MARK]


def lines(counted: Iterable[tuple[str, dict[str, int]]]) -> list[str]:
    """Give a line a threat, T2 before T10, each noun in the order in which it came."""
    sums: dict[str, Counter[str]] = {}
    for threat, counts in counted:
        sums.setdefault(threat, Counter()).update(counts)
    ordered = sorted(sums, key=lambda threat: (len(threat.split()[0]), threat))
    return [f"{threat}: {_said(sums[threat])}" for threat in ordered]


def _said(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {noun.replace('_', ' ')}" for noun, count in counts.items())
