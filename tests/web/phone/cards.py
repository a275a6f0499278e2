"""What a test reads of a phone's own card, and the key of a made-up phone."""

import base64
from typing import Any

import httpx

from domain.credential.claims import MOST_BYTES, Credential, claims_of
from domain.credential.curve import Point, PrivateKey
from domain.credential.envelope import Envelope, Kind, read_envelope
from tests.browse import filled
from tests.codes import Opened

DEVICE = PrivateKey(b"p" * 32, "device")


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def card_of(phone: Opened) -> dict[str, Any]:
    answer = phone.browser.fetch("GET", "/code/phone")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    card: dict[str, Any] = answer.json()
    return card


def envelope_of(card: dict[str, Any]) -> Envelope:
    return read_envelope(raw(card["credential"]), Kind.CREDENTIAL, MOST_BYTES)


def credential_of(card: dict[str, Any]) -> Credential:
    return claims_of(envelope_of(card))


def csrf_of(phone: Opened) -> str:
    csrf: str = filled(phone.browser.get("/code").forms()[0])["csrf"][0]
    return csrf


def register(phone: Opened, key: Point = DEVICE.public.point, **changed: str) -> httpx.Response:
    x = base64.urlsafe_b64encode(key.x).rstrip(b"=").decode()
    entries = {"x": x, "odd": str(int(key.odd))} | changed
    headers = {"X-CSRFToken": csrf_of(phone)}
    return phone.browser.fetch("POST", "/code/key", data=entries, headers=headers)
