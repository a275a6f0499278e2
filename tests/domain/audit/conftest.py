"""A book of acts to seal, to damage and to inspect."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.audit.log import Log


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = Log(tmp_path)
    yield opened
    opened.close()
