"""Opaque tokens that a browser holds, and what is kept of them; secrets that people type."""

import hashlib
import secrets

_TOKEN_BYTES = 32
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits without 0, O's and 1, I's look-alikes: five bits each."""


def new_token() -> str:
    """Make a browser's token: 256 random bits, base64url. Made before the verb that stores it."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """Give what is stored of a token. It is random, so a plain SHA-256 tells nothing."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def letters_of(raw: bytes, many: int) -> str:
    """Write bytes as so many letters, five bits each; `raw` must hold that many bits."""
    number = int.from_bytes(raw) >> (len(raw) * 8 - many * 5)
    return "".join(ALPHABET[number >> (5 * at) & 31] for at in reversed(range(many)))


def read_letters(typed: str, many: int) -> str | None:
    """Read letters as people type them: any case, gaps and hyphens anywhere."""
    kept = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    return kept if len(kept) == many and set(kept) <= set(ALPHABET) else None
