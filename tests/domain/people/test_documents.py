"""Reading document numbers: a table of cases, and what must hold for any text."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people.check_digits import mod_11_2
from domain.people.documents import (
    Document,
    DocumentFault,
    DocumentKind,
    born_of,
    county_of,
    gender_of,
    read_document,
    show_number,
)
from tests.domain.people.tables import rows_of

TODAY = date(2020, 11, 24)
KINDS = st.sampled_from(DocumentKind)
# Nobody alive on the day is older than that; the reader allows ten years more.
OLDEST = date(1900, 1, 1)
BIRTHS = st.dates(OLDEST, TODAY)
PROVINCES = (11, 15, 21, 23, 31, 37, 41, 46, 50, 54, 61, 65)


def test_eighteen_signs_are_shown_in_three_groups() -> None:
    shown = show_number(Document(DocumentKind.RESIDENT_ID, "53252819600502001X"))
    assert shown == "532528 19600502 001X"
    assert show_number(Document(DocumentKind.PASSPORT, "YC000009")) == "YC000009"


@pytest.mark.parametrize("row", rows_of("documents"), ids=lambda row: row["case"])
def test_case(row: Mapping[str, str]) -> None:
    """Each typed number reads as the table says, with the birth, gender and county it holds."""
    kind = DocumentKind(row["kind"])
    read = read_document(kind, row["typed"], TODAY)
    if row["fault"]:
        assert read is DocumentFault(row["fault"])
        return
    assert read == Document(kind, row["number"])
    assert isinstance(read, Document)
    assert str(born_of(read) or "") == row["born"]
    assert read_document(kind, show_number(read), TODAY) == read
    assert str(gender_of(read) or "") == row["gender"]
    assert (county_of(read) or "") == row["county"]


def test_every_kind_and_fault_has_a_case() -> None:
    """The table leaves no kind and no fault out."""
    rows = rows_of("documents")
    assert {row["kind"] for row in rows} == set(DocumentKind)
    assert {row["fault"] for row in rows} - {""} == set(DocumentFault)


@given(KINDS, st.text())
def test_any_text_reads_or_is_faulted(kind: DocumentKind, typed: str) -> None:
    """No text breaks the reader, and a number read is read again as itself."""
    read = read_document(kind, typed, TODAY)
    if isinstance(read, Document):
        assert read_document(kind, read.number, TODAY) == read


@given(BIRTHS, st.sampled_from(PROVINCES), st.integers(0, 9999), st.integers(0, 999))
def test_nobody_real_is_refused(born: date, province: int, county: int, order: int) -> None:
    """Any county code, in force or not, and any birth since 1900 give a resident ID that reads."""
    body = f"{province}{county:04}{born:%Y%m%d}{order:03}"
    read = read_document(DocumentKind.RESIDENT_ID, body + mod_11_2(body), TODAY)
    assert isinstance(read, Document)
    assert born_of(read) == born


@given(BIRTHS, st.integers(0, 999), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_sign_is_caught(born: date, order: int, at: int, wrong: str) -> None:
    """Whichever single sign is mistyped, the number is not taken (MOD 11-2 sees every one)."""
    body = f"532528{born:%Y%m%d}{order:03}"
    number = body + mod_11_2(body)
    if number[at] == wrong:
        return
    mistyped = number[:at] + wrong + number[at + 1 :]
    assert isinstance(read_document(DocumentKind.RESIDENT_ID, mistyped, TODAY), DocumentFault)


def test_a_number_is_in_no_repr() -> None:
    """A log line that prints a document tells its kind alone."""
    assert "E12345678" not in repr(Document(DocumentKind.PASSPORT, "E12345678"))
