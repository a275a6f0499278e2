"""The phone's own QR codes and tokens are the server's, module by module and sign by sign."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import ALPHA_NUM, QRData

from domain.healthcode.tokens import handle_secret, make_token, step_at
from tests.phones import phone, watch
from tests.servers import Server
from web.qr import matrix

MODULES = """async ({at, cases}) => {
  const { modules } = await import(at);
  return cases.map(([text, level]) => modules(text, level).map((row) => row.join("")));
}"""
REFUSED = """async ({at, texts}) => {
  const { modules } = await import(at);
  return texts.map((text) => {
    try { modules(text, "L"); return ""; } catch (fault) { return fault.name; }
  });
}"""
TOKENS = """async ({at, address, handle, secret, steps}) => {
  const { keyOf, tokenText } = await import(at);
  const key = await keyOf(secret);
  const shown = await crypto.subtle.exportKey("raw", key).then(() => "", (fault) => fault.name);
  const texts = await Promise.all(steps.map((step) => tokenText({ address, handle, key }, step)));
  return { shown, texts };
}"""
LONGEST_M = 311
LONGEST = 468
"""Most alphanumeric characters of version 11 at L: more than any live code has."""


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    with phone(chromium, server.address) as context:
        opened = context.new_page()
        seen = watch(opened)
        opened.goto(f"{server.address}/help")
        yield opened
        assert seen == []


def made_up(length: int) -> str:
    drawn = hashlib.shake_256(str(length).encode()).digest(length)
    return "".join(chr(ALPHA_NUM[each % len(ALPHA_NUM)]) for each in drawn)


def theirs(text: str, level: int) -> list[str]:
    """Draw with the library alone: mask 2, least version."""
    code = QRCode(None, level, mask_pattern=2)
    code.add_data(QRData(text.encode(), mode=2))  # alphanumeric
    code.make(fit=True)
    return ["".join(str(int(bool(each))) for each in row) for row in code.modules]


def test_every_length_is_drawn_as_the_library_draws_it(page: Page, server: Server) -> None:
    lengths = [*range(1, 312, 3), 311, 335, 367, 395, 396, 419, LONGEST]
    cases: list[tuple[str, str]] = [
        (made_up(length), level)
        for length in lengths
        for level in ("LM" if length <= LONGEST_M else "L")
    ]
    at = server.app.assets.address("js/phone/qr.js")
    found = page.evaluate(MODULES, {"at": at, "cases": cases})
    levels = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M}
    wrong = [
        (len(text), level)
        for (text, level), rows in zip(cases, found, strict=True)
        if rows != theirs(text, levels[level])
    ]
    assert wrong == []
    at_m = [(text, rows) for (text, level), rows in zip(cases, found, strict=True) if level == "M"]
    for text, rows in at_m:
        assert rows == ["".join(str(int(bool(cell))) for cell in row) for row in matrix(text)]


def test_other_texts_are_refused(page: Page, server: Server) -> None:
    at = server.app.assets.address("js/phone/qr.js")
    values: Any = {"at": at, "texts": ["", "a", "云", "A" * 700]}
    assert page.evaluate(REFUSED, values) == ["RangeError"] * 4


def test_tokens_are_those_of_the_server_and_their_key_cannot_be_read(
    page: Page, server: Server
) -> None:
    import base64  # noqa: PLC0415 - used here alone

    ring, now = server.services.ring, server.services.clock.now()
    for handle in (bytes(8), bytes(range(248, 256)), b"\x80handle\x01"):
        secret = handle_secret(ring, handle)
        steps = [0, 1, 2**32 - 1, *(step_at(now + timedelta(seconds=15 * at)) for at in range(20))]
        told = page.evaluate(
            TOKENS,
            {
                "at": server.app.assets.address("js/phone/token.js"),
                "address": "HTTPS://CODE.EXAMPLE/C/",
                "handle": handle.hex(),
                "secret": base64.urlsafe_b64encode(secret).decode().rstrip("="),
                "steps": steps,
            },
        )
        assert told["shown"] == "InvalidAccessError"
        expected = [f"HTTPS://CODE.EXAMPLE/C/{make_token(handle, secret, step)}" for step in steps]
        assert told["texts"] == expected
