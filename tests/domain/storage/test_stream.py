"""A sealed stream opens whole and unchanged, or not at all."""

import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.storage.keys import Kind, MemoryKeyRing
from domain.storage.stream import PIECE, StreamError, open_stream, seal_stream

RING = MemoryKeyRing({(Kind.BACKUP, 1): b"b" * 32})
_PRELUDE, _SEALED_PIECE = 54, PIECE + 16
_SIZES = [0, 1, PIECE - 5, PIECE - 4, PIECE - 3, PIECE, 2 * PIECE - 4, 3 * PIECE + 17]


def sealed(content: bytes, head: bytes = b"head") -> bytes:
    target = io.BytesIO()
    seal_stream(RING.current(Kind.BACKUP), head, io.BytesIO(content), target)
    return target.getvalue()


def opened(stream: bytes, ring: MemoryKeyRing = RING) -> bytes:
    return b"".join(open_stream(ring, io.BytesIO(stream)))


def pieces(stream: bytes) -> Iterator[bytes]:
    for at in range(_PRELUDE, len(stream), _SEALED_PIECE):
        yield stream[at : at + _SEALED_PIECE]


@pytest.mark.parametrize("size", _SIZES)
def test_what_was_sealed_opens_at_every_edge_of_a_piece(size: int) -> None:
    content = bytes(at % 251 for at in range(size))
    stream = sealed(content)
    assert opened(stream) == b"head" + content
    assert content not in stream or size <= 1


@pytest.mark.parametrize("size", _SIZES)
def test_a_stream_cut_at_a_piece_or_grown_by_a_byte_is_refused(size: int) -> None:
    stream = sealed(b"x" * size)
    cuts = {_PRELUDE, *range(_PRELUDE + _SEALED_PIECE, len(stream), _SEALED_PIECE)}
    for changed in (*(stream[:cut] for cut in cuts), stream[:-1], stream + b"\0"):
        with pytest.raises(StreamError):
            opened(changed)


@settings(max_examples=60)
@given(st.data())
def test_any_flipped_bit_and_any_cut_is_found(data: st.DataObject) -> None:
    stream = bytearray(sealed(b"y" * (PIECE + 99)))
    at = data.draw(st.integers(0, len(stream) - 1))
    with pytest.raises(StreamError):
        opened(bytes(stream[:at]))
    stream[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(StreamError):
        opened(bytes(stream))


def test_pieces_swapped_dropped_doubled_or_from_another_file_are_refused() -> None:
    stream, other = sealed(b"z" * (4 * PIECE)), sealed(b"z" * (4 * PIECE))
    first, *rest = pieces(stream)
    foreign = list(pieces(other))
    orders = [
        [rest[0], first, *rest[1:]],
        [first, *rest[1:]],
        [first, first, *rest],
        [first, foreign[1], *rest[1:]],
        [*rest[:-1], foreign[-1]],
        foreign,
    ]
    for order in orders:
        with pytest.raises(StreamError):
            opened(stream[:_PRELUDE] + b"".join(order))


def test_the_same_content_never_looks_the_same() -> None:
    assert sealed(b"same") != sealed(b"same")


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        (MemoryKeyRing({}), "no backup key 1"),
        (MemoryKeyRing({(Kind.BACKUP, 1): b"c" * 32}), "another key ring"),
        (MemoryKeyRing({(Kind.BACKUP, 2): b"b" * 32}), "no backup key 1"),
    ],
)
def test_a_wrong_ring_is_refused_in_words(ring: MemoryKeyRing, words: str) -> None:
    with pytest.raises(StreamError, match=words):
        opened(sealed(b"x"), ring)


@pytest.mark.parametrize(
    ("at", "words"), [(0, "no backup of this"), (8, "a version"), (9, "a version")]
)
def test_what_is_not_ours_or_not_known_is_said(at: int, words: str) -> None:
    stream = bytearray(sealed(b"x"))
    stream[at] ^= 0xFF
    with pytest.raises(StreamError, match=words):
        opened(bytes(stream))


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(junk: bytes) -> None:
    with pytest.raises(StreamError):
        opened(junk)
