"""What the phone's tests stand on: a demo of one file's own, and a new phone that opens it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.phones import phone
from tests.servers import Server, serving, settings_at


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo server of a file's own: what one file keeps or changes is no other's."""
    with serving(settings_at(tmp_path_factory.mktemp("served"), demo=True)) as server:
        yield server


@pytest.fixture
def mine(chromium: Browser, served: Server) -> Iterator[BrowserContext]:
    """A new phone in Chinese, at that server."""
    with phone(chromium, served.address) as context:
        yield context
