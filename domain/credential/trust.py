"""The trust list: which issuers there are and whose key sets to believe, signed by an offline root.

A checker has one root built in. A root hands over to its successor by signing the successor's key;
the statements travel with the list, so a checker with the old root believes a list of the new one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.credential.cbor import MalformedError, Value, decode, encode
from domain.credential.claims import PRIVATE
from domain.credential.curve import PrivateKey, PublicKey, read_key
from domain.credential.envelope import Kind, read_envelope, sign
from domain.credential.fields import Fields
from domain.credential.keyset import distinct

MOST_BYTES = 64 * 1024
MOST_ISSUERS = 64
MOST_PINNED = 4
MOST_HANDOVERS = 4
_EXP, _IAT = 4, 6
_SEQUENCE, _ISSUERS = 1, 2
_ID, _ZH, _EN, _ADDRESS, _PINNED = range(1, 6)
_MOST_NAME, _MOST_ADDRESS = 96, 128
_PARTS = 2


@dataclass(frozen=True, slots=True)
class Issuer:
    """One issuer: its id and names, where its lists are, the keys that may sign its key set."""

    id: str
    zh: str
    en: str
    address: str
    pinned: tuple[PublicKey, ...]


@dataclass(frozen=True, slots=True)
class TrustList:
    """Every issuer that is believed; a lower `sequence` than one seen before is refused."""

    sequence: int
    issued: int
    expires: int
    issuers: tuple[Issuer, ...]

    def issuer(self, name: str) -> Issuer | None:
        """Give the issuer of this id, None for one that is not believed."""
        return next((each for each in self.issuers if each.id == name), None)


def make_root(secret: bytes) -> PrivateKey:
    """Give the root key of 32 secret bytes, which are kept offline."""
    return PrivateKey(secret, "root")


def sign_trust_list(trusted: TrustList, root: PrivateKey) -> bytes:
    """Write and sign a trust list."""
    private = {
        _SEQUENCE: trusted.sequence,
        _ISSUERS: [_written(each) for each in trusted.issuers],
    }
    payload = {_EXP: trusted.expires, _IAT: trusted.issued, PRIVATE: private}
    return sign(Kind.TRUST, payload, root)


def cross_sign(root: PrivateKey, successor: PublicKey, instant: int) -> bytes:
    """Write and sign a root's handing over to its successor."""
    return sign(Kind.ROOT, {_IAT: instant, PRIVATE: successor.written()}, root)


def bundle(trust_list: bytes, handovers: Iterable[bytes] = ()) -> bytes:
    """Give what stands at the fixed path: the list and the handovers, the oldest first."""
    return encode([trust_list, list(handovers)])


def read_trust(data: bytes, root: PublicKey, least_sequence: int = 0) -> TrustList:
    """Read a bundle that the root, or a successor of it, has signed; raises MalformedError."""
    if len(data) > MOST_BYTES:
        raise MalformedError
    parts = decode(data)
    if not isinstance(parts, list) or len(parts) != _PARTS or not isinstance(parts[1], list):
        raise MalformedError
    roots = {root.kid: root}
    if len(parts[1]) > MOST_HANDOVERS:
        raise MalformedError
    for statement in parts[1]:
        claims = _signed(statement, Kind.ROOT, roots, (_IAT, PRIVATE))
        if claims is not None:
            successor = read_key(claims.value(PRIVATE))
            roots[successor.kid] = successor
    listed = _signed(parts[0], Kind.TRUST, roots, (_EXP, _IAT, PRIVATE))
    found = None if listed is None else _trust_list(listed)
    if found is None or found.sequence < least_sequence:
        raise MalformedError
    return found


def _signed(
    value: Value, kind: Kind, roots: dict[bytes, PublicKey], needed: tuple[int, ...]
) -> Fields | None:
    """Give the claims of what one of the roots has signed, None where none of them claims to.

    A checker with a younger root does not know who signed the older handovers.
    """
    if not isinstance(value, bytes):
        raise MalformedError
    envelope = read_envelope(value, kind, MOST_BYTES)
    root = roots.get(envelope.kid)
    if root is None:
        return None
    if not envelope.genuine(root):
        raise MalformedError
    return Fields(decode(envelope.payload), needed)


def _trust_list(claims: Fields) -> TrustList:
    private = Fields(claims.value(PRIVATE), (_SEQUENCE, _ISSUERS))
    issuers = tuple(_issuer(each) for each in private.items(_ISSUERS, MOST_ISSUERS))
    if len({each.id for each in issuers}) < len(issuers):
        raise MalformedError
    return TrustList(private.number(_SEQUENCE), claims.number(_IAT), claims.number(_EXP), issuers)


def _issuer(value: Value) -> Issuer:
    fields = Fields(value, (_ID, _ZH, _EN, _ADDRESS, _PINNED))
    pinned = tuple(read_key(each) for each in fields.items(_PINNED, MOST_PINNED))
    if not distinct(pinned):
        raise MalformedError
    return Issuer(
        id=fields.issuer(_ID),
        zh=fields.text(_ZH, _MOST_NAME),
        en=fields.text(_EN, _MOST_NAME),
        address=fields.text(_ADDRESS, _MOST_ADDRESS),
        pinned=pinned,
    )


def _written(each: Issuer) -> dict[int, object]:
    return {
        _ID: each.id,
        _ZH: each.zh,
        _EN: each.en,
        _ADDRESS: each.address,
        _PINNED: [key.written() for key in each.pinned],
    }
