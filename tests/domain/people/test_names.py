"""Reading names and masking them outward: a table of cases, and what must hold for any text."""

import unicodedata
from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people.masking import mask, tail
from domain.people.names import LONGEST_NAME, NameFault, is_han, read_name
from tests.domain.people.tables import rows_of

ROWS = rows_of("names")
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
LETTERS = st.characters(categories=("Lu", "Ll", "Lo"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["case"])
def test_case(row: Mapping[str, str]) -> None:
    """Each name reads, and is masked, as the table says."""
    read = read_name(row["typed"])
    assert read == row["name"]
    assert isinstance(read, NameFault) or mask(read) == row["masked"]


def test_too_long() -> None:
    """The longest name passes, one letter more does not."""
    assert read_name("a" * LONGEST_NAME) == "a" * LONGEST_NAME
    assert read_name("a" * (LONGEST_NAME + 1)) is NameFault.TOO_LONG


@given(st.text())
def test_any_text_reads_or_is_faulted(typed: str) -> None:
    """No text breaks the reader or the mask, and a name read is read again as itself."""
    read = read_name(typed)
    assert mask(typed)
    if not isinstance(read, NameFault):
        assert read_name(read) == read


@given(st.text(HAN, min_size=1, max_size=30))
def test_han_name_shows_first_and_last_at_most(name: str) -> None:
    """Of a Han name two characters at most are seen, one of two, none of one."""
    seen = mask(name).replace("*", "")
    assert len(seen) == min(len(name) - 1, 2)
    assert name.startswith(seen[:1])


@given(st.lists(st.text(HAN, min_size=1, max_size=8), min_size=2, max_size=5))
def test_parted_name_shows_two_at_most(parts: list[str]) -> None:
    """Of a minority name the first and the last character at most are seen."""
    masked = mask("·".join(parts))
    assert len(masked.replace("*", "").replace("·", "")) <= 2
    assert len(masked) <= len("阿*·*·*提")


@given(st.lists(st.text(LETTERS, min_size=2, max_size=9), min_size=1, max_size=6))
def test_foreign_name_shows_one_grapheme_a_part(parts: list[str]) -> None:
    """Of a foreign name one letter of each part is seen, with its marks."""
    name = unicodedata.normalize("NFC", " ".join(parts))
    if is_han(name):
        return
    seen = [part.removesuffix("***") for part in mask(name).split(" ")]
    for part, shown in zip(name.split(" "), seen, strict=False):
        assert part.startswith(shown)
        assert sum(not unicodedata.category(sign).startswith("M") for sign in shown) <= 1


@given(st.text(min_size=1))
def test_a_mask_hides_something(name: str) -> None:
    """No mask holds every sign of a name: at least one is left out."""
    signs = Counter(sign for sign in name if _is_seen(sign) and sign not in "·*")
    assert not signs or signs - Counter(mask(name))


def _is_seen(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return is_han(sign) or kind == "Co" or kind[0] not in "CZ"


def test_tail() -> None:
    """Staff see the last two characters of a number."""
    assert tail("53252819850505102X") == "2X"
