"""Our own CSRF tokens: HMAC(csrf key, hash of a cookie's secret), masked anew in every answer.

The secret is the browser's token, or before there is one a cookie-only pre-session. A page opened
before the first save carries the pre-session's token, so either cookie's is taken. Masking (a
random pad in front, XORed over) keeps a compressed answer from giving it away (BREACH).
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping

from domain.kernel.mac import mac

FIELD = "csrf"
HEADER = b"x-csrftoken"
_SIZE = 32
_LENGTH = 88


def make_token(key: bytes, secret: str) -> str:
    """Make a token for one answer: base64url of 32 random bytes and the masked MAC."""
    pad = secrets.token_bytes(_SIZE)
    return base64.urlsafe_b64encode(pad + _xor(pad, _mac(key, secret))).decode()


def matches(key: bytes, token: str, held: Iterable[str]) -> bool:
    """Tell whether a token was made for one of the secrets this browser holds."""
    if len(token) != _LENGTH:
        return False
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii"))
    except (ValueError, binascii.Error):
        return False
    if len(raw) != 2 * _SIZE:
        return False
    mac = _xor(raw[:_SIZE], raw[_SIZE:])
    return any(hmac.compare_digest(mac, _mac(key, secret)) for secret in held)


def _mac(key: bytes, secret: str) -> bytes:
    hashed = hashlib.sha256(secret.encode("utf-8", "replace")).digest()
    return mac(key, hashed)


def _xor(pad: bytes, value: bytes) -> bytes:
    return (int.from_bytes(pad) ^ int.from_bytes(value)).to_bytes(_SIZE)


class StaleFormError(Exception):
    """A form came without a token of this browser's, or from another site.

    `entries` is what it held where it came from our own page, so that the page can be shown again
    as it was sent; empty where it came from elsewhere.
    """

    def __init__(self, entries: Mapping[str, list[str]] | None = None) -> None:
        """Keep what may be shown again."""
        super().__init__("stale form")
        self.entries = entries or {}
