"""COSE_Sign1 (RFC 9052, 4.2): tag 18, or tag 61 around it (RFC 8392, 6); a kind, a key, a payload.

Algorithm and key id stand in the protected header and nothing stands in the unprotected one. A
credential names no content type; every other signed thing names its own (header 3), so that none
can be read as another.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.credential.cbor import MalformedError, Value, decode, encode
from domain.credential.curve import (
    ALGORITHMS,
    ES256,
    KID_BYTES,
    SIGNATURE_BYTES,
    Point,
    PrivateKey,
    PublicKey,
)
from domain.credential.fields import Fields

_SIGN1, _CWT_SIGN1 = b"\xd2", b"\xd8\x3d\xd2"
_PARTS = 4
_ALG, _TYPE, _KID = 1, 3, 4
_MOST_TYPE = 64


class Kind(StrEnum):
    """What is signed: a credential has no content type, the others say theirs."""

    CREDENTIAL = ""
    STATUS = "application/healthcode-status+cbor"
    KEYS = "application/healthcode-keys+cbor"
    TRUST = "application/healthcode-trust+cbor"
    ROOT = "application/healthcode-root+cbor"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed payload as read, its signature not yet checked; `whole` is every byte of it."""

    whole: bytes
    algorithm: int
    kid: bytes
    protected: bytes
    payload: bytes
    signature: bytes

    def genuine(self, key: PublicKey | Point) -> bool:
        """Tell whether the key made the signature, with an algorithm that we allow."""
        if self.algorithm not in ALGORITHMS:
            return False
        return key.checks(self.signature, _to_be_signed(self.protected, self.payload))


def sign(kind: Kind, payload: object, key: PrivateKey) -> bytes:
    """Write a payload as deterministic CBOR and sign it."""
    protected = encode(_header(kind, key.public.kid))
    body = encode(payload)
    signature = key.sign(_to_be_signed(protected, body))
    return _SIGN1 + encode([protected, {}, body, signature])


def read_envelope(data: bytes, kind: Kind, most: int) -> Envelope:
    """Read an envelope of one kind, at most so many bytes long; raises MalformedError."""
    if len(data) > most:
        raise MalformedError
    parts = decode(_untagged(data))
    if not isinstance(parts, list) or len(parts) != _PARTS or parts[1] != {}:
        raise MalformedError
    protected, payload, signature = _raw(parts[0]), _raw(parts[2]), _raw(parts[3])
    if len(signature) != SIGNATURE_BYTES:
        raise MalformedError
    header = Fields(decode(protected), (_ALG, _KID), (_TYPE,))
    named = header.text(_TYPE, _MOST_TYPE) if _TYPE in header else ""
    if named != kind.value:
        raise MalformedError
    algorithm = header.number(_ALG, -65536, 65536)
    return Envelope(data, algorithm, header.raw(_KID, KID_BYTES), protected, payload, signature)


def _untagged(data: bytes) -> bytes:
    for tag in (_SIGN1, _CWT_SIGN1):
        if data.startswith(tag):
            return data[len(tag) :]
    raise MalformedError


def _raw(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise MalformedError
    return value


def _header(kind: Kind, kid: bytes) -> dict[int, object]:
    named = {_TYPE: kind.value} if kind.value else {}
    return {_ALG: ES256, **named, _KID: kid}


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """Give the Sig_structure (RFC 9052, 4.4)."""
    return encode(["Signature1", protected, b"", payload])
