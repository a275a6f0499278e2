"""A door's phone that is signed in, and somebody who has a code."""

from collections.abc import Iterator

import pytest

from tests.codes import Opened, open_phone
from tests.doors import DoorPhone, door_phone
from tests.servers import Server


@pytest.fixture
def door(server: Server) -> Iterator[DoorPhone]:
    phone = door_phone(server)
    yield phone
    phone.browser.close()


@pytest.fixture
def person(server: Server) -> Iterator[Opened]:
    phone = open_phone(server)
    yield phone
    phone.browser.close()
