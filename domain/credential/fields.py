"""Taking typed fields out of what the CBOR reader gave: known keys, types and ranges only."""

from collections.abc import Iterable

from domain.credential.cbor import MalformedError, Value

MOST_INSTANT = 2**32 - 1
"""The last instant that fits a credential: seconds of Unix time, until the year 2106."""
_MOST_ISSUER = 8
_ISSUER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


class Fields:
    """A map's fields, each asked for by key; whoever reads it says which keys there may be."""

    __slots__ = ("_held",)

    def __init__(self, value: Value, needed: Iterable[int], possible: Iterable[int] = ()) -> None:
        """Take a map with all the needed keys and at most the possible ones besides."""
        if not isinstance(value, dict):
            raise MalformedError
        needed = set(needed)
        if not needed <= value.keys() or not value.keys() <= needed | set(possible):
            raise MalformedError
        self._held = value

    def __contains__(self, key: int) -> bool:
        return key in self._held

    def value(self, key: int) -> Value:
        """Give a field as it is."""
        return self._held[key]

    def number(self, key: int, least: int = 0, most: int = MOST_INSTANT) -> int:
        """Give an integer within its range."""
        return number(self._held[key], least, most)

    def raw(self, key: int, length: int | None = None) -> bytes:
        """Give a byte string, of exactly so many bytes where a length is named."""
        value = self._held[key]
        if not isinstance(value, bytes) or (length is not None and len(value) != length):
            raise MalformedError
        return value

    def text(self, key: int, most: int) -> str:
        """Give a text of one to `most` bytes of UTF-8."""
        value = self._held[key]
        if not isinstance(value, str) or not 0 < len(value.encode()) <= most:
            raise MalformedError
        return value

    def items(self, key: int, most: int) -> list[Value]:
        """Give an array of at most so many items."""
        value = self._held[key]
        if not isinstance(value, list) or len(value) > most:
            raise MalformedError
        return value

    def issuer(self, key: int = 1) -> str:
        """Give an issuer's id: one to eight capital letters and digits, such as YN."""
        found = self.text(key, _MOST_ISSUER)
        if not _ISSUER.issuperset(found):
            raise MalformedError
        return found


def number(value: Value, least: int, most: int) -> int:
    """Give an integer (true and false are none) within a range; raises MalformedError."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise MalformedError
    return value
