"""Passwords of staff: hashed and compared with argon2id (RFC 9106), off the loop, few at a time.

The library is loaded when a password first comes (web/hashing.py). A number without a password is
compared with a hash of nobody's, so that it takes the same work.
"""

import asyncio
from importlib import import_module
from typing import Any

from domain.accounts.passwords import read_password


async def hashed(password: str) -> str:
    """Give argon2's own text of a password: parameters, salt and hash."""
    found: str = await _apart("hashed", read_password(password))
    return found


async def matches(password: str, kept: str) -> bool:
    """Tell whether a password is the one of a kept hash; never for "", after the same work."""
    found: bool = await _apart("matches", read_password(password), kept)
    return found


async def _apart(name: str, *values: str) -> Any:
    """Run a function of web/hashing.py in one of its own few threads."""

    def run() -> Any:
        library = import_module("web.hashing")
        return library.POOL.submit(getattr(library, name), *values).result()

    return await asyncio.to_thread(run)
