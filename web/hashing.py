"""What argon2 is asked: loaded by `web/passwords.py` alone, at the first password that comes."""

import secrets
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's password storage page: 19 MiB and two passes; memory for two at once, whoever asks.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, type=Type.ID)
_NOBODYS = _HASHER.hash(secrets.token_urlsafe())
POOL = ThreadPoolExecutor(2, thread_name_prefix="passwords")
"""Hashing waits here for its turn: a flood of sign-ins takes no more memory than two."""


def hashed(password: str) -> str:
    """Hash a password under a new salt."""
    return _HASHER.hash(password)


def matches(password: str, kept: str) -> bool:
    """Compare a password with a kept hash, or with nobody's, which never counts."""
    try:
        _HASHER.verify(kept or _NOBODYS, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept != ""
