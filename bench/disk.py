"""What the disk under a measurement takes for one durable write, now: everything rests on it."""

import os
import time
from pathlib import Path
from statistics import median

_APPENDS = 25
_PAGE = bytes(4096)


def fsync_ms(folder: Path) -> float:
    """Give the milliseconds of appending 4 KiB and fdatasync, the median of some."""
    path = folder / "probe"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    spent = []
    try:
        for _ in range(_APPENDS):
            began = time.perf_counter()
            os.write(descriptor, _PAGE)
            os.fdatasync(descriptor)
            spent.append(time.perf_counter() - began)
    finally:
        os.close(descriptor)
        path.unlink()
    return median(spent) * 1000
