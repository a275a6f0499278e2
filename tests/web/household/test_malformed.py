"""Malformed answers, made up by Hypothesis and by hand: always a worded 422, never a fault."""

import base64
import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import cbor2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.accounts.credentials import Keeper, MadePasskey, Passkey, UsedPasskey
from domain.kernel.ids import random_id
from tests.authenticator import Soft, encoded
from tests.browse import Browse
from tests.codes import Opened, open_phone
from tests.domain.acts import NOON
from tests.page_checks import check_page, parse
from tests.servers import Server
from tests.web.household.proofs import begin, make_passkey, send
from web import authenticators
from web.passkeys import Answer, Party, credential_in

PARTY = Party("localhost", "http://localhost:8000")
CHALLENGE = b"c" * 64
_ASKED = {
    "challenge": encoded(CHALLENGE),
    "user": {"id": encoded(b"h" * 32)},
    "rp": {"id": PARTY.id},
    "rpId": PARTY.id,
}
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_PATHS = st.sampled_from(
    [
        ("id",),
        ("rawId",),
        ("type",),
        ("response",),
        ("authenticatorAttachment",),
        *(
            ("response", name)
            for name in (
                "clientDataJSON",
                "attestationObject",
                "authenticatorData",
                "signature",
                "userHandle",
                "transports",
            )
        ),
    ]
)
_CBOR = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.binary() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.integers(), inner, max_size=4)
    ),
    max_leaves=8,
)


def spoilt(good: dict[str, Any], path: tuple[str, ...], value: object) -> dict[str, Any]:
    """Give an answer with another value in one place."""
    answer = copy.deepcopy(good)
    inner = answer
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return answer


def cut(text: str, at: int, flip: int) -> list[str]:
    """Give a base64url text cut short, and with some bits of a byte flipped."""
    raw = bytearray(base64.urlsafe_b64decode(text + "=="))
    short = encoded(bytes(raw[: at % (len(raw) + 1)]))
    raw[at % len(raw)] ^= flip
    return [short, encoded(bytes(raw)), text[: at % len(text)], text + "!"]


def by_hand() -> Iterator[str]:
    """Give texts that no browser sends."""
    yield from ("", "{}", "[]", "null", "0", '"x"', "{", '{"id": 1}', "\ud800", "\0", "NaN")
    yield "[" * 20_000
    yield '{"id":' * 3_000
    yield '{"id": "' + "A" * 2000 + '"}'
    yield '{"id": "é"}'
    yield json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}})
    for bomb in (
        b"\x81" * 30_000,
        b"\x9b" + b"\xff" * 8,
        b"\xbb" + b"\x7f" * 8,
        b"\xd8\x18" * 9_000,
    ):
        for name in ("attestationObject", "authenticatorData"):
            response = {"clientDataJSON": "e30", "signature": "AA", name: encoded(bomb)}
            answer = {"id": "AA", "rawId": "AA", "type": "public-key", "response": response}
            yield json.dumps(answer)


def good() -> tuple[Soft, Passkey, dict[str, Any], dict[str, Any]]:
    """Give an authenticator, its passkey, and what it answers to both kinds of options."""
    soft = Soft(PARTY.origin)
    made, used = soft.made(_ASKED), soft.used(_ASKED)
    key = Passkey(
        "x", random_id(), soft.credential_id, soft.cose(), soft.handle, (), Keeper.KEY, NOON, None
    )
    return soft, key, made, used


SOFT, KEY, MADE, USED = good()


def read(sent: str) -> tuple[MadePasskey | None, UsedPasskey | None]:
    """Let both readers and the look for an id read a text."""
    credential_in(sent)
    answer = Answer(PARTY, CHALLENGE, sent)
    return authenticators.made(answer), authenticators.used(answer, KEY)


def held(sent: dict[str, Any]) -> None:
    """Nothing is raised, and nothing is taken as used that its key did not sign."""
    _, used = read(json.dumps(sent))
    assert used is None or used == UsedPasskey(SOFT.credential_id, SOFT.count, backed_up=False)


def test_the_controls_are_taken() -> None:
    made, _ = read(json.dumps(MADE))
    assert made is not None
    assert (made.credential_id, made.transports) == (SOFT.credential_id, ("hybrid", "internal"))
    assert read(json.dumps(USED))[1] is not None
    assert read(json.dumps(MADE))[1] is None
    assert authenticators.used(Answer(PARTY, b"d" * 64, json.dumps(USED)), KEY) is None
    assert (
        authenticators.used(Answer(replace(PARTY, id="x"), CHALLENGE, json.dumps(USED)), KEY)
        is None
    )


@given(_PATHS, _JSON)
@settings(max_examples=300)
def test_another_value_in_any_place(path: tuple[str, ...], value: object) -> None:
    for answer in (MADE, USED):
        held(spoilt(answer, path, value))


@given(_PATHS, st.integers(0, 2000), st.integers(1, 255))
@settings(max_examples=300)
def test_bytes_cut_and_flipped(path: tuple[str, ...], at: int, flip: int) -> None:
    for answer in (MADE, USED):
        inner: Any = answer
        for name in path:
            inner = inner.get(name, "")
        if isinstance(inner, str) and inner and path != ("type",):
            for value in cut(inner, at, flip):
                held(spoilt(answer, path, value))


@given(_CBOR, st.binary(max_size=200))
@settings(max_examples=300)
def test_an_attestation_of_anything(value: object, data: bytes) -> None:
    formats = ("none", "packed", "fido-u2f", "tpm", "apple", "android-key", "android-safetynet")
    told = (value, *({"fmt": each, "attStmt": value, "authData": data} for each in formats))
    for each in told:
        held(spoilt(MADE, ("response", "attestationObject"), encoded(cbor2.dumps(each))))


@given(_JSON)
@settings(max_examples=200)
def test_client_data_of_anything(value: object) -> None:
    told = encoded(json.dumps(value).encode())
    for answer in (MADE, USED):
        held(spoilt(answer, ("response", "clientDataJSON"), told))


@pytest.fixture(scope="module")
def kept(server: Server) -> Iterator[tuple[Opened, Soft]]:
    phone = open_phone(server)
    yield phone, make_passkey(phone, server)
    phone.browser.close()


def refused(browse: Browse, path: str, sent: str) -> None:
    answer = send(browse, path, sent)
    assert answer.status_code == 422, sent[:80]
    assert "通行密钥没有核对成功" in answer.text
    check_page(parse(answer.text, whole=True), dict(answer.headers))


@pytest.mark.parametrize("path", ["/passkeys", "/confirm/passkey", "/recover"])
def test_what_is_malformed_is_a_worded_page(kept: tuple[Opened, Soft], path: str) -> None:
    phone, _ = kept
    start = {"/confirm/passkey": "/confirm/begin"}.get(path, f"{path}/begin")
    for sent in by_hand():
        assert read(sent) == (None, None)
        begin(phone.browser, start)
        refused(phone.browser, path, sent.encode("utf-8", "replace").decode())


@given(_PATHS, _JSON)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_posted_is_a_worded_page(
    kept: tuple[Opened, Soft], browse: Browse, path: tuple[str, ...], value: object
) -> None:
    _, soft = kept
    answer = spoilt(soft.used(begin(browse, "/recover/begin")), path, value)
    found = send(browse, "/recover", answer)
    assert found.status_code in {303, 422}
    assert found.status_code == 303 or "通行密钥没有核对成功" in found.text
