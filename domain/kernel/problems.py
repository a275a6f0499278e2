"""What can be wrong: a problem with one field of a form, and a refusal of a whole act.

Both carry codes, never wording: the web words every code in both languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as given
from enum import StrEnum
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field; `values` fill the places in its wording."""

    field: str
    code: StrEnum
    values: Mapping[str, str] = given(default_factory=lambda: _NONE)


class Refusal(StrEnum):
    """Why an act is refused as a whole; each maps to one HTTP status and one wording."""

    NOT_FOUND = "not_found"
    NOT_PERMITTED = "not_permitted"
    CLOSED = "closed"
    TOO_MANY = "too_many"
    CROWDED = "crowded"
    HOUSEHOLD_FULL = "household_full"
    CONFLICT = "conflict"
    GONE = "gone"
    BUSY = "busy"


class DomainError(Exception):
    """A refusal: nothing was written. The web answers 403, 404, 409, 410, 429 or 503."""

    def __init__(self, code: Refusal, retry_after: int | None = None) -> None:
        """Refuse with a code and, where waiting helps, the seconds to wait."""
        super().__init__(code.value)
        self.code = code
        self.retry_after = retry_after
