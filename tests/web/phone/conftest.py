"""A phone that has a green code."""

from collections.abc import Iterator

import pytest

from tests.codes import Opened, open_phone
from tests.servers import Server


@pytest.fixture
def opened(server: Server) -> Iterator[Opened]:
    """A new phone of a new person, green."""
    phone = open_phone(server)
    yield phone
    phone.browser.close()
