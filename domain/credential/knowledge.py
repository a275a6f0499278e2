"""What a checker has stored, opened: everything checked again from the root on, each time.

Nothing is believed because it lies in the checker's own storage. What does not check is left out:
the verdict then says that the issuer is unknown, or the list too old.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.credential.cbor import MalformedError
from domain.credential.curve import PublicKey
from domain.credential.keyset import KeySet, key_set_of, read_key_set_envelope
from domain.credential.status import Shard, StatusList, list_of, read_list_envelope
from domain.credential.trust import TrustList, read_trust

ShardName = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """The bytes as they were fetched; `home` is the issuer that the checker works for."""

    home: str
    root: PublicKey
    trust: bytes = b""
    key_sets: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    least_sequence: int = 0


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is believed of the stored bytes."""

    home: str
    trust: TrustList | None
    key_sets: Mapping[str, KeySet]
    shards: Mapping[ShardName, Shard]


def open_stored(stored: Stored) -> Knowledge:
    """Check everything stored; never raises, whatever the bytes are."""
    try:
        trust = read_trust(stored.trust, stored.root, stored.least_sequence)
    except MalformedError:
        return Knowledge(stored.home, None, {}, {})
    key_sets = _key_sets(stored.key_sets, trust)
    return Knowledge(stored.home, trust, key_sets, shards_of(stored.lists, key_sets))


def _key_sets(stored: Iterable[bytes], trust: TrustList) -> dict[str, KeySet]:
    """Give the newest key set of each issuer that a key named in the trust list has signed."""
    found: dict[str, KeySet] = {}
    for raw in stored:
        try:
            envelope = read_key_set_envelope(raw)
            keys = key_set_of(envelope)
        except MalformedError:
            continue
        issuer = trust.issuer(keys.issuer)
        pinned = () if issuer is None else issuer.pinned
        signed = any(key.kid == envelope.kid and envelope.genuine(key) for key in pinned)
        held = found.get(keys.issuer)
        if signed and (held is None or held.issued < keys.issued):
            found[keys.issuer] = keys
    return found


def shards_of(stored: Iterable[bytes], key_sets: Mapping[str, KeySet]) -> dict[ShardName, Shard]:
    """Give each shard's newest base, with the newest delta that goes on it."""
    lists = [each for raw in stored if (each := _status_list(raw, key_sets)) is not None]
    bases: dict[ShardName, StatusList] = {}
    for each in lists:
        name = (each.label.issuer, each.label.shard)
        if not each.label.sequence and _newer(each, bases.get(name)):
            bases[name] = each
    deltas: dict[ShardName, StatusList] = {}
    for each in lists:
        name = (each.label.issuer, each.label.shard)
        base = bases.get(name)
        fits = base is not None and each.label.sequence and each.label.base == base.digest
        if fits and _newer(each, deltas.get(name)):
            deltas[name] = each
    return {name: Shard(base, deltas.get(name)) for name, base in bases.items()}


def _newer(one: StatusList, other: StatusList | None) -> bool:
    return other is None or other.label.as_of < one.label.as_of


def _status_list(raw: bytes, key_sets: Mapping[str, KeySet]) -> StatusList | None:
    try:
        envelope = read_list_envelope(raw)
        found = list_of(envelope)
    except MalformedError:
        return None
    keys = key_sets.get(found.label.issuer)
    key = None if keys is None else keys.key_for(envelope.kid, found.label.as_of)
    return found if key is not None and envelope.genuine(key) else None
