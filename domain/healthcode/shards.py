"""The shards of status lists: one a prefecture, numbered in the order of their codes."""

from functools import cache

from domain.places.divisions import YUNNAN, children_of
from domain.places.historic import present_code

_DIGITS = 4


@cache
def shards() -> tuple[str, ...]:
    """Give the prefectures' codes; a shard's number is its place here."""
    return tuple(each.code for each in children_of(YUNNAN))


def shard_for(division: str) -> str:
    """Give the prefecture whose shard holds who lives in a division; the first for any other.

    A shard only parts the work: which one it is says nothing that a checker decides on.
    """
    code = present_code(division)[:_DIGITS]
    return code if code in shards() else shards()[0]


def number_of(prefecture: str) -> int:
    """Give a shard's number, as credentials and lists write it."""
    return shards().index(prefecture)
