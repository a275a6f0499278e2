"""The files of a root ceremony: the root's secret, what an issuer says of itself, signed things.

The first two are text that people can read aloud to each other across a table.
"""

import os
import re
from pathlib import Path

import msgspec

from domain.credential.cbor import MalformedError
from domain.credential.curve import PrivateKey, PublicKey, read_key
from domain.credential.fields import MOST_INSTANT
from domain.credential.trust import Issuer, make_root
from web.commands.findings import CannotRunError

_ROOT = re.compile(rb"healthcode root 1\n([0-9a-f]{64})\n")
_COORDINATE_DIGITS = 64
_MOST_BYTES = 64 * 1024


class _Said(msgspec.Struct, forbid_unknown_fields=True):
    """An issuer's word about itself, as JSON; `keys` as `written_key` writes them."""

    id: str
    zh: str
    en: str
    address: str
    keys: list[str]


def write_new(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read; raises CannotRunError where there is one."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        message = f"{path} is there already, and nothing is ever written over"
        raise CannotRunError(message) from None
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise CannotRunError(message) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_bytes(path: Path) -> bytes:
    """Read a file of a ceremony; raises CannotRunError for none, or one longer than any may be."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise CannotRunError(message) from None
    if len(content) > _MOST_BYTES:
        message = f"{path} is longer than any such file"
        raise CannotRunError(message)
    return content


def written_root(secret: bytes) -> bytes:
    """Give the content of a root's own file."""
    return b"healthcode root 1\n" + secret.hex().encode() + b"\n"


def read_root(path: Path) -> PrivateKey:
    """Read a root's own file; raises CannotRunError, also where others may read it."""
    content = read_bytes(path)
    if path.stat().st_mode & 0o077:
        message = f"others may read {path}: chmod 600, and ask yourself who has"
        raise CannotRunError(message)
    found = _ROOT.fullmatch(content)
    if found is None:
        message = f"{path} is no root that `trust root` has made"
        raise CannotRunError(message)
    return make_root(bytes.fromhex(found[1].decode()))


def written_key(key: PublicKey) -> str:
    """Give a public key as TRUST_ROOT wants it: x and y in hexadecimal."""
    return (key.x + key.y).hex()


def read_written_key(text: str) -> PublicKey:
    """Read a public key so written; raises CannotRunError."""
    half = _COORDINATE_DIGITS
    try:
        x, y = bytes.fromhex(text[:half]), bytes.fromhex(text[half:])
        return read_key(PublicKey(x, y).written())  # type: ignore[arg-type] # of the reader's kind
    except (MalformedError, ValueError):
        message = "a public key is x and y in hexadecimal, 128 digits"
        raise CannotRunError(message) from None


def written_issuer(issuer: Issuer) -> bytes:
    """Give what an issuer says of itself, to be carried to where the root is."""
    keys = [written_key(key) for key in issuer.pinned]
    said = _Said(issuer.id, issuer.zh, issuer.en, issuer.address, keys)
    return msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n"


def read_issuer(path: Path) -> Issuer:
    """Read what an issuer says of itself; raises CannotRunError."""
    try:
        said = msgspec.json.decode(read_bytes(path), type=_Said)
    except ValueError:
        message = f"{path} is no issuer's word about itself, as `trust issuer` writes it"
        raise CannotRunError(message) from None
    keys = tuple(read_written_key(each) for each in said.keys)
    return Issuer(said.id, said.zh, said.en, said.address, keys)


def number_of(text: str) -> int:
    """Read a sequence number or a count of days off the command line; raises ValueError."""
    number = int(text)
    if not 0 <= number <= MOST_INSTANT:
        raise ValueError
    return number
