"""Good codes with one thing changed, the same ones each time: the bytes come from a hash chain."""

import hashlib
from collections.abc import Callable, Iterator

from domain.credential.scanned import PREFIX, bare_text, live_text
from tests.domain.credential.world import CURRENT, FOREIGN, OLD, START, people

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
Mutation = Callable[["Dice", bytearray], None]


class Dice:
    """Numbers that look random and are the same in every run."""

    def __init__(self, seed: str) -> None:
        self._state = hashlib.sha256(seed.encode()).digest()

    def below(self, most: int) -> int:
        self._state = hashlib.sha256(self._state).digest()
        return int.from_bytes(self._state) % most


def _flip(dice: Dice, raw: bytearray) -> None:
    raw[dice.below(len(raw))] ^= 1 << dice.below(8)


def _byte(dice: Dice, raw: bytearray) -> None:
    raw[dice.below(len(raw))] = dice.below(256)


def _flip_head(dice: Dice, raw: bytearray) -> None:
    raw[dice.below(24)] ^= 1 << dice.below(8)


def _drop(dice: Dice, raw: bytearray) -> None:
    del raw[dice.below(len(raw))]


def _put_in(dice: Dice, raw: bytearray) -> None:
    raw.insert(dice.below(len(raw)), dice.below(256))


def _cut(dice: Dice, raw: bytearray) -> None:
    del raw[dice.below(len(raw)) :]


def _trail(dice: Dice, raw: bytearray) -> None:
    raw += bytes(dice.below(256) for _ in range(1 + dice.below(9)))


def _repeat(dice: Dice, raw: bytearray) -> None:
    at, length = dice.below(len(raw)), 1 + dice.below(40)
    raw[at:at] = raw[at : at + length]


def _swap(dice: Dice, raw: bytearray) -> None:
    one, other = dice.below(len(raw)), dice.below(len(raw))
    raw[one], raw[other] = raw[other], raw[one]


def _huge_length(dice: Dice, raw: bytearray) -> None:
    at = dice.below(len(raw))
    raw[at : at + 1] = bytes([0x5B + 0x20 * dice.below(3)]) + bytes(
        dice.below(256) for _ in range(8)
    )


def _nothing_inside(dice: Dice, raw: bytearray) -> None:
    raw[dice.below(len(raw))] = (0xF6, 0xF7, 0xF9, 0xFF, 0x9F, 0xBF, 0x5F, 0x7F, 0xC0)[
        dice.below(9)
    ]


def _another_kid(dice: Dice, raw: bytearray) -> None:
    at = raw.find(b"\x04\x48") + 2
    kids = [OLD.public.kid, CURRENT.public.kid, FOREIGN.public.kid, bytes(8)]
    raw[at : at + 8] = kids[dice.below(4)]


def _another_algorithm(dice: Dice, raw: bytearray) -> None:
    at = raw.find(b"\x01\x26\x04\x48")
    raw[at + 1] = (0x00, 0x05, 0x20, 0x27, 0x2E, 0x21)[dice.below(6)]


def _key_twice(dice: Dice, raw: bytearray) -> None:
    at = raw.find(b"\x01\x62")
    raw[at - 1 : at + 4] = bytes([raw[at - 1] + 1]) + raw[at : at + 4] * (1 + dice.below(2))
    raw[at + 4 + dice.below(2)] ^= dice.below(2)


BYTES: tuple[Mutation, ...] = (
    _flip, _byte, _flip_head, _drop, _put_in, _cut, _trail, _repeat, _swap, _huge_length,
    _nothing_inside, _another_kid, _another_algorithm, _key_twice,
)  # fmt: skip


def _sign(dice: Dice, text: str) -> str:
    at = len(PREFIX) + dice.below(len(text) - len(PREFIX))
    return text[:at] + ALPHABET[dice.below(45)] + text[at + 1 :]


def _turned(dice: Dice, text: str) -> str:
    at = len(PREFIX) + dice.below(len(text) - len(PREFIX) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _shorter(dice: Dice, text: str) -> str:
    return text[: 1 + dice.below(len(text) - 1)]


TEXTS = (_sign, _turned, _shorter)


def mutations(count: int) -> Iterator[str]:
    """Give so many texts, each a good code with one thing changed, none of them twice."""
    dice = Dice("mutations")
    good = [people()[name] for name in ("green", "foreign", "paper_green", "red")]
    step = START // 15
    originals = [each.live(step) for each in good[:2]] + [good[2].bare, good[3].live(step)]
    seen = set(originals)
    while len(seen) < count + len(originals):
        at, which = dice.below(len(good)), dice.below(len(BYTES) + len(TEXTS))
        if which < len(BYTES):
            text = _mutated(dice, good[at].whole, BYTES[which], originals[at], step)
        else:
            text = TEXTS[which - len(BYTES)](dice, originals[at])
        if text not in seen:
            seen.add(text)
            yield text


def _mutated(dice: Dice, whole: bytes, change: Mutation, original: str, step: int) -> str:
    """Change the credential within its text, or now and then what stands around it."""
    raw = bytearray(whole)
    while raw == whole:
        change(dice, raw)
    if dice.below(2) or "paper" in original:
        return bare_text(bytes(raw))
    return live_text(bytes(raw), step, bytes(dice.below(256) for _ in range(64)))
