"""An issuer's key set: the keys that sign its credentials and lists, each with its time.

A key that starts later is the next one, published before it is used; one with an `until` is
retired: what it signed before that stays good until it expires, what it signs after is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.credential.cbor import MalformedError, Value, decode
from domain.credential.claims import PRIVATE
from domain.credential.curve import PrivateKey, PublicKey, read_key
from domain.credential.envelope import Envelope, Kind, read_envelope, sign
from domain.credential.fields import Fields

MOST_BYTES = 4096
MOST_KEYS = 8
SKEW_SECONDS = 120
"""By how much the clocks of an issuer's hosts, and of a checker, may stand apart."""
_ISS, _EXP, _IAT = 1, 4, 6
_KEY, _START, _UNTIL = 1, 2, 3


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """A public key and the time, in Unix seconds, in which it may have signed."""

    key: PublicKey
    start: int
    until: int | None = None

    def may_sign_at(self, instant: int) -> bool:
        """Tell whether what is dated so may be this key's."""
        begun = self.start - SKEW_SECONDS <= instant
        return begun and (self.until is None or instant <= self.until + SKEW_SECONDS)


@dataclass(frozen=True, slots=True)
class KeySet:
    """What an issuer publishes at its fixed path; it is to be fetched anew before it expires."""

    issuer: str
    issued: int
    expires: int
    keys: tuple[IssuerKey, ...]

    def key_for(self, kid: bytes, dated: int) -> PublicKey | None:
        """Give the key of this id if it may have signed at that time, else None."""
        for each in self.keys:
            if each.key.kid == kid and each.may_sign_at(dated):
                return each.key
        return None


def sign_key_set(keys: KeySet, key: PrivateKey) -> bytes:
    """Write and sign a key set, with a key that the trust list names for the issuer."""
    payload = {
        _ISS: keys.issuer,
        _EXP: keys.expires,
        _IAT: keys.issued,
        PRIVATE: [_written(each) for each in keys.keys],
    }
    return sign(Kind.KEYS, payload, key)


def read_key_set_envelope(data: bytes) -> Envelope:
    """Read a key set's envelope, its signature not yet checked; raises MalformedError."""
    return read_envelope(data, Kind.KEYS, MOST_BYTES)


def key_set_of(envelope: Envelope) -> KeySet:
    """Read a key set, whoever signed it; raises MalformedError."""
    claims = Fields(decode(envelope.payload), (_ISS, _EXP, _IAT, PRIVATE))
    keys = tuple(_key(each) for each in claims.items(PRIVATE, MOST_KEYS))
    if not distinct(each.key for each in keys):
        raise MalformedError
    return KeySet(claims.issuer(_ISS), claims.number(_IAT), claims.number(_EXP), keys)


def distinct(keys: Iterable[PublicKey]) -> bool:
    """Tell whether no two keys have one id."""
    names = [key.kid for key in keys]
    return len(set(names)) == len(names)


def _key(value: Value) -> IssuerKey:
    fields = Fields(value, (_KEY, _START), (_UNTIL,))
    until = fields.number(_UNTIL) if _UNTIL in fields else None
    return IssuerKey(read_key(fields.value(_KEY)), fields.number(_START), until)


def _written(each: IssuerKey) -> dict[int, object]:
    until = {} if each.until is None else {_UNTIL: each.until}
    return {_KEY: each.key.written(), _START: each.start, **until}
