"""Web push: encrypted for one browser, signed for one service, never sent into our own house."""

import asyncio
import base64
import json
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from domain.credential.curve import PublicKey
from domain.kernel.ids import random_id
from domain.notices.subscription import Subscription
from domain.notices.values import Channel, Message, Outcome, Template
from domain.storage.keys import Kind, MemoryKeyRing
from tests.domain.acts import RING
from tests.provider import Provider, provider
from tests.servers import MovableClock, settings_at
from web.sending.push import PushGateway, encrypted
from web.sending.texts import text_of
from web.sending.vapid import authorization, public_key
from web.tls import made_certificate

ORIGIN = "https://code.example"


class MadeUpBrowser:
    """A browser's half of a subscription, which can read what is sent to it."""

    def __init__(self, address: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.subscription = Subscription(f"{address}/to/one?x=1", point, b"a" * 16)

    def read(self, body: bytes) -> bytes:
        found: bytes = http_ece.decrypt(
            body, private_key=self._key, auth_secret=self.subscription.auth, version="aes128gcm"
        )
        return found


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    (tmp_path / "keys").mkdir()
    return made_certificate(settings_at(tmp_path))


@pytest.fixture
def service(certificate: Path) -> Iterator[Provider]:
    """A push service on this machine, over TLS as all are."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with provider(tls) as running:
        yield running


@pytest.fixture
def browser(service: Provider) -> MadeUpBrowser:
    return MadeUpBrowser(service.address)


@pytest.fixture
def gateway(certificate: Path) -> PushGateway:
    """Our gateway, which knows the service's certificate and may reach this machine."""
    tls = ssl.create_default_context(cafile=str(certificate))
    return PushGateway(
        RING, ORIGIN, MovableClock(), allowed=lambda address: address.is_loopback, tls=tls
    )


def message(browser: MadeUpBrowser, language: str = "zh") -> Message:
    until = MovableClock().now() + timedelta(hours=3)
    to = browser.subscription.written
    return Message(random_id(), Channel.PUSH, to, Template.RUNS_OUT, language, {"days": "2"}, until)


def sent(gateway: PushGateway, one: Message) -> Outcome:
    return asyncio.run(gateway.send(one, text_of(one, ORIGIN)))


def test_a_browser_reads_what_was_sent(
    gateway: PushGateway, service: Provider, browser: MadeUpBrowser
) -> None:
    assert sent(gateway, message(browser)) is Outcome.TAKEN
    assert sent(gateway, message(browser, "en")) is Outcome.TAKEN
    told = [json.loads(browser.read(handed.body)) for handed in service.handed]
    assert told == [
        {"text": "这部手机上有健康码还有2天到期。点这里重新申请。", "lang": "zh"},
        {"text": "A health code on this phone runs out in 2 days. Tap to renew it.", "lang": "en"},
    ]


def test_the_service_is_told_who_we_are_and_how_long(
    gateway: PushGateway, service: Provider, browser: MadeUpBrowser
) -> None:
    sent(gateway, message(browser))
    (handed,) = service.handed
    assert handed.path == "/to/one?x=1"
    assert handed.headers["host"] == service.address.removeprefix("https://")
    assert handed.headers["content-encoding"] == "aes128gcm"
    assert handed.headers["topic"] == "reminder"
    assert 10_790 <= int(handed.headers["ttl"]) <= 10_800
    assert handed.headers["authorization"].startswith("vapid t=")


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_the_token_is_signed_for_one_service_and_half_a_day() -> None:
    """RFC 8292, 2: ES256 over the two parts, r || s."""
    now = MovableClock().now()
    header = authorization(RING, "https://push.example/v1/secret", ORIGIN, now)
    token, key = header.removeprefix("vapid t=").split(", k=")
    assert key == public_key(RING)
    signed, _, signature = token.rpartition(".")
    point = _raw(key)
    assert (len(point), point[0]) == (65, 4)
    assert PublicKey(point[1:33], point[33:]).checks(_raw(signature), signed.encode())
    head, claims = (json.loads(_raw(part)) for part in signed.split("."))
    assert head == {"typ": "JWT", "alg": "ES256"}
    assert claims["aud"] == "https://push.example"
    assert claims["sub"] == ORIGIN
    assert claims["exp"] - now.timestamp() == pytest.approx(12 * 3600, abs=1)


def test_the_key_is_the_rings_own_of_this_kind() -> None:
    other = MemoryKeyRing({(Kind.PUSH, 1): b"other".ljust(32, b"!")})
    assert public_key(other) != public_key(RING)


def test_the_library_reads_the_standards_own_example() -> None:
    """RFC 8291, 5: so that what we encrypt with it is not merely read by itself."""
    private = int.from_bytes(_raw("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"))
    body = _raw(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocIn"
        "mYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNW"
        "QexSgSxsj_Qulcy4a-fN"
    )
    read = http_ece.decrypt(
        body,
        private_key=ec.derive_private_key(private, ec.SECP256R1()),
        auth_secret=_raw("BTBZMqHH6r4Tts7J_aSIgg"),
        version="aes128gcm",
    )
    assert read == b"When I grow up, I want to be a watermelon"


def test_each_message_is_encrypted_anew() -> None:
    browser = MadeUpBrowser("https://push.example")
    one, two = (encrypted(browser.subscription, b"same") for _ in range(2))
    assert one != two
    assert browser.read(one) == browser.read(two) == b"same"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.TAKEN),
        (201, Outcome.TAKEN),
        (307, Outcome.LATER),
        (400, Outcome.REFUSED),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (413, Outcome.REFUSED),
        (429, Outcome.LATER),
        (500, Outcome.LATER),
    ],
)
def test_what_an_answer_means(
    gateway: PushGateway, service: Provider, browser: MadeUpBrowser, status: int, outcome: Outcome
) -> None:
    service.statuses = [status]
    service.location = f"{service.address}/elsewhere"
    assert sent(gateway, message(browser)) is outcome
    assert len(service.handed) == 1


def test_a_certificate_of_another_host_is_not_taken(
    gateway: PushGateway, service: Provider, browser: MadeUpBrowser
) -> None:
    """The connection goes to an address, so this shows that the name is checked all the same."""
    elsewhere = browser.subscription.endpoint.replace("localhost", "127.0.0.2")
    other = replace(message(browser), to=_with(browser.subscription, elsewhere).written)
    strict = PushGateway(RING, ORIGIN, MovableClock(), allowed=lambda address: address.is_loopback)
    assert sent(strict, message(browser)) is Outcome.LATER
    assert sent(gateway, other) is Outcome.LATER
    assert service.handed == []


def _with(subscription: Subscription, endpoint: str) -> Subscription:
    return Subscription(endpoint, subscription.p256dh, subscription.auth)


def test_nothing_is_sent_into_our_own_house(service: Provider, browser: MadeUpBrowser) -> None:
    assert sent(PushGateway(RING, ORIGIN, MovableClock()), message(browser)) is Outcome.GONE
    assert service.handed == []


def test_nothing_of_a_failure_is_logged_but_why(
    gateway: PushGateway,
    service: Provider,
    browser: MadeUpBrowser,
    capfd: pytest.CaptureFixture[str],
) -> None:
    service.statuses = [410]
    assert sent(gateway, message(browser)) is Outcome.GONE
    written = "".join(capfd.readouterr())
    assert "push_not_taken" in written
    assert service.address not in written
    assert "/to/one" not in written
