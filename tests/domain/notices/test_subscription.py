"""A push subscription is somebody’s choice of where we send: only https to a name is taken."""

import base64
import os

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from domain.notices.subscription import (
    NoSubscriptionError,
    Subscription,
    read_subscription,
    read_written,
)

GOOD = "https://push.example/v1/abc?x=1"


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def point() -> bytes:
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


POINT, AUTH = point(), os.urandom(16)


def test_it_is_read_and_written() -> None:
    found = read_subscription(GOOD, text(POINT), text(AUTH))
    assert found == Subscription(GOOD, POINT, AUTH)
    assert read_written(found.written) == found


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://push.example/a",
        "ftp://push.example/a",
        "//push.example/a",
        "https://push.example:8443/a",
        "https://push.example:99999/a",
        "https://user@push.example/a",
        "https://user:password@push.example/a",
        "https://push.example/a#b",
        "https://push.example/a b",
        "https://push.example\\@127.0.0.1/a",
        "https://localhost/a",
        "https://127.0.0.1/a",
        "https://127.1/a",
        "https://2130706433/a",
        "https://0x7f.0x0.0x0.0x1/a",
        "https://0177.0.0.1/a",
        "https://[::1]/a",
        "https://[::ffff:10.0.0.1]/a",
        "https://push..example/a",
        "https://.example/a",
        "https://push.example./a",
        "https://推送.example/a",
        "https://push.example/a\r\nHost: b",
        "https://push.example/" + "a" * 1000,
        "javascript:alert(1)",
    ],
)
def test_no_other_address_is_taken(endpoint: str) -> None:
    with pytest.raises(NoSubscriptionError):
        read_subscription(endpoint, text(POINT), text(AUTH))


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", text(AUTH)),
        (text(POINT[:-1]), text(AUTH)),
        (text(POINT[:-1] + bytes([POINT[-1] ^ 1])), text(AUTH)),
        (text(b"\x04" + bytes(64)), text(AUTH)),
        (text(POINT), ""),
        (text(POINT), text(AUTH[:-1])),
        (text(POINT), "!" * 22),
        ("名" * 88, text(AUTH)),
        (text(POINT) * 5000, text(AUTH)),
    ],
    ids="none short off-curve zero no-auth short-auth letters no-ascii long".split(),
)
def test_no_other_keys_are_taken(p256dh: str, auth: str) -> None:
    with pytest.raises(NoSubscriptionError):
        read_subscription(GOOD, p256dh, auth)
