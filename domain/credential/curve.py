"""P-256 keys (ES256, RFC 9053, 2.1): made from a ring's secret, named, written and read.

A secret of 32 bytes becomes a private scalar by HKDF-Expand to 48 bytes and reduction into
1 … n - 1, as FIPS 186-5, A.2.1 does with extra random bits: the bias is below 2^-128. Signatures
are r || s, 64 bytes, deterministic (RFC 6979): the same list signed by two processes is one.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from domain.credential.cbor import MalformedError, Value, encode
from domain.credential.fields import Fields

ES256 = -7
ALGORITHMS = frozenset({ES256})
"""What a signature may be made with. SM2 (GB/T 32918) would be a second suite beside it."""
SIGNATURE_BYTES = 64
KID_BYTES = 8
COORDINATE_BYTES = 32
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_CURVE = ec.SECP256R1()
_SIGN = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
_CHECK = ec.ECDSA(hashes.SHA256())
_KTY, _EC2, _CRV, _P256, _X, _Y = 1, 2, -1, 1, -2, -3


@dataclass(frozen=True, slots=True)
class Point:
    """A public key as written in a credential: x, and whether y is odd (RFC 9053, 7.1.1)."""

    x: bytes
    odd: bool

    @property
    def on_curve(self) -> bool:
        """Tell whether this is a point of P-256."""
        return len(self.x) == COORDINATE_BYTES and _from_x(self.x, self.odd) is not None

    def checks(self, signature: bytes, signed: bytes) -> bool:
        """Tell whether a signature of r || s is this key's; False too where x is on no curve."""
        key = _from_x(self.x, self.odd)
        return key is not None and _checks(key, signature, signed)

    def written(self) -> Mapping[int, object]:
        """Give the COSE_Key with a compressed point: 33 bytes fewer than with both coordinates."""
        return {_KTY: _EC2, _CRV: _P256, _X: self.x, _Y: self.odd}


@dataclass(frozen=True)
class PublicKey:
    """An issuer's or a root's public key, with both coordinates."""

    x: bytes
    y: bytes

    @cached_property
    def thumbprint(self) -> bytes:
        """Give the COSE Key Thumbprint with SHA-256 (RFC 9679)."""
        return hashlib.sha256(encode(self.written())).digest()

    @property
    def kid(self) -> bytes:
        """Give the name of the key in headers: the first 8 bytes of its thumbprint."""
        return self.thumbprint[:KID_BYTES]

    @property
    def point(self) -> Point:
        """Give the key as a credential writes it."""
        return Point(self.x, bool(self.y[-1] & 1))

    def checks(self, signature: bytes, signed: bytes) -> bool:
        """Tell whether a signature of r || s is this key's."""
        return _checks(_from_point(self.x, self.y), signature, signed)

    def written(self) -> Mapping[int, object]:
        """Give the COSE_Key (RFC 9053, 7.1.1)."""
        return {_KTY: _EC2, _CRV: _P256, _X: self.x, _Y: self.y}


class PrivateKey:
    """A key that signs; its secret is never shown."""

    __slots__ = ("_key", "public")

    def __init__(self, secret: bytes, purpose: str = "credential") -> None:
        """Derive the key of one purpose from 32 secret bytes."""
        wide = HKDFExpand(hashes.SHA256(), 48, f"healthcode ES256 {purpose}".encode())
        scalar = int.from_bytes(wide.derive(secret)) % (_ORDER - 1) + 1
        self._key = ec.derive_private_key(scalar, _CURVE)
        numbers = self._key.public_key().public_numbers()
        size = COORDINATE_BYTES
        self.public = PublicKey(numbers.x.to_bytes(size), numbers.y.to_bytes(size))

    def sign(self, signed: bytes) -> bytes:
        """Give the signature r || s."""
        r, s = decode_dss_signature(self._key.sign(signed, _SIGN))
        return r.to_bytes(COORDINATE_BYTES) + s.to_bytes(COORDINATE_BYTES)


def read_point(value: Value) -> Point:
    """Read a COSE_Key with a compressed point; whether it is on the curve shows when it is used."""
    fields = _ec2(value)
    odd = fields.value(_Y)
    if not isinstance(odd, bool):
        raise MalformedError
    return Point(fields.raw(_X, COORDINATE_BYTES), odd)


def read_key(value: Value) -> PublicKey:
    """Read a COSE_Key with both coordinates; raises MalformedError, also for no point of P-256."""
    fields = _ec2(value)
    key = PublicKey(fields.raw(_X, COORDINATE_BYTES), fields.raw(_Y, COORDINATE_BYTES))
    try:
        _from_point(key.x, key.y)
    except ValueError:
        raise MalformedError from None
    return key


def _ec2(value: Value) -> Fields:
    fields = Fields(value, (_KTY, _CRV, _X, _Y))
    fields.number(_KTY, _EC2, _EC2)
    fields.number(_CRV, _P256, _P256)
    return fields


def _from_x(x: bytes, odd: bool) -> ec.EllipticCurvePublicKey | None:
    try:
        raw = bytes([3 if odd else 2]) + x
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, raw)
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _from_point(x: bytes, y: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, b"\x04" + x + y)


def _checks(key: ec.EllipticCurvePublicKey, signature: bytes, signed: bytes) -> bool:
    if len(signature) != SIGNATURE_BYTES:
        return False
    r, s = signature[:COORDINATE_BYTES], signature[COORDINATE_BYTES:]
    try:
        der = encode_dss_signature(int.from_bytes(r), int.from_bytes(s))
        key.verify(der, signed, _CHECK)
    except InvalidSignature:
        return False
    return True
