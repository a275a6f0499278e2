"""Books for the tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.acts import Books


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    opened = Books(tmp_path)
    yield opened
    opened.close()
