"""The made-up people: their documents and names read as everybody's do, and nothing is missing."""

from datetime import date

import pytest

from domain.people.documents import DocumentKind, born_of, read_document
from domain.people.names import read_name
from domain.people.phones import read_phone
from domain.places.divisions import by_code
from web.demo.cast import COUNTY, MadeUp
from web.demo.crowd import FIRST_PHONE, NEIGHBOURS, crowd
from web.demo.seed import HAND_MADE

TODAY = date(2020, 4, 20)
EVERYBODY = (*HAND_MADE, *crowd())


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda person: f"{person.phone} {person.name}")
def test_reads_like_anybody(person: MadeUp) -> None:
    """Document, name, phone and home pass the readers unchanged; what is declared is in order."""
    kind, number = person.document.kind, person.document.number
    far_ahead = date(2050, 1, 1)
    assert read_document(kind, number, far_ahead) == person.document
    assert read_name(person.name) == person.name
    assert read_phone(person.number, "CN") == person.number
    assert by_code(COUNTY + person.town) is not None
    for telling in person.tellings:
        identity = person.application(telling, TODAY).identity
        assert born_of(person.document) in {None, identity.born}


def test_every_kind_of_document_is_there() -> None:
    """Nobody who tries the demo misses a document."""
    assert {person.document.kind for person in HAND_MADE} == set(DocumentKind)


def test_neighbours_are_the_same_every_time() -> None:
    """The crowd has the phones that the page looks for, and the same names each time."""
    made = crowd()
    assert [person.phone for person in made] == list(range(FIRST_PHONE, FIRST_PHONE + NEIGHBOURS))
    assert [person.name for person in crowd()] == [person.name for person in made]
    assert len({person.town for person in made}) == NEIGHBOURS


def test_two_share_a_document_on_two_phones() -> None:
    """The document to be seen first: the only number that is declared twice."""
    numbers = [person.document.number for person in EVERYBODY]
    assert len(numbers) - len(set(numbers)) == 1
