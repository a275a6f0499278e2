"""Reading phone numbers: a table of cases, and what must hold for any text."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people.phones import PhoneFault, calling_code, read_phone, show_phone
from tests.domain.people.tables import rows_of

REGIONS = st.sampled_from(("CN", "VN", "LA", "MM", "TH", "HK", "US", "ZZ", ""))


@pytest.mark.parametrize("row", rows_of("phones"), ids=lambda row: row["case"])
def test_case(row: Mapping[str, str]) -> None:
    """Each number reads, and is shown, as the table says."""
    read = read_phone(row["typed"], row["region"])
    assert read == row["phone"]
    assert isinstance(read, PhoneFault) or show_phone(read) == row["shown"]


def test_every_fault_has_a_case() -> None:
    """The table leaves no fault out."""
    assert {row["phone"] for row in rows_of("phones")} >= set(PhoneFault)


@given(st.text() | st.text("0123456789+-() "), REGIONS)
def test_any_text_reads_or_is_faulted(typed: str, region: str) -> None:
    """No text breaks the reader; a number read reads again as itself, wherever one is."""
    read = read_phone(typed, region)
    if not isinstance(read, PhoneFault):
        assert read_phone(read, "CN") == read
        assert show_phone(read)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_every_chinese_mobile_reads(number: str) -> None:
    """No range of mobile numbers is refused because a library does not know it yet."""
    assert read_phone(number, "CN") == f"+86{number}"


def test_calling_code() -> None:
    """A region gives its code; an unknown one none."""
    assert calling_code("MM") == 95
    assert calling_code("ZZ") is None
