"""The page on which a list of venues is sent, and the report row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.kernel.problems import Problem
from domain.venues.columns import HEADINGS
from domain.venues.importing import Came, Reported
from web.contexts.declare import told_of
from web.i18n import language
from web.wording import word

_COLUMN_OF = {"prefecture": "township", "county": "township"}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of the file: what became of it, and what is wrong, each with its column."""

    number: int
    name: str
    came: Came
    word: str
    venue: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The form; after a file was sent the report, those rows first that were not taken."""

    problem: str = ""
    rows: tuple[ReportRow, ...] = ()
    new: int = 0
    known: int = 0
    refused: int = 0


def import_page(found: Sequence[Reported] | Problem | None = None) -> ImportPage:
    """Give the page, with what is wrong with a file or what became of its rows."""
    if found is None:
        return ImportPage()
    if isinstance(found, Problem):
        lacking = _between().join(_heading(each) for each in found.values.get("fields", "").split())
        return ImportPage(problem=word(found.code, {"columns": lacking}))
    counts = {came: sum(each.came is came for each in found) for came in Came}
    rows = sorted(found, key=lambda each: (each.came is not Came.REFUSED, each.number))
    return ImportPage(
        rows=tuple(_row(each) for each in rows),
        new=counts[Came.NEW],
        known=counts[Came.KNOWN],
        refused=counts[Came.REFUSED],
    )


def _row(reported: Reported) -> ReportRow:
    told = tuple(
        f"{_column(problem)}: {each.text}"
        for problem, each in zip(reported.problems, told_of(reported.problems), strict=True)
    )
    return ReportRow(
        number=reported.number,
        name=reported.name,
        came=reported.came,
        word=word(reported.came),
        venue=reported.venue,
        problems=told,
    )


def _column(problem: Problem) -> str:
    field = _COLUMN_OF.get(problem.field, problem.field)
    if field.startswith("gate"):
        field = "gates"
    return _heading(field)


def _heading(field: str) -> str:
    return HEADINGS[field].said_in(language().key)


def _between() -> str:
    return "、" if language().key == "zh" else ", "
