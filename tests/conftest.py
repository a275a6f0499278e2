"""Fixtures for all: a server, a browser without scripts, chromium, and no network but our own."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browse import Browse
from tests.phones import launch, phone
from tests.postgres import Cluster, cluster
from tests.servers import Server, serving, settings_at

pytest_plugins = ["tests.tallies"]
_OWN = {"127.0.0.1", "127.0.0.2", "::1", "localhost"}


def _only_this_machine(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and address[0] not in _OWN:
        message = f"a test reached for {address[0]}"
        raise RuntimeError(message)


def pytest_configure() -> None:
    sys.addaudithook(_only_this_machine)
    # No test is a timing: on a busy machine an example may take long.
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests before marks choose among them.

    They run by themselves: Playwright's loop, once begun, stays in the thread of the tests.
    """
    for item in items:
        if {"chromium", "mobile", "playwright"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One throwaway PostgreSQL for all tests of this process."""
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as in production, empty at the start of the session."""
    with serving(settings_at(tmp_path_factory.mktemp("served"))) as running:
        yield running


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server in demo mode, with its made-up people."""
    with serving(settings_at(tmp_path_factory.mktemp("demo"), demo=True)) as running:
        yield running


@pytest.fixture(scope="session")
def texting_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server in demo mode that asks for digits by text message."""
    settings = settings_at(tmp_path_factory.mktemp("texting"), demo=True, demo_texts=True)
    with serving(settings) as running:
        yield running


@pytest.fixture
def browse(server: Server) -> Iterator[Browse]:
    """A new person's browser without scripts, in Chinese."""
    browser = Browse(server.address)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One chromium for all browser tests."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def mobile(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    """A new phone in Chinese, at the production server."""
    with phone(chromium, server.address) as context:
        yield context
