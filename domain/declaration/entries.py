"""What people type, as forms post it and drafts keep it, and the collecting of what is wrong.

Readers never crash: whatever cannot be read becomes a Problem. A value beside a problem is a
stand-in and never leaves the reader.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from domain.declaration.faults import Fault
from domain.declaration.terms import Terms
from domain.declaration.typed import typed_day
from domain.kernel.problems import Problem
from domain.kernel.text import clean

Entries = Mapping[str, Sequence[str]]
NOTHING: Entries = MappingProxyType({})
C = TypeVar("C", bound=StrEnum)
T = TypeVar("T")
_ROW = re.compile(r"[a-z]+_([1-9])_[a-z]+")


def one(entries: Entries, field: str) -> str:
    """Give a field's single value, cleaned; "" where it was not posted."""
    values = entries.get(field)
    return clean(values[0]) if values else ""


def rows_of(entries: Entries, group: str) -> tuple[int, ...]:
    """Give the numbers of a repeated group's rows, such as 1 and 2 for visit_1_… and visit_2_…."""
    numbers = (_ROW.fullmatch(field) for field in entries if field.startswith(f"{group}_"))
    return tuple(sorted({int(found[1]) for found in numbers if found}))


class Reading:
    """One form being read: its entries, the terms of the day, and the problems so far."""

    def __init__(self, entries: Entries, terms: Terms) -> None:
        """Begin with no problems."""
        self.entries = entries
        self.terms = terms
        self.problems: list[Problem] = []

    def fail(self, field: str, code: StrEnum, **values: str) -> None:
        """Note a problem, one for each field: the first says what to mend first."""
        if not self.failed(field):
            self.problems.append(Problem(field, code, values))

    def failed(self, field: str) -> bool:
        """Tell whether a field has a problem: what hangs on it is then not asked."""
        return any(problem.field == field for problem in self.problems)

    def text(self, field: str, most: int, missing: StrEnum | None = None) -> str:
        """Read a text of at most `most` characters; `missing` makes it required."""
        text = one(self.entries, field)
        if not text and missing is not None:
            self.fail(field, missing)
        if len(text) > most:
            self.fail(field, Fault.TOO_LONG, most=str(most))
        return text

    def choice(self, field: str, kinds: type[C], missing: StrEnum) -> C:
        """Read one of a set; what is not in the set counts as not answered."""
        try:
            return kinds(one(self.entries, field))
        except ValueError:
            self.fail(field, missing)
            return next(iter(kinds))

    def day(self, field: str, missing: StrEnum, ahead: timedelta = timedelta(0)) -> date:
        """Read a day of the window, up to `ahead` of today."""
        text = one(self.entries, field)
        day = typed_day(text, self.terms.today)
        if not text:
            self.fail(field, missing)
        elif day is None:
            self.fail(field, Fault.DAY_UNREAD)
        elif day < self.terms.earliest:
            self.fail(field, Fault.DAY_TOO_EARLY, days=str(self.terms.window))
        elif day > self.terms.today + ahead:
            self.fail(field, Fault.DAY_AHEAD)
        return day or self.terms.today

    def outcome(self, value: T) -> T | tuple[Problem, ...]:
        """Give the value, or the problems where there are any."""
        return tuple(self.problems) or value


def without(entries: Entries, fields: Iterable[str]) -> dict[str, Sequence[str]]:
    """Give the entries with some fields left out."""
    gone = frozenset(fields)
    return {field: values for field, values in entries.items() if field not in gone}
