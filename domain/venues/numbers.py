"""The number under which somebody asks after a venue: eight letters of its id, easily read out."""

from uuid import UUID

from domain.kernel.tokens import ALPHABET, letters_of, read_letters
from domain.venues.serials import LETTERS

_BITS = 5
_SHOWN = _BITS * LETTERS
_REST = 128 - _SHOWN


def number_of(venue_id: UUID) -> str:
    """Give a venue's number, in two groups of four: the first 40 bits of its random id."""
    letters = letters_of(venue_id.bytes, LETTERS)
    return f"{letters[:4]}-{letters[4:]}"


def ids_of(typed: str) -> tuple[UUID, UUID] | None:
    """Give the least and the greatest id of a number as people type it; None for what is none."""
    letters = read_letters(typed, LETTERS)
    if letters is None:
        return None
    first = 0
    for letter in letters:
        first = first << _BITS | ALPHABET.index(letter)
    return UUID(int=first << _REST), UUID(int=(first << _REST) | (1 << _REST) - 1)
