"""Inspection takes no more memory for a long log than for a short one."""

import gc
import tracemalloc
from pathlib import Path

import pytest

from tests.domain.audit.log import Log

PAGE = 20


def peak_of(log: Log) -> int:
    """Give the most bytes that an inspection holds at once."""
    log.inspect(page=PAGE)
    gc.collect()
    gc.freeze()
    tracemalloc.start()
    # Circles that wait to be collected are no memory that grows with the log.
    assert log.inspect(page=PAGE, between=gc.collect) == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    gc.unfreeze()
    return peak


def compare(folder: Path, short: int, long: int) -> None:
    peaks = []
    for size in (short, long):
        (folder / str(size)).mkdir()
        log = Log(folder / str(size))
        log.sealed(size, batch=short // (PAGE + 5))
        peaks.append(peak_of(log))
        log.close()
    assert peaks[1] < 1.5 * peaks[0], peaks


def test_ten_times_the_log_takes_the_same_memory(tmp_path: Path) -> None:
    compare(tmp_path, 300, 3000)


@pytest.mark.prove
def test_thirty_times_the_log_takes_the_same_memory(tmp_path: Path) -> None:
    compare(tmp_path, 600, 18_000)
