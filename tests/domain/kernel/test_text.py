"""Clean text: what people type is kept, what only costs work is not."""

import unicodedata

import pytest

from domain.kernel.text import LONGEST, MOST_MARKS, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  王\t小 \n 明 ", "王 小 明"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("\u202eevil\u0000\u0007", "evil"),
        ("\ud800x", "x"),
        ("\ue000\u200d", "\ue000\u200d"),
        ("Z\u0301\u0302a", "Ź\u0302a"),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_no_more_marks_than_writing_has() -> None:
    bomb = clean("a" + "\u0316\u0300" * 1500 + "b")
    assert sum(map(bool, map(unicodedata.combining, bomb))) <= MOST_MARKS
    assert bomb.endswith("b")


def test_no_more_text_than_a_form_asks_for() -> None:
    assert len(clean("长" * 60_000)) == LONGEST
