"""The outbox is emptied by its job: once each, again after a failure, never when too late."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.browse import Browse
from tests.page_checks import text_of
from tests.provider import Provider, provider
from tests.servers import serving, settings_at
from tests.web.sending.process import Process, process_at

SECRET = "a secret of the tests"  # noqa: S105 - made up


@pytest.fixture
def gateway() -> Iterator[Provider]:
    with provider() as running:
        yield running


@pytest.fixture
def process(tmp_path: Path, gateway: Provider) -> Iterator[Process]:
    settings = settings_at(tmp_path, sms_url=gateway.address, sms_secret=SECRET)
    with process_at(settings) as running:
        yield running


def test_a_message_is_sent_once_and_emptied(process: Process, gateway: Provider) -> None:
    process.write()
    process.send()
    process.send()
    assert len(gateway.handed) == 1
    assert process.states() == [("sent", False)]


def test_after_a_failure_it_is_sent_again_under_the_same_id(
    process: Process, gateway: Provider
) -> None:
    gateway.statuses = [503, 503]
    process.write()
    for wait in (0, 14, 2, 29, 2):
        process.clock.offset += timedelta(seconds=wait)
        process.send()
    assert len(gateway.handed) == 3
    assert len({handed.headers["idempotency-key"] for handed in gateway.handed}) == 1
    assert process.states() == [("sent", False)]


def test_what_is_too_late_is_dropped_unsent(process: Process, gateway: Provider) -> None:
    gateway.statuses = [503]
    process.write()
    process.send()
    process.clock.offset += timedelta(minutes=10)
    process.send()
    assert len(gateway.handed) == 1
    assert process.states() == [("dropped", False)]


def test_several_leave_at_once_and_one_that_fails_holds_up_none(
    process: Process, gateway: Provider
) -> None:
    gateway.statuses = [503]
    for number in range(5):
        process.write(f"{number:06d}")
    process.send()
    assert sorted(process.states()) == [("sent", False)] * 4 + [("waiting", True)]


def test_without_a_gateway_a_message_waits_and_is_dropped(tmp_path: Path) -> None:
    with process_at(settings_at(tmp_path)) as plain:
        assert plain.services.sms is None
        plain.write()
        plain.send()
        assert plain.states() == [("waiting", True)]
        plain.clock.offset += timedelta(minutes=10)
        plain.send()
        assert plain.states() == [("dropped", False)]


def test_the_demo_shows_what_would_have_been_sent_once(tmp_path: Path) -> None:
    """Written by a process that ends before it sends; the next one does, and once."""
    settings = settings_at(tmp_path, demo=True, sms_url="https://sms.example", sms_secret=SECRET)
    with process_at(settings) as dying:
        dying.write()
    with process_at(settings) as following:
        following.send()
        following.send()
    with serving(settings) as server:
        browser = Browse(server.address)
        page = browser.get("/demo/outbox")
        shown = [text_of(each) for each in page.tree.iter("li") if "042917" in text_of(each)]
        browser.close()
    assert len(shown) == 1
    assert "…0001" in shown[0]
    assert "13900000001" not in page.answer.text
    for file in (settings.data / "outbox").iterdir():
        assert b"042917" not in file.read_bytes()
