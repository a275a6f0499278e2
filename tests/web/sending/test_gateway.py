"""Text messages over HTTP: what a provider is handed, and what its answers lead to."""

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from domain.kernel.ids import random_id
from domain.notices.values import Channel, Message, Outcome, Template
from tests.domain.acts import NOON
from tests.provider import Provider, provider
from tests.servers import free_port, settings_at
from web.sending.http import Failover, HTTPGateway, open_gateway, outcome_of
from web.sending.port import Gateway
from web.sending.texts import text_of

SECRET = "a secret of the tests"  # noqa: S105 - made up
NUMBER = "+8613900000001"


@pytest.fixture
def first() -> Iterator[Provider]:
    with provider() as running:
        yield running


@pytest.fixture
def second() -> Iterator[Provider]:
    with provider() as running:
        yield running


def message(language: str = "zh") -> Message:
    values = {"code": "042917", "minutes": "10"}
    end = NOON + timedelta(minutes=10)
    return Message(random_id(), Channel.SMS, NUMBER, Template.CODE, language, values, end)


def sent(gateway: Gateway, one: Message) -> Outcome:
    return asyncio.run(gateway.send(one, text_of(one, "https://code.example")))


def both(first: Provider, second: Provider) -> Failover:
    return Failover([HTTPGateway(each.address, SECRET) for each in (first, second)])


def test_a_provider_is_handed_id_number_and_text(first: Provider) -> None:
    one = message()
    assert sent(HTTPGateway(f"{first.address}/sms", SECRET), one) is Outcome.TAKEN
    (handed,) = first.handed
    assert handed.path == "/sms"
    assert handed.headers["authorization"] == f"Bearer {SECRET}"
    assert handed.headers["idempotency-key"] == str(one.id)
    assert json.loads(handed.body) == {
        "id": str(one.id),
        "to": NUMBER,
        "text": "云南健康码验证码042917\N{FULLWIDTH COMMA}10分钟内有效。"
        "请不要告诉任何人\N{FULLWIDTH COMMA}我们不会向你要。",
        "template": "code",
        "language": "zh",
        "values": {"code": "042917", "minutes": "10"},
    }


def test_the_second_takes_what_the_first_does_not(first: Provider, second: Provider) -> None:
    gateway = both(first, second)
    first.statuses = [500]
    assert sent(gateway, message()) is Outcome.TAKEN
    assert (len(first.handed), len(second.handed)) == (1, 1)
    # From now on the one that works is asked first.
    assert sent(gateway, message()) is Outcome.TAKEN
    assert (len(first.handed), len(second.handed)) == (1, 2)
    second.statuses = [503]
    assert sent(gateway, message()) is Outcome.TAKEN
    assert (len(first.handed), len(second.handed)) == (2, 3)


def test_a_number_that_both_refuse_is_given_up(first: Provider, second: Provider) -> None:
    first.statuses, second.statuses = [422], [400]
    assert sent(both(first, second), message()) is Outcome.REFUSED


def test_a_number_that_one_may_take_later_waits(first: Provider, second: Provider) -> None:
    first.statuses, second.statuses = [422], [503]
    assert sent(both(first, second), message()) is Outcome.LATER


def test_a_redirect_is_not_followed(first: Provider, second: Provider) -> None:
    first.statuses, first.location = [307], second.address
    assert sent(HTTPGateway(first.address, SECRET), message()) is Outcome.LATER
    assert second.handed == []


def test_where_nobody_listens_it_waits() -> None:
    gateway = HTTPGateway(f"http://localhost:{free_port()}", SECRET)
    assert sent(gateway, message()) is Outcome.LATER


def test_nothing_of_a_failure_is_logged_but_why(
    first: Provider, capfd: pytest.CaptureFixture[str]
) -> None:
    first.statuses = [500, 422]
    gateway = HTTPGateway(first.address, SECRET)
    sent(gateway, message())
    sent(gateway, message())
    written = "".join(capfd.readouterr())
    assert "sms_not_taken" in written
    for secret in (SECRET, NUMBER[1:], "042917", first.address):
        assert secret not in written


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.TAKEN),
        (202, Outcome.TAKEN),
        (302, Outcome.LATER),
        (400, Outcome.REFUSED),
        (401, Outcome.LATER),
        (404, Outcome.LATER),
        (422, Outcome.REFUSED),
        (429, Outcome.LATER),
        (502, Outcome.LATER),
    ],
)
def test_what_an_answer_means(status: int, outcome: Outcome) -> None:
    assert outcome_of(status) is outcome


def test_without_an_address_there_is_no_gateway(tmp_path: Path) -> None:
    assert open_gateway(settings_at(tmp_path)) is None
    named = settings_at(tmp_path, sms_url="https://sms.example", sms_secret=SecretStr(SECRET))
    assert open_gateway(named) is not None


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"sms_url": "http://sms.example", "sms_secret": SECRET}, "SMS_URL must begin"),
        ({"sms_url": "https://sms.example"}, "SMS_SECRET is needed"),
        ({"sms_url": "https://sms.example", "sms_secret": "short"}, "SMS_SECRET is needed"),
        ({"sms_second_url": "https://b.example", "sms_second_secret": SECRET}, "needs SMS_URL"),
    ],
)
def test_weak_settings_are_refused(tmp_path: Path, chosen: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        settings_at(tmp_path, **chosen)
