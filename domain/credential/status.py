"""Status lists: which indexes of a shard have another colour now than their credential may say.

A list holds every index of an unexpired credential whose present colour is not green, or is not the
one that was signed; grey is one that has ended. What a list does not hold is as it was signed. So a
red that was lifted is listed green, and no absence ever makes a colour better. All unexpired
indexes of a code that have not ended carry the code's present colour.

A base is made each day; a delta each hour names its base by digest, and what it says of an index
takes the place of what the base says. Exact: no filter, no false red.
"""

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.credential import rice
from domain.credential.cbor import MalformedError, decode
from domain.credential.claims import CODES, COLOURS, INDEXES, PRIVATE, SHARDS
from domain.credential.curve import PrivateKey
from domain.credential.envelope import Envelope, Kind, read_envelope, sign
from domain.credential.fields import Fields
from domain.kernel.colour import Colour

MOST_BYTES = 4 * 1024 * 1024
MOST_ENTRIES = 4_000_000
DIGEST_BYTES = 8
_ISS, _IAT = 1, 6
_SHARD, _DAY, _SEQUENCE, _PARAMETER, _COUNT, _BITS, _COLOURS, _BASE = range(1, 9)
_QUARTERS = [bytes((each >> 6, each >> 4 & 3, each >> 2 & 3, each & 3)) for each in range(256)]
_MOST_DAY = 100_000
_MOST_SEQUENCE = 10_000


@dataclass(frozen=True, slots=True)
class Label:
    """What a list is of. `as_of`: every change before this instant (Unix seconds) is in it.

    `day` counts days of Beijing time since 1970-01-01; `sequence` is 0 for the day's base and
    rises with each delta, whose `base` is the digest of the base it goes on.
    """

    issuer: str
    shard: int
    as_of: int
    day: int
    sequence: int = 0
    base: bytes = b""


@dataclass(frozen=True, slots=True)
class StatusList:
    """One list as read: its entries in the order of their indexes, colours as on the wire."""

    label: Label
    digest: bytes
    indexes: Sequence[int]
    colours: bytes

    def colour_of(self, index: int) -> Colour | None:
        """Give the colour listed for an index, None where it is not listed: a binary search."""
        at = bisect_left(self.indexes, index)
        if at == len(self.indexes) or self.indexes[at] != index:
            return None
        return COLOURS[self.colours[at]]


@dataclass(frozen=True, slots=True)
class Shard:
    """What a checker holds of a shard: a base, and the newest delta that goes on it."""

    base: StatusList
    delta: StatusList | None = None

    @property
    def as_of(self) -> int:
        """Give the instant up to which every change is known."""
        return (self.delta or self.base).label.as_of

    def colour_of(self, index: int) -> Colour | None:
        """Give the present colour of an index, None where it is as it was signed."""
        newer = None if self.delta is None else self.delta.colour_of(index)
        return self.base.colour_of(index) if newer is None else newer


def sign_list(label: Label, entries: Mapping[int, Colour], key: PrivateKey) -> bytes:
    """Write and sign a list of index → present colour."""
    indexes = sorted(entries)
    k, bits = rice.pack(indexes)
    codes = bytes(CODES[entries[index]] for index in indexes)
    private: dict[int, object] = {
        _SHARD: label.shard,
        _DAY: label.day,
        _SEQUENCE: label.sequence,
        _PARAMETER: k,
        _COUNT: len(indexes),
        _BITS: bits,
        _COLOURS: _packed(codes),
    }
    if label.sequence:
        private[_BASE] = label.base
    return sign(Kind.STATUS, {_ISS: label.issuer, _IAT: label.as_of, PRIVATE: private}, key)


def changes(base: StatusList, entries: Mapping[int, Colour]) -> dict[int, Colour]:
    """Give the entries of a delta that turns a base into these entries.

    What is listed no longer is either over or green as it was signed: the delta says green.
    """
    held = {index: COLOURS[code] for index, code in zip(base.indexes, base.colours, strict=True)}
    gone = dict.fromkeys(held.keys() - entries.keys(), Colour.GREEN)
    return gone | {index: each for index, each in entries.items() if held.get(index) is not each}


def read_list_envelope(data: bytes) -> Envelope:
    """Read a list's envelope, its signature not yet checked; raises MalformedError."""
    return read_envelope(data, Kind.STATUS, MOST_BYTES)


def list_of(envelope: Envelope) -> StatusList:
    """Read a list, whoever signed it; raises MalformedError."""
    claims = Fields(decode(envelope.payload), (_ISS, _IAT, PRIVATE))
    needed = (_SHARD, _DAY, _SEQUENCE, _PARAMETER, _COUNT, _BITS, _COLOURS)
    private = Fields(claims.value(PRIVATE), needed, (_BASE,))
    sequence = private.number(_SEQUENCE, 0, _MOST_SEQUENCE)
    if (_BASE in private) != (sequence > 0):
        raise MalformedError
    count = private.number(_COUNT, 0, MOST_ENTRIES)
    k = private.number(_PARAMETER, 0, rice.MOST_PARAMETER)
    return StatusList(
        label=Label(
            issuer=claims.issuer(_ISS),
            shard=private.number(_SHARD, 0, SHARDS - 1),
            as_of=claims.number(_IAT),
            day=private.number(_DAY, 0, _MOST_DAY),
            sequence=sequence,
            base=private.raw(_BASE, DIGEST_BYTES) if sequence else b"",
        ),
        digest=hashlib.sha256(envelope.whole).digest()[:DIGEST_BYTES],
        indexes=array("I", rice.unpack(k, count, private.raw(_BITS), INDEXES)),
        colours=_unpacked(private.raw(_COLOURS, (count + 3) // 4), count),
    )


def _packed(codes: bytes) -> bytes:
    """Write four colours a byte, the first in the highest bits."""
    full = codes.ljust((len(codes) + 3) // 4 * 4, b"\0")
    fours = zip(full[::4], full[1::4], full[2::4], full[3::4], strict=True)
    return bytes(a << 6 | b << 4 | c << 2 | d for a, b, c, d in fours)


def _unpacked(raw: bytes, count: int) -> bytes:
    codes = b"".join(_QUARTERS[each] for each in raw)
    if any(codes[count:]):
        raise MalformedError
    return codes[:count]
