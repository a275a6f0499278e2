"""Digits from an app, against the vectors of RFC 6238 (appendix B, SHA-1, their last six)."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from domain.accounts.totp import address, grouped, new_secret, step_of

SECRET = base64.b32encode(b"12345678901234567890").decode()
VECTORS = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}


@pytest.mark.parametrize("at", sorted(VECTORS))
def test_the_vectors_of_the_rfc(at: int) -> None:
    instant = datetime.fromtimestamp(at, UTC)
    assert step_of(SECRET, VECTORS[at], instant) == at // 30
    assert step_of(SECRET, f" {VECTORS[at][:3]} {VECTORS[at][3:]} ", instant) == at // 30


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_step_around_and_no_more(steps: int, taken: bool) -> None:
    at = datetime.fromtimestamp(1111111111, UTC) + timedelta(seconds=30 * steps)
    assert (step_of(SECRET, "050471", at) == 1111111111 // 30) is taken


@pytest.mark.parametrize(
    "typed", ["", "05047", "0504711", "x05047", "٠٥٠٤٧١", "05047\x00", "-50471"]
)
def test_what_is_no_six_digits_is_never_right(typed: str) -> None:
    assert step_of(SECRET, typed, datetime.fromtimestamp(1111111111, UTC)) is None


def test_a_secret_is_160_bits_and_read_by_apps() -> None:
    made = new_secret()
    assert len(base64.b32decode(made)) == 20
    assert made != new_secret()
    assert grouped(made).replace(" ", "") == made
    assert address(made, "staff", "Yunnan Health Code").startswith("otpauth://totp/Yunnan%20Health")
