"""The results as a table and as `bench/latest.json`: name → value, unit, baseline, goal."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "latest.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure, what it was measured beside, and the goal it is held to."""

    name: str
    value: float
    unit: str
    baseline: str
    goal: str


def publish(figures: list[Figure]) -> None:
    """Print the table and write the file, other areas' figures kept."""
    kept = json.loads(_FILE.read_text()) if _FILE.exists() else {}
    kept |= {figure.name: asdict(figure) for figure in figures}
    _FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n")
    print(f"{'name':<26}{'value':>12}  {'unit':<12}{'goal':<12}baseline")
    for figure in figures:
        value = f"{figure.value:,.2f}"
        print(f"{figure.name:<26}{value:>12}  {figure.unit:<12}{figure.goal:<12}{figure.baseline}")
