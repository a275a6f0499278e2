"""Writes the published corpus: the cases worked by hand, then those of the decision table.

python -m tests.cases.decisions.publish
"""

import json
from collections.abc import Iterator

from tests.cases.decisions.crossings import cases
from tests.cases.decisions.notation import worked
from tests.cases.decisions.strands import FOLDER, SETS


def lines(region: str) -> Iterator[str]:
    """Give a region's corpus, one line a case."""
    for case in (*worked(SETS[region]), *cases(region)):
        yield json.dumps(case, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Write one file a rule set."""
    for region, name in SETS.items():
        text = "".join(f"{line}\n" for line in lines(region))
        (FOLDER / f"{name.lower()}.jsonl").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
