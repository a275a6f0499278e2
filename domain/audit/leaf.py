"""One leaf of the log: which entry stands at a position, under a MAC of its own.

The tree alone says that something was changed; the leaf's MAC says which position it was.
"""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from domain.audit.entry import joined
from domain.storage.keys import KeyMissingError, KeyRing, Kind

_BYTES = b"yn-audit-leaf/1"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A position: its entry, the leaf's hash, and the root of what the leaf completes.

    `node` is the root of the largest perfect subtree that ends here, None where that is the leaf
    itself. Every perfect subtree of the log is such a node, or made of a few of them.
    """

    position: int
    entry_id: UUID
    hash: bytes
    node: bytes | None
    key_number: int
    mac: bytes = b""

    @property
    def completed(self) -> bytes:
        """Give the root of the largest perfect subtree that ends here."""
        return self.node or self.hash


def leaf_mac(ring: KeyRing, leaf: Leaf) -> bytes:
    """Give the MAC over all columns of a leaf; raises KeyMissingError."""
    parts = (
        leaf.position.to_bytes(8, signed=True),
        leaf.entry_id.bytes,
        leaf.hash,
        leaf.node,
        leaf.key_number.to_bytes(8, signed=True),
    )
    key = ring.derived(Kind.AUDIT, "leaf", leaf.key_number)
    return hmac.digest(key, joined(_BYTES, parts), hashlib.sha256)


def is_sealed(ring: KeyRing, leaf: Leaf) -> bool:
    """Tell whether the sealer wrote this leaf, just as it stands."""
    try:
        return hmac.compare_digest(leaf_mac(ring, leaf), leaf.mac)
    except KeyMissingError:
        return False
