"""Sealing a whole file in pieces, so that no part of it can be changed, moved, cut off or added.

This is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance, 2015) over AES-256-GCM. A file is

    prelude: magic 8 | version 1 | suite 1 | key number 4 | key's mark 8 | salt 32
    pieces:  each 65,536 bytes of the content (the last one 0 to 65,536) and its tag of 16

under a key of its own, HKDF-SHA256(backup key, salt, prelude): a piece of another file, or another
prelude, opens nothing. A piece's nonce is its number in 11 bytes and a last byte, 1 for the final
piece alone: pieces moved, left out, cut off or added do not open. The mark names the backup key
without telling it, so that a wrong key ring is told from a damaged file.
"""

import hashlib
import hmac
import secrets
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from domain.storage.keys import Key, KeyMissingError, KeyRing, Kind

PIECE = 65_536
_TAG = 16
_PRELUDE = struct.Struct(">8sBBI8s32s")
_MAGIC = b"YNHCBAK\n"
_VERSION, _AES_256_GCM = 1, 1


class StreamError(Exception):
    """The file does not open; the message says why, in words for who runs the service."""


def seal_stream(key: Key, head: bytes, content: BinaryIO, target: BinaryIO) -> None:
    """Write a head and all of a file's content, sealed under a key of this file's own."""
    salt = secrets.token_bytes(32)
    prelude = _PRELUDE.pack(_MAGIC, _VERSION, _AES_256_GCM, key.number, _mark(key), salt)
    cipher = _cipher(key, salt, prelude)
    target.write(prelude)
    held, number = head, 0
    while True:
        held += content.read(max(0, PIECE + 1 - len(held)))
        final = len(held) <= PIECE
        target.write(cipher.encrypt(_nonce(number, final=final), held[:PIECE], None))
        held, number = held[PIECE:], number + 1
        if final:
            return


def open_stream(ring: KeyRing, source: BinaryIO) -> Iterator[bytes]:
    """Give the content piece by piece, each one authentic; raises StreamError.

    Nothing may be relied upon before the last piece came: a file cut off is found only there.
    """
    prelude = source.read(_PRELUDE.size)
    key, salt = _key_of(ring, prelude)
    cipher = _cipher(key, salt, prelude)
    sealed, number, final = source.read(PIECE + _TAG), 0, False
    while not final:
        following = source.read(PIECE + _TAG)
        final = not following
        try:
            yield cipher.decrypt(_nonce(number, final=final), sealed, None)
        except (InvalidTag, ValueError):
            message = "the file was damaged, cut off or altered"
            raise StreamError(message) from None
        sealed, number = following, number + 1


def _key_of(ring: KeyRing, prelude: bytes) -> tuple[Key, bytes]:
    if len(prelude) < _PRELUDE.size or not prelude.startswith(_MAGIC):
        message = "the file is no backup of this service"
        raise StreamError(message)
    _, version, suite, number, mark, salt = _PRELUDE.unpack(prelude)
    if (version, suite) != (_VERSION, _AES_256_GCM):
        message = "the file is of a version that this release does not know"
        raise StreamError(message)
    try:
        key = ring.numbered(Kind.BACKUP, number)
    except KeyMissingError:
        message = f"this key ring has no backup key {number}: it is not the ring of this backup"
        raise StreamError(message) from None
    if not hmac.compare_digest(mark, _mark(key)):
        message = "the file was sealed under another key ring, or its beginning is damaged"
        raise StreamError(message)
    return key, salt


def _mark(key: Key) -> bytes:
    return hmac.digest(key.secret, b"mark", hashlib.sha256)[:8]


def _cipher(key: Key, salt: bytes, prelude: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, prelude).derive(key.secret))


def _nonce(number: int, *, final: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([final])
