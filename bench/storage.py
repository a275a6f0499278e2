"""The storage area: group commit beside one commit a verb, verbs beside bare inserts.

Rounds are interleaved and a probe of the disk stands before and after each: a figure that rests on
fsync means nothing without it. Every figure is a median with its range.
"""

import tempfile
from pathlib import Path

from bench.declares import declare_figures
from bench.grouping import postgres_figures, sqlite_figures
from bench.table import publish
from bench.verbs import verb_figures
from tests.postgres import cluster

_DURABLE = ("shared_buffers=64MB", "synchronous_commit=on", "fsync=on")


def main() -> None:
    """Measure the area and publish its figures."""
    with tempfile.TemporaryDirectory() as name, cluster(_DURABLE) as running:
        folder = Path(name)
        figures = sqlite_figures(folder)
        figures += postgres_figures(running)
        figures += verb_figures(folder, running)
        figures += declare_figures(folder, running)
    publish(figures)


if __name__ == "__main__":
    main()
