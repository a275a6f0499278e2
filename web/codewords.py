"""The codewords of a QR (ISO/IEC 18004, 7.4 and 7.5): data bits, then Reed-Solomon by table.

`qrcode` divides polynomials in Python objects, which is half of the time a code takes. A table of
256 remainders for each length of correction does the same in one step a byte.
"""

from collections.abc import Iterator
from functools import cache
from itertools import chain, cycle, islice, zip_longest

from qrcode.base import gexp, glog, rs_blocks
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import ALPHA_NUM, MODE_ALPHA_NUM, length_in_bits

_BYTE = 8
_PAIR = 11
_SINGLE = 6
_TERMINATOR = 4
_PADDING = (0xEC, 0x11)
_VALUE = {character: value for value, character in enumerate(ALPHA_NUM)}


def codewords(raw: bytes, mode: int, version: int) -> list[int]:
    """Give all codewords at correction M in the order in which they are laid, data then correction.

    `raw` fits the version: whoever calls has chosen it by the length.
    """
    sizes = [(each.data_count, each.total_count) for each in rs_blocks(version, ERROR_CORRECT_M)]
    data = iter(_data(raw, mode, version, sum(count for count, _ in sizes)))
    blocks = [bytes(islice(data, count)) for count, _ in sizes]
    corrections = [
        _remainder(block, total - count)
        for block, (count, total) in zip(blocks, sizes, strict=True)
    ]
    return [*_interleaved(blocks), *_interleaved(corrections)]


def _data(raw: bytes, mode: int, version: int, room: int) -> bytes:
    """Give the data codewords: mode, length, characters, terminator, padding."""
    width = length_in_bits(mode, version)  # type: ignore[arg-type] # the stubs want literals
    head = f"{mode:04b}{len(raw):0{width}b}"
    bits = head + (_pairs(raw) if mode == MODE_ALPHA_NUM else _bytes(raw))
    bits += "0" * min(_TERMINATOR, room * _BYTE - len(bits))
    bits += "0" * (-len(bits) % _BYTE)
    data = int(bits, 2).to_bytes(len(bits) // _BYTE, "big")
    return data + bytes(islice(cycle(_PADDING), room - len(data)))


def _pairs(raw: bytes) -> str:
    """Give the bits of alphanumeric text: two characters in 11 bits, a last single one in 6."""
    values = [_VALUE[each] for each in raw]
    pairs = zip(values[::2], values[1::2], strict=False)
    bits = "".join(f"{45 * left + right:0{_PAIR}b}" for left, right in pairs)
    return bits + (f"{values[-1]:0{_SINGLE}b}" if len(values) % 2 else "")


def _bytes(raw: bytes) -> str:
    """Give the bits of anything else: a byte each."""
    return "".join(f"{each:08b}" for each in raw)


def _remainder(block: bytes, count: int) -> bytes:
    """Give a block's correction codewords: its polynomial's remainder by the generator's."""
    table, keep, top, rest = _table(count), (1 << _BYTE * count) - 1, _BYTE * (count - 1), 0
    for each in block:
        rest = (rest << _BYTE & keep) ^ table[rest >> top ^ each]
    return rest.to_bytes(count, "big")


@cache
def _table(count: int) -> tuple[int, ...]:
    """Give, for each leading codeword, its multiple of the generator of so many roots."""
    generator = [1]
    for root in range(count):
        shifted = [_times(each, gexp(root)) for each in generator]
        generator = [a ^ b for a, b in zip([*generator, 0], [0, *shifted], strict=True)]
    return tuple(
        int.from_bytes(bytes(_times(lead, each) for each in generator[1:]), "big")
        for lead in range(256)
    )


def _times(left: int, right: int) -> int:
    """Multiply in GF(256)."""
    return gexp(glog(left) + glog(right)) if left and right else 0


def _interleaved(blocks: list[bytes]) -> Iterator[int]:
    laid = chain.from_iterable(zip_longest(*blocks))
    return (each for each in laid if each is not None)
