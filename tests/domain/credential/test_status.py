"""Status lists are exact: over every index, in every density; deltas make of a base what is now."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.credential import rice
from domain.credential.claims import COLOURS, INDEXES, SHARDS
from domain.credential.curve import PrivateKey
from domain.credential.status import (
    Label,
    Shard,
    StatusList,
    changes,
    list_of,
    read_list_envelope,
    sign_list,
)
from domain.kernel.colour import Colour

KEY = PrivateKey(b"k" * 32)
CODES = 47_000_000
SHARD_CODES = CODES // SHARDS
SAMPLED = 20_000
_entries = st.dictionaries(st.integers(0, INDEXES - 1), st.sampled_from(list(Colour)), max_size=60)


def read(entries: dict[int, Colour], sequence: int = 0, base: bytes = b"") -> StatusList:
    raw = sign_list(Label("YN", 3, 1586217600, 18359, sequence, base), entries, KEY)
    return list_of(read_list_envelope(raw))


def drawn(count: int) -> set[int]:
    """Draw so many different indexes, as the issuer does."""
    found: set[int] = set()
    while len(found) < count:
        found.add(secrets.randbelow(INDEXES))
    return found


@given(_entries)
def test_what_is_listed_is_read_and_nothing_else(entries: dict[int, Colour]) -> None:
    found = read(entries)
    assert {index: found.colour_of(index) for index in entries} == entries
    beside = {index + step for index in entries for step in (-1, 1)} - entries.keys()
    assert {found.colour_of(index) for index in beside} <= {None}


@given(_entries, _entries)
def test_a_delta_makes_of_a_base_what_is_now(
    before: dict[int, Colour], now: dict[int, Colour]
) -> None:
    base = read(before)
    shard = Shard(base, read(changes(base, now), 1, base.digest))
    for index in before.keys() | now.keys():
        assert (shard.colour_of(index) or Colour.GREEN) is now.get(index, Colour.GREEN)


@pytest.mark.parametrize("entries", [{}, {0: Colour.RED}, {INDEXES - 1: Colour.GREY}])
def test_the_edges(entries: dict[int, Colour]) -> None:
    found = read(entries)
    for index in (0, 1, INDEXES - 2, INDEXES - 1):
        assert found.colour_of(index) is entries.get(index)


@pytest.mark.parametrize("k", [0, 1, 6, 13, 27])
def test_every_parameter_reads_what_it_wrote(k: int) -> None:
    numbers = [secrets.randbelow(5_000), 5_001, 5_002, 5_100]
    used, bits = rice.pack(numbers, k)
    assert used == k
    assert rice.unpack(k, len(numbers), bits, INDEXES) == numbers


def test_the_parameter_is_the_best_there_is() -> None:
    for share in (0.0001, 0.001, 0.01, 0.05, 0.5):
        gaps = rice.gaps_of(sorted(drawn(int(4_000 * share) + 2)))
        cost = [len(gaps) * (k + 1) + sum(gap >> k for gap in gaps) for k in range(28)]
        assert cost[rice.best_parameter(gaps)] == min(cost)


def listed_of(codes: set[int], share: float) -> dict[int, Colour]:
    """Choose a share of the codes and give each a colour."""
    chosen = sorted(codes)[: max(int(len(codes) * share), 1)]
    return {index: COLOURS[secrets.randbelow(4)] for index in chosen}


def wrong_over(found: StatusList, entries: dict[int, Colour], codes: set[int]) -> int:
    """Count the codes to which the list gives another colour than they have."""
    return sum(found.colour_of(index) is not entries.get(index) for index in codes)


@pytest.mark.parametrize("share", [0.001, 0.01, 0.05])
def test_no_code_of_a_small_shard_gets_another_colour(share: float) -> None:
    codes = drawn(SAMPLED)
    entries = listed_of(codes, share)
    assert wrong_over(read(entries), entries, codes) == 0


@pytest.mark.prove
@pytest.mark.parametrize("share", [0.001, 0.01, 0.05])
def test_no_code_of_the_province_gets_another_colour(share: float) -> None:
    """Every code of all 16 shards, 47 million of them."""
    checked, listed = 0, int(SHARD_CODES * share)
    for _ in range(SHARDS):
        codes = drawn(SHARD_CODES)
        chosen = secrets.SystemRandom().sample(sorted(codes), listed)
        entries = {index: COLOURS[at % len(COLOURS)] for at, index in enumerate(chosen)}
        assert wrong_over(read(entries), entries, codes) == 0
        checked += len(codes)
    assert checked == SHARD_CODES * SHARDS


@pytest.mark.prove
def test_no_index_of_a_whole_shard_gets_another_colour() -> None:
    """All 2^28 indexes of one shard of full size, whether they are anybody's or nobody's."""
    entries = {index: COLOURS[secrets.randbelow(4)] for index in drawn(SHARD_CODES // 100)}
    found = read(entries)
    assert list(found.indexes) == sorted(entries)
    wrong, window = 0, 2**20
    for start in range(0, INDEXES, window):
        # What the list says of each index of the window, from its lookups alone.
        told = [found.colour_of(index) for index in range(start, start + window)]
        named = [index for index in entries if start <= index < start + window]
        wrong += sum(told[index - start] is not entries[index] for index in named)
        wrong += window - told.count(None) - len(named)
    assert wrong == 0
