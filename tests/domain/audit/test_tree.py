"""The tree is RFC 9162's: against its definitions, written down anew, and published roots."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.audit.proofs import consistency_proof, inclusion_proof, is_consistent, is_included
from domain.audit.tree import EMPTY, Frontier, height_at, leaf_hash, peaks

# The leaves and roots of the reference implementation of Certificate Transparency (RFC 6962).
PUBLISHED = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (
        "606162636465666768696a6b6c6d6e6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
]
SIZES = some.integers(1, 130)


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, as it is written there."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = half(len(leaves))
    return hashlib.sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = half(len(leaves))
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_subproof(m: int, leaves: list[bytes], *, whole: bool) -> list[bytes]:
    """SUBPROOF of 2.1.4.1."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = half(len(leaves))
    if m <= k:
        return [*naive_subproof(m, leaves[:k], whole=whole), naive_root(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], whole=False), naive_root(leaves[:k])]


def half(size: int) -> int:
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def data(size: int) -> list[bytes]:
    return [number.to_bytes(2) for number in range(size)]


def grown(leaves: list[bytes]) -> Frontier:
    frontier = Frontier()
    for leaf in leaves:
        frontier.add(leaf_hash(leaf))
    return frontier


def perfect_of(leaves: list[bytes], level: int, index: int) -> bytes:
    return naive_root(leaves[index << level : (index + 1) << level])


def test_the_published_roots() -> None:
    frontier = Frontier()
    for leaf, root in PUBLISHED:
        frontier.add(leaf_hash(bytes.fromhex(leaf)))
        assert frontier.root().hex() == root
    assert Frontier().root() == EMPTY


def test_a_frontier_has_the_root_of_the_definition_at_every_size() -> None:
    for size in range(200):
        leaves = data(size)
        frontier = grown(leaves)
        assert frontier.root() == naive_root(leaves)
        assert list(frontier.roots) == [perfect_of(leaves, *peak) for peak in peaks(size)]


@given(SIZES, some.data())
def test_a_frontier_taken_up_again_goes_on_as_if_never_left(
    size: int, draw: some.DataObject
) -> None:
    leaves = data(size)
    first = draw.draw(some.integers(0, size))
    before = grown(leaves[:first])
    after = Frontier(before.size, before.roots)
    for position, leaf in enumerate(leaves[first:], first):
        node = after.add(leaf_hash(leaf))
        height = height_at(position)
        assert node == perfect_of(leaves, height, position >> height)
    assert after.root() == naive_root(leaves)


@given(SIZES, some.data())
def test_inclusion(size: int, draw: some.DataObject) -> None:
    leaves = data(size)
    at = draw.draw(some.integers(0, size - 1))
    path = inclusion_proof(at, size, lambda level, index: perfect_of(leaves, level, index))
    root, leaf = naive_root(leaves), leaf_hash(leaves[at])
    assert list(path) == naive_path(at, leaves)
    assert is_included(leaf, at, size, path, root)
    assert not is_included(leaf_hash(b"other"), at, size, path, root)
    assert not is_included(leaf, at, size, path, leaf_hash(b"other"))
    assert not is_included(leaf, at, size, (*path, EMPTY), root)
    elsewhere = draw.draw(some.integers(-1, size + 1))
    assert is_included(leaf, elsewhere, size, path, root) is (elsewhere == at)
    if path:
        assert not is_included(leaf, at, size, path[:-1], root)
        spoilt = draw.draw(some.integers(0, len(path) - 1))
        assert not is_included(leaf, at, size, (*path[:spoilt], EMPTY, *path[spoilt + 1 :]), root)


@given(SIZES, some.data())
def test_consistency(second: int, draw: some.DataObject) -> None:
    leaves = data(second)
    first = draw.draw(some.integers(1, second))
    path = consistency_proof(first, second, lambda level, index: perfect_of(leaves, level, index))
    old, new = naive_root(leaves[:first]), naive_root(leaves)
    assert list(path) == naive_subproof(first, leaves, whole=True)
    assert is_consistent(first, old, second, new, path)
    assert not is_consistent(first, EMPTY, second, new, path)
    assert not is_consistent(first, old, second, EMPTY, path)
    assert not is_consistent(first, old, second, new, (*path, EMPTY))
    if path:
        assert not is_consistent(first, old, second, new, path[:-1])
        spoilt = draw.draw(some.integers(0, len(path) - 1))
        other = (*path[:spoilt], EMPTY, *path[spoilt + 1 :])
        assert not is_consistent(first, old, second, new, other)


def test_a_proof_for_a_thousand_million_leaves_has_960_bytes() -> None:
    asked: list[tuple[int, int]] = []

    def perfect(level: int, index: int) -> bytes:
        asked.append((level, index))
        return EMPTY

    assert sum(map(len, inclusion_proof(123_456_789, 10**9, perfect))) == 960
    assert len(asked) < 60


@pytest.mark.parametrize("at", [-1, 3])
def test_no_proof_of_what_is_not_there(at: int) -> None:
    with pytest.raises(ValueError, match="no such position"):
        inclusion_proof(at, 3, lambda _level, _index: EMPTY)
    with pytest.raises(ValueError, match="first log"):
        consistency_proof(0 if at < 0 else 4, 3, lambda _level, _index: EMPTY)
    assert not is_consistent(4, EMPTY, 3, EMPTY, ())
