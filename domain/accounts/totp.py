"""Digits from an app: TOTP by RFC 6238, six digits, steps of 30 seconds, SHA-1 as apps have it."""

import hmac
from datetime import datetime

import pyotp

STEP = 30
_SECRET_BYTES = 20
_DIGITS = 6
_AROUND = 1


def new_secret() -> str:
    """Make a secret: 160 random bits in base32 (RFC 4226, 4: R6)."""
    return pyotp.random_base32(_SECRET_BYTES * 8 // 5)


def grouped(secret: str) -> str:
    """Write a secret in fours, as it is typed into an app."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def address(secret: str, name: str, issuer: str) -> str:
    """Give the `otpauth:` address that apps read from a QR."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str, typed: str, instant: datetime) -> int | None:
    """Give the step that typed digits are of: this one, the one before or after; None for none.

    Every step is compared, whatever the others gave.
    """
    digits = "".join(sign for sign in typed if not sign.isspace())
    if len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        digits = "".join("x" for _ in range(_DIGITS))
    code, now = pyotp.HOTP(secret), int(instant.timestamp()) // STEP
    found = None
    for step in range(now - _AROUND, now + _AROUND + 1):
        if hmac.compare_digest(code.at(step), digits):
            found = step
    return found
