"""Deterministic CBOR (RFC 8949, 4.2.1): written by cbor2, read by a strict reader of our own.

What is read is the part our formats use, in its one allowed encoding: integers up to 2^53 - 1 (so
that every language has them exactly), byte and text strings, arrays, maps with integer keys in
rising order, false and true. Everything else is refused: longer heads than needed, indefinite
lengths, duplicate or unsorted keys, tags, floats, null, what comes after the end. Each item takes
at least a byte and nests at most MOST_DEPTH deep, so the work is bounded by the input's length.
"""

from typing import TypeAlias

import cbor2

MOST_DEPTH = 6
MOST_NUMBER = 2**53 - 1
_FALSE, _TRUE = 0xF4, 0xF5
_DIRECT = 24
_WIDEST = 27

Value: TypeAlias = "int | bool | bytes | str | list[Value] | dict[int, Value]"


class MalformedError(Exception):
    """These bytes are not in the form that is asked for."""


def encode(value: object) -> bytes:
    """Write a value as deterministic CBOR; map keys must be integers below 24 or beyond -257.

    (cbor2 sorts keys by length first, as RFC 7049 did; for such keys both orders are the same.)
    """
    return cbor2.dumps(value, canonical=True)


def decode(data: bytes) -> Value:
    """Read one item and nothing after it; raises MalformedError."""
    reader = _Reader(data)
    value = reader.item(0)
    if reader.at != len(data):
        raise MalformedError
    return value


class _Reader:
    __slots__ = ("_data", "at")

    def __init__(self, data: bytes) -> None:
        self._data, self.at = data, 0

    def item(self, depth: int) -> Value:
        if depth > MOST_DEPTH:
            raise MalformedError
        major, argument = self._head()
        if major in {0, 1}:
            return -1 - argument if major else argument
        if major == 7:  # noqa: PLR2004 - RFC 8949, 3.1
            return argument == _TRUE
        if argument > len(self._data) - self.at:
            raise MalformedError
        if major in {2, 3}:
            return self._string(argument, text=major == 3)  # noqa: PLR2004 - RFC 8949, 3.1
        if major == 4:  # noqa: PLR2004 - RFC 8949, 3.1
            return [self.item(depth + 1) for _ in range(argument)]
        return self._map(argument, depth)

    def _map(self, count: int, depth: int) -> dict[int, Value]:
        found: dict[int, Value] = {}
        before = b""
        for _ in range(count):
            start = self.at
            key = self.item(depth + 1)
            written = self._data[start : self.at]
            if not isinstance(key, int) or isinstance(key, bool) or written <= before:
                raise MalformedError
            before = written
            found[key] = self.item(depth + 1)
        return found

    def _string(self, length: int, *, text: bool) -> bytes | str:
        raw = self._take(length)
        if not text:
            return raw
        try:
            return raw.decode()
        except UnicodeDecodeError:
            raise MalformedError from None

    def _head(self) -> tuple[int, int]:
        """Give the major type and its argument; for false and true, the byte itself."""
        first = self._take(1)[0]
        major, short = first >> 5, first & 31
        if major == 7 and first in {_FALSE, _TRUE}:  # noqa: PLR2004 - RFC 8949, 3.1
            return major, first
        if major > 5 or short > _WIDEST:  # noqa: PLR2004 - no tags, no other simple values
            raise MalformedError
        if short < _DIRECT:
            return major, short
        width = 1 << (short - _DIRECT)
        argument = int.from_bytes(self._take(width))
        least = _DIRECT if width == 1 else 1 << (4 * width)
        if not least <= argument <= MOST_NUMBER:
            raise MalformedError
        return major, argument

    def _take(self, length: int) -> bytes:
        end = self.at + length
        if end > len(self._data):
            raise MalformedError
        raw = self._data[self.at : end]
        self.at = end
        return raw
