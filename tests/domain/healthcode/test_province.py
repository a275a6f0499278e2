"""The lists of a whole province: every index gets its person's colour, by few bytes.

Of each person one index is present, and of one in fourteen another is still good that a newer
declaration took the place of: who renews on the last day of fourteen leaves a day of the old one.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from domain.credential.claims import INDEXES, SHARDS
from domain.credential.curve import PrivateKey
from domain.credential.status import Label, StatusList, list_of, read_list_envelope, sign_list
from domain.healthcode.lists import listed_colour
from tests.tallies import Tally

KEY = PrivateKey(b"k" * 32)
CODES = 47_000_000
SHARD_CODES = CODES // SHARDS
SAMPLED = 20_000
RENEWED = 14
MOST_BYTES = 1_050 * 1024
# One of a hundred is no longer what was signed: in turn red, yellow, grey, or lifted to green.
CHANGED = 100
AS_OF = 1586217600


@dataclass(frozen=True)
class Person:
    """A person's colour now, and whether nothing but green was ever signed of them."""

    colour: str
    plain: bool


PLAIN = Person("green", plain=True)
TURNED = (
    Person("red", plain=False),
    Person("yellow", plain=True),
    Person("grey", plain=True),
    Person("green", plain=False),
)


def people(count: int) -> Iterator[Person]:
    for at in range(count):
        yield PLAIN if at % CHANGED else TURNED[at // CHANGED % len(TURNED)]


def drawn(count: int) -> list[int]:
    """Draw so many different indexes, as the issuer does."""
    found: set[int] = set()
    while len(found) < count:
        found.add(secrets.randbelow(INDEXES))
    return list(found)


@dataclass(frozen=True)
class Counted:
    """One shard: its list's bytes and entries, what it was asked for, what it answered wrongly.

    `former` is how many entries it had when every superseded index was listed.
    """

    size: int
    listed: int
    former: int
    asked: int
    wrong: int


def counted(count: int) -> Counted:
    """Build a shard of so many people, and ask its list for every index of theirs."""
    numbers = drawn(count + count // RENEWED)
    owners = list(people(count))
    # Every fourteenth has an older index besides, of the same colours.
    held = [
        *zip(numbers, owners, strict=False),
        *zip(numbers[count:], owners[: count // RENEWED], strict=False),
    ]
    entries, former = {}, 0
    for at, (number, one) in enumerate(held):
        colour = listed_colour(one.colour, plain=one.plain, ended=False, over=False)
        former += at >= count or colour is not None
        if colour is not None:
            entries[number] = colour
    raw = sign_list(Label("YN", 3, AS_OF, 18359), entries, KEY)
    found = list_of(read_list_envelope(raw))
    return Counted(len(raw), len(entries), former, len(held), wrong_over(found, held))


def wrong_over(found: StatusList, held: list[tuple[int, Person]]) -> int:
    """Count the indexes by which a checker would be told another colour than the person has."""
    return sum((found.colour_of(at) or "green") != one.colour for at, one in held)


def test_no_index_of_a_small_shard_is_told_another_colour() -> None:
    found = counted(SAMPLED)
    assert found.wrong == 0
    assert found.asked == SAMPLED + SAMPLED // RENEWED
    changed = SAMPLED // CHANGED
    assert changed <= found.listed <= changed * (1 + 2 / RENEWED)


@pytest.mark.prove
@pytest.mark.timeout(1800)
def test_no_index_of_the_province_is_told_another_colour(tally: Tally) -> None:
    """All of 47 million people's, one in a hundred of them changed: 16 shards, exact."""
    found = [counted(SHARD_CODES) for _ in range(SHARDS)]
    sums = {
        name: sum(getattr(each, name) for each in found)
        for name in ("asked", "listed", "former", "size", "wrong")
    }
    tally("C2 status lists", **sums)
    assert sums["wrong"] == 0
    assert sums["asked"] == (SHARD_CODES + SHARD_CODES // RENEWED) * SHARDS
    assert sums["size"] <= MOST_BYTES
