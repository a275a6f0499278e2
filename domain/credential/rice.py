"""Sorted numbers as their gaps in Golomb-Rice code (Golomb 1966; Rice 1979): exact, and small.

A gap g (the numbers skipped since the one before) is written as g >> k ones, a zero, and the k low
bits of g, the highest first; k is chosen for each list. At one in a hundred of 47 million codes in
16 shards of 2^28 this is 14.6 bits an entry, within a twentieth of a bit of the entropy.
"""

from collections.abc import Sequence
from math import log2

from domain.credential.cbor import MalformedError

MOST_PARAMETER = 27
_LN2 = 0.6931471805599453


def best_parameter(gaps: Sequence[int]) -> int:
    """Give the k with which a list comes out shortest."""
    if not gaps:
        return 0
    mean = sum(gaps) / len(gaps)
    near = int(log2(max(mean * _LN2, 1)))
    candidates = range(max(near - 1, 0), min(near + 2, MOST_PARAMETER) + 1)
    return min(candidates, key=lambda k: len(gaps) * (k + 1) + sum(gap >> k for gap in gaps))


def pack(numbers: Sequence[int], parameter: int | None = None) -> tuple[int, bytes]:
    """Give k, the best unless one is named, and the bits of strictly rising numbers.

    The bits are filled up with zeros to whole bytes.
    """
    gaps = gaps_of(numbers)
    k = best_parameter(gaps) if parameter is None else parameter
    low = (1 << k) - 1
    bits = "".join("1" * (gap >> k) + (f"0{gap & low:0{k}b}" if k else "0") for gap in gaps)
    length = (len(bits) + 7) // 8
    return k, int(bits.ljust(length * 8, "0") or "0", 2).to_bytes(length)


def unpack(k: int, count: int, raw: bytes, below: int) -> list[int]:
    """Give back `count` numbers below a bound; the one encoding only, else MalformedError.

    The work is bounded by the bits there are: each number takes at least k + 1 of them.
    """
    if count * (k + 1) > 8 * len(raw):
        raise MalformedError
    bits = bin(int.from_bytes(b"\x01" + raw))[3:]
    found: list[int] = []
    at, last = 0, -1
    for _ in range(count):
        stop = bits.find("0", at)
        at_end = stop + 1 + k
        if stop < 0 or at_end > len(bits):
            raise MalformedError
        low = int(bits[stop + 1 : at_end], 2) if k else 0
        last += ((stop - at) << k) + low + 1
        if last >= below:
            raise MalformedError
        found.append(last)
        at = at_end
    if len(bits) - at > 7 or "1" in bits[at:]:  # noqa: PLR2004 - less than a byte of filling
        raise MalformedError
    return found


def gaps_of(numbers: Sequence[int]) -> list[int]:
    """Give the numbers skipped before each; raises ValueError unless they rise."""
    gaps = []
    last = -1
    for each in numbers:
        if each <= last:
            message = "the numbers do not rise"
            raise ValueError(message)
        gaps.append(each - last - 1)
        last = each
    return gaps
