"""HMAC-SHA-256 (RFC 2104) of short messages, without letting go of the interpreter's lock.

`hmac.digest` lets other threads run for each message: what takes a microsecond then waits for its
turn, and the writer's thread for its own. Plain hashes of short texts keep the lock.
"""

import hashlib
from functools import lru_cache
from typing import Any

_BLOCK = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


def mac(key: bytes, message: bytes) -> bytes:
    """Give the 32 bytes of a message's MAC under a key."""
    inner, outer = (begun.copy() for begun in _begun(key))
    inner.update(message)
    outer.update(inner.digest())
    found: bytes = outer.digest()
    return found


@lru_cache(maxsize=32)
def _begun(key: bytes) -> tuple[Any, Any]:
    """Give both hashes with the key taken in already: the few keys of a ring come again."""
    if len(key) > _BLOCK:
        key = hashlib.sha256(key).digest()
    key = key.ljust(_BLOCK, b"\0")
    return hashlib.sha256(key.translate(_INNER)), hashlib.sha256(key.translate(_OUTER))
