"""The Merkle tree of RFC 9162, 2.1: how leaves and nodes hash, and a frontier that grows it.

A log of n leaves is a row of perfect subtrees, one for each bit of n, largest first. Their roots
are all that adding the next leaf needs, so no old leaf is ever read again.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import reduce

HASH_BYTES = 32
EMPTY = hashlib.sha256().digest()
"""The root of a log without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """Hash one leaf's data; the prefix keeps a leaf from being taken for a node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children into their parent."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def peaks(size: int) -> Iterator[tuple[int, int]]:
    """Give the perfect subtrees of a log, left to right, as (level, index in that level)."""
    first = 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            yield level, first >> level
            first += 1 << level


def height_at(position: int) -> int:
    """Give the level of the largest perfect subtree that ends with this leaf (0: itself)."""
    after = position + 1
    return (after & -after).bit_length() - 1


class Frontier:
    """The roots of a log's perfect subtrees, which is all that growing it takes."""

    __slots__ = ("_roots", "size")

    def __init__(self, size: int = 0, roots: Iterable[bytes] = ()) -> None:
        """Stand at a size, with the roots of `peaks(size)` in their order."""
        self.size = size
        self._roots = list(roots)

    @property
    def roots(self) -> tuple[bytes, ...]:
        """Give the roots, largest subtree first."""
        return tuple(self._roots)

    def add(self, leaf: bytes) -> bytes:
        """Take the next leaf's hash; give the root of the largest perfect subtree it ends."""
        node = leaf
        for _ in range(height_at(self.size)):
            node = node_hash(self._roots.pop(), node)
        self._roots.append(node)
        self.size += 1
        return node

    def correct_last(self, root: bytes) -> None:
        """Put another root in the place of the last subtree's."""
        self._roots[-1] = root

    def root(self) -> bytes:
        """Give the root of the whole."""
        if not self._roots:
            return EMPTY
        return reduce(lambda right, left: node_hash(left, right), reversed(self._roots))
