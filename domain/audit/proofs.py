"""Proofs over the tree (RFC 9162, 2.1.3 and 2.1.4): a leaf is in it; it only ever grew.

Making one asks for the roots of perfect subtrees, as (level, index); checking one needs nothing
but hashes, so a second keeper can do it with a page of code of their own.
"""

from collections.abc import Callable, Iterator, Sequence

from domain.audit.tree import node_hash

Perfect = Callable[[int, int], bytes]
_Range = tuple[int, int]


def inclusion_proof(position: int, size: int, perfect: Perfect) -> tuple[bytes, ...]:
    """Prove that a leaf stands at a position of a log of `size` leaves, from the leaf upwards."""
    if not 0 <= position < size:
        message = "the log has no such position"
        raise ValueError(message)
    return tuple(_root(part, perfect) for part in _beside(position, (0, size)))


def consistency_proof(first: int, second: int, perfect: Perfect) -> tuple[bytes, ...]:
    """Prove that a log of `first` leaves is the beginning of one of `second` leaves."""
    if not 0 < first <= second:
        message = "the first log is empty or larger than the second"
        raise ValueError(message)
    return tuple(_root(part, perfect) for part in _shared(first, (0, second), whole=True))


def is_included(leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion proof against a root (2.1.3.2)."""
    if not 0 <= position < size:
        return False
    walk = _Walk(position, size - 1)
    made = leaf
    for beside in path:
        if walk.last == 0:
            return False
        made = node_hash(beside, made) if walk.turns_left() else node_hash(made, beside)
        walk.rise()
    return walk.last == 0 and made == root


def is_consistent(
    first: int, first_root: bytes, second: int, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Check a consistency proof between two roots (2.1.4.2)."""
    if first == second:
        return not path and first_root == second_root
    if not 0 < first < second or not path:
        return False
    if first & (first - 1) == 0:
        path = (first_root, *path)
    walk = _Walk(first - 1, second - 1)
    while walk.at & 1:
        walk.rise()
    old = new = path[0]
    for beside in path[1:]:
        if walk.last == 0:
            return False
        if walk.turns_left():
            old, new = node_hash(beside, old), node_hash(beside, new)
        else:
            new = node_hash(new, beside)
        walk.rise()
    return walk.last == 0 and (old, new) == (first_root, second_root)


class _Walk:
    """The way up that both checks go: where the path is, and the level's last node."""

    __slots__ = ("at", "last")

    def __init__(self, at: int, last: int) -> None:
        self.at, self.last = at, last

    def turns_left(self) -> bool:
        """Tell whether the next hash stands on the left, skipping levels without a sibling."""
        if not self.at & 1 and self.at != self.last:
            return False
        while self.at and not self.at & 1:
            self.rise()
        return True

    def rise(self) -> None:
        self.at, self.last = self.at >> 1, self.last >> 1


def _split(part: _Range) -> int:
    """Give where a part divides: after the largest power of two smaller than its size."""
    first, end = part
    return first + (1 << ((end - first - 1).bit_length() - 1))


def _beside(position: int, part: _Range) -> Iterator[_Range]:
    first, end = part
    if end - first == 1:
        return
    middle = _split(part)
    if position < middle:
        yield from _beside(position, (first, middle))
        yield middle, end
    else:
        yield from _beside(position, (middle, end))
        yield first, middle


def _shared(size: int, part: _Range, *, whole: bool) -> Iterator[_Range]:
    first, end = part
    if size == end:
        if not whole:
            yield part
        return
    middle = _split(part)
    if size <= middle:
        yield from _shared(size, (first, middle), whole=whole)
        yield middle, end
    else:
        yield from _shared(size, (middle, end), whole=False)
        yield first, middle


def _root(part: _Range, perfect: Perfect) -> bytes:
    first, end = part
    size = end - first
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return perfect(level, first >> level)
    middle = _split(part)
    return node_hash(_root((first, middle), perfect), _root((middle, end), perfect))
