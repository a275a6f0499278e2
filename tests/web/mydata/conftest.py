"""A phone that has shown who holds it: what is held is told to nobody else (trust T7)."""

from collections.abc import Iterator

import pytest

from tests.codes import Opened, open_phone
from tests.servers import Server
from tests.web.mydata.press import prove


@pytest.fixture
def opened(server: Server) -> Iterator[Opened]:
    """A new phone of a new person, green, with a fresh proof."""
    phone = open_phone(server)
    prove(phone)
    yield phone
    phone.browser.close()
