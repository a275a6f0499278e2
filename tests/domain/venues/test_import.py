"""Many venues at once: good files in whatever form, hostile ones refused, rows whole or not."""

import io
import zipfile

import openpyxl
import pytest
from sqlmodel import func, select

from domain.kernel.actor import Actor, Role
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError, Problem
from domain.venues.blank import blank_sheet
from domain.venues.faults import SheetFault, VenueFault
from domain.venues.importing import Came, Reported, import_lines, read_lines
from domain.venues.records import EntranceRecord, PosterRecord, VenueRecord
from domain.venues.store import entrance_by_serial
from tests.domain.acts import POLICIES, Books
from tests.domain.venues import sheets
from tests.domain.venues.told import MAJIE, NANSHA, acting, asked_for, manager, officer

COUNTY = officer(Role.COUNTY, "532528")
EXPECTED = {
    "nothing": SheetFault.EMPTY,
    "blanks": SheetFault.EMPTY,
    "entities": SheetFault.HOSTILE,
    "a file of the machine": SheetFault.HOSTILE,
    "a zip bomb": SheetFault.HOSTILE,
    "thousands of parts": SheetFault.HOSTILE,
    "too many rows": SheetFault.TOO_MANY_ROWS,
    "a million rows": SheetFault.TOO_MANY_ROWS,
    "too wide": SheetFault.TOO_WIDE,
    "too large": SheetFault.TOO_LARGE,
    "no heading": SheetFault.NO_HEADING,
    "a heading alone": SheetFault.EMPTY,
}


def sent(books: Books, content: bytes, who: Actor = COUNTY) -> tuple[Reported, ...]:
    ctx = acting(books, who)
    lines = read_lines(content, ctx)
    assert not isinstance(lines, Problem), lines
    return import_lines(books.work, ctx, lines)


def count(books: Books) -> list[int]:
    tables = (VenueRecord, EntranceRecord, PosterRecord)
    return [books.session.exec(select(func.count()).select_from(each)).one() for each in tables]


@pytest.mark.parametrize("name", sorted(sheets.HOSTILE))
def test_what_is_no_list_is_refused_as_a_whole(books: Books, name: str) -> None:
    found = read_lines(sheets.HOSTILE[name](), acting(books, COUNTY))
    assert isinstance(found, Problem)
    assert isinstance(found.code, SheetFault)
    if name in EXPECTED:
        assert found.code is EXPECTED[name]


@pytest.mark.parametrize("name", sorted(sheets.GOOD))
def test_a_list_is_read_in_the_forms_that_people_save_it_in(books: Books, name: str) -> None:
    (line,) = sent(books, sheets.GOOD[name]())
    assert (line.number, line.name, line.came) == (2, "马街农贸市场", Came.NEW)
    assert count(books) == [1, 2, 2]
    serial = books.session.exec(select(PosterRecord.serial)).first()
    assert serial
    entrance = entrance_by_serial(books.work, serial)
    assert entrance
    assert entrance.venue.division == MAJIE


def test_the_same_file_twice_makes_no_doubles(books: Books) -> None:
    content = sheets.csv_of([sheets.ROW, sheets.row(zh="另一个市场"), sheets.ROW])
    first, again = sent(books, content), sent(books, content)
    assert [each.came for each in first] == [Came.NEW, Came.NEW, Came.KNOWN]
    assert [each.came for each in again] == [Came.KNOWN] * 3
    assert first[0].venue == again[0].venue
    assert count(books)[0] == 2


def test_what_waits_is_not_made_twice(books: Books) -> None:
    asked_for(books)
    assert sent(books, sheets.csv_of([sheets.ROW]))[0].came is Came.KNOWN


def test_a_row_is_taken_whole_or_not_at_all(books: Books) -> None:
    rows = [
        sheets.row(zh="好的市场"),
        sheets.row(kind="宫殿"),
        sheets.row(township="天宫镇"),
        sheets.row(person_phone="139"),
        sheets.row(gates="东门;东门"),
        sheets.row(size="", person=""),
        sheets.row(zh="看 evil.com"),
        ["", "", ""],
        sheets.row(kind="公交车", zh="公交", gates="云G12345、云G12346"),
    ]
    report = sent(books, sheets.csv_of(rows))
    faults = [{each.field: each.code for each in line.problems} for line in report]
    assert [each.number for each in report] == [2, 3, 4, 5, 6, 7, 8, 10]
    assert faults[0] == faults[7] == {}
    assert faults[1]["kind"] is VenueFault.KIND_UNKNOWN
    assert faults[2]["township"] is VenueFault.TOWNSHIP_UNKNOWN
    assert "person_phone" in faults[3]
    assert faults[4]["gate_2_zh"] is VenueFault.ENTRANCE_TWICE
    assert {"size", "person"} <= set(faults[5])
    assert faults[6]["zh"] is VenueFault.NOT_PLAIN
    assert count(books) == [2, 4, 4]


def test_a_formula_is_the_text_that_it_is_and_no_name(books: Books) -> None:
    (line,) = sent(books, sheets.formulas())
    assert line.came is Came.REFUSED
    assert count(books)[0] == 0
    (line,) = sent(books, sheets.csv_of([sheets.row(zh="=1+1")]))
    assert {each.field: each.code for each in line.problems} == {"zh": VenueFault.NOT_PLAIN}


def test_numbers_of_a_spreadsheet_are_read_as_written(books: Books) -> None:
    cells: list[object] = list(sheets.ROW)
    cells[sheets.AT["size"]], cells[sheets.AT["person_phone"]] = 300.0, 13900000001
    (line,) = sent(books, sheets.xlsx_of([cells]))
    assert line.came is Came.NEW


@pytest.mark.parametrize(
    ("who", "came"),
    [
        (COUNTY, Came.NEW),
        (officer(), Came.NEW),
        (officer(Role.PROVINCE, "53"), Came.NEW),
        (officer(Role.TOWNSHIP, NANSHA), Came.REFUSED),
        (officer(Role.COUNTY, "532529"), Came.REFUSED),
    ],
    ids=lambda each: getattr(each, "division", str(each)),
)
def test_nobody_imports_into_anothers_area(books: Books, who: Actor, came: Came) -> None:
    content = sheets.csv_of([sheets.row(township=MAJIE)])
    assert sent(books, content, who)[0].came is came


@pytest.mark.parametrize("who", [manager(random_id()), Actor(Role.ANYONE)], ids=["venue", "anyone"])
def test_nobody_but_an_office_imports(books: Books, who: Actor) -> None:
    lines = read_lines(sheets.csv_of([sheets.ROW]), acting(books, COUNTY))
    assert not isinstance(lines, Problem)
    with pytest.raises(DomainError, match="not_permitted"):
        import_lines(books.work, acting(books, who), lines)


def test_the_blank_sheet_comes_back_when_filled_in(books: Books) -> None:
    content = blank_sheet(POLICIES.venues, "532528")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["场所 Venues", "说明 Legend"]
    legend = {row[0] for row in book.worksheets[1].iter_rows(values_only=True)}
    assert {"农贸市场", "马街乡", "隔离酒店"} <= legend
    book.worksheets[0].append(list(sheets.ROW))
    file = io.BytesIO()
    book.save(file)
    book.close()
    assert zipfile.is_zipfile(file)
    assert sent(books, file.getvalue())[0].came is Came.NEW
