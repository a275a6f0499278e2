"""What the rule files say to people, in both languages, with places to be filled."""

from collections.abc import Iterable
from string import Formatter
from typing import Annotated

import msgspec

Words = Annotated[str, msgspec.Meta(min_length=1)]
PLACES = frozenset({"day", "place", "symptoms", "count", "needed", "hotline"})
"""The places a sentence may have; whoever shows it fills them in the reader's language."""


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in Chinese and English."""

    zh: Words
    en: Words

    def __post_init__(self) -> None:
        """Refuse a place that nobody fills, or that only one language has."""
        places = [set(_places(words)) for words in (self.zh, self.en)]
        if places[0] != places[1]:
            message = f"the languages differ in their places: {self.en!r}"
            raise ValueError(message)
        if unknown := places[0] - PLACES:
            message = f"nobody fills {sorted(unknown)} in {self.en!r}"
            raise ValueError(message)

    def said_in(self, language: str) -> str:
        """Give the words in a language: `zh`, or English for any other."""
        return self.zh if language == "zh" else self.en


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to do next, and the number to call where there is one."""

    text: Text
    call: str = ""


def _places(words: str) -> Iterable[str]:
    return (place for _, place, _, _ in Formatter().parse(words) if place is not None)
