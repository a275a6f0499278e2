"""Bringing many venues into the books at once, with a report row by row.

A row is taken as a whole or not at all. A venue that stands in the books already, by township,
kind and name, is told so and left as it is: the same file twice makes no doubles.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import text as statement
from sqlmodel import col, select

from domain.accounts.acts import Act as Doing
from domain.accounts.may import Subject, SubjectKind, may, require
from domain.audit.note import Act, note
from domain.declaration.terms import Terms
from domain.kernel.ids import random_id
from domain.kernel.problems import Problem
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.columns import columns_in, entries_of
from domain.venues.faults import SheetFault, VenueFault
from domain.venues.files import Row, read_rows
from domain.venues.numbers import number_of
from domain.venues.posters import make_posters
from domain.venues.read import read_asked
from domain.venues.records import VenueRecord
from domain.venues.register import register
from domain.venues.told import Asked
from domain.venues.values import VenueState

_TAKING_TURNS = 0x59_4E_56_49
_STANDING = (VenueState.ASKED.value, VenueState.CONFIRMED.value)


class Came(StrEnum):
    """What became of a row."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "not_taken"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file that says something: its number there, as its people count them."""

    number: int
    name: str
    asked: Asked | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of one row: its number, the venue's name and number, or what is wrong."""

    number: int
    name: str
    came: Came
    venue: str
    problems: tuple[Problem, ...]


def read_lines(content: bytes, ctx: Context) -> tuple[Line, ...] | Problem:
    """Read a file's rows as venues of the actor's jurisdiction; nothing is written.

    A problem where the file is not taken at all; one of headings names the fields that lack one.
    """
    rows = read_rows(content, ctx.policies.limits.venues_imported.most)
    if isinstance(rows, SheetFault):
        return Problem("file", rows)
    columns = columns_in(rows[0])
    if isinstance(columns, Problem):
        return columns
    return tuple(_lines(rows, columns, ctx)) or Problem("file", SheetFault.EMPTY)


def import_lines(work: Work, ctx: Context, lines: Sequence[Line]) -> tuple[Reported, ...]:
    """Take the rows that can be read into the books, confirmed and with posters; report on all.

    Raises DomainError NOT_PERMITTED for whoever may not import at all.
    """
    require(ctx.actor, Doing.IMPORT_VENUES)
    if work.connection.dialect.name == "postgresql":
        # Two imports of one file at once take turns; SQLite's writers do so by themselves.
        work.connection.execute(statement(f"SELECT pg_advisory_xact_lock({_TAKING_TURNS})"))
    return tuple(_take(work, ctx, line) for line in lines)


def _lines(rows: Sequence[Row], columns: Mapping[int, str], ctx: Context) -> Iterator[Line]:
    for number, row in enumerate(rows[1:], start=2):
        cells = {field: row[at] for at, field in columns.items() if at < len(row)}
        if any(cells.values()):
            yield _line(number, cells, ctx)


def _line(number: int, cells: Mapping[str, str], ctx: Context) -> Line:
    name, rules = cells.get("zh", ""), ctx.policies.venues
    entries, faults = entries_of(cells, rules, ctx.actor.division or "")
    read = read_asked(entries, Terms(ctx.instant), rules)
    problems = [Problem(field, code) for field, code in faults.items()]
    if isinstance(read, Asked):
        if not problems and not _theirs(ctx, read):
            problems = [Problem("township", VenueFault.TOWNSHIP_ELSEWHERE)]
        return Line(number, name, None if problems else read, tuple(problems))
    told = {each.field for each in problems} | ({"prefecture"} if "township" in faults else set())
    return Line(number, name, None, (*problems, *(each for each in read if each.field not in told)))


def _theirs(ctx: Context, asked: Asked) -> bool:
    sector = ctx.policies.doors.sector_of(asked.kind)
    where = Subject(SubjectKind.VENUE, division=asked.division, sector=sector.value)
    return may(ctx.actor, Doing.SETTLE_VENUE, where)


def _take(work: Work, ctx: Context, line: Line) -> Reported:
    if line.asked is None or not _theirs(ctx, line.asked):
        return Reported(line.number, line.name, Came.REFUSED, "", line.problems)
    known = _standing(work, line.asked)
    if known is not None:
        return Reported(line.number, line.name, Came.KNOWN, number_of(known), ())
    venue_id = random_id()
    register(work, ctx, venue_id, line.asked, VenueState.CONFIRMED)
    make_posters(work, ctx, venue_id)
    note(work, ctx, Act.VENUE_IMPORTED, venue_id)
    return Reported(line.number, line.name, Came.NEW, number_of(venue_id), ())


def _standing(work: Work, asked: Asked) -> UUID | None:
    found: UUID | None = work.connection.execute(
        select(col(VenueRecord.venue_id)).where(
            col(VenueRecord.division) == asked.division,
            col(VenueRecord.kind) == asked.kind.value,
            col(VenueRecord.zh) == asked.details.zh,
            col(VenueRecord.state).in_(_STANDING),
        )
    ).scalar()
    return found
