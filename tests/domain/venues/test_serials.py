"""A poster is found by what its QR holds and by its letters, typed in any way, while it hangs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.ids import random_id
from domain.venues.serials import (
    LETTERS,
    new_letters,
    new_serial,
    read_letters,
    read_serial,
    write_serial,
)
from domain.venues.store import entrance_by_id, entrance_by_letters, entrance_by_serial
from tests.domain.acts import Books
from tests.venues import open_door


def test_a_serial_reads_back_in_any_case() -> None:
    serial = new_serial()
    assert len(write_serial(serial)) == 16
    for written in (write_serial(serial), write_serial(serial).lower()):
        assert read_serial(written) == serial


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(typed: str) -> None:
    assert read_serial(typed) is None or len(read_serial(typed) or b"") == 10
    assert read_letters(typed) is None or len(read_letters(typed) or "") == LETTERS


@pytest.mark.parametrize("form", ["{}-{}", "{} {}", " {}{} ", "{}.{}"])
def test_letters_are_read_as_people_type_them(form: str) -> None:
    letters = new_letters()
    assert read_letters(form.format(letters[:4], letters[4:]).lower()) == letters


def test_an_open_entrance_is_found_by_its_poster(books: Books) -> None:
    door = open_door(books.work, books.context())
    for found in (
        entrance_by_serial(books.work, door.serial),
        entrance_by_letters(books.work, door.letters),
        entrance_by_id(books.work, door.venue, door.entrance.id),
    ):
        assert found == door.entrance
    assert entrance_by_serial(books.work, new_serial()) is None
    assert entrance_by_letters(books.work, "22222222") is None
    assert entrance_by_id(books.work, door.venue, random_id()) is None
