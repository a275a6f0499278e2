"""Reading a file of venues into rows of text: XLSX or CSV, whatever somebody put into it (T16).

Nothing in a file is run, fetched or believed: a formula is the text that was shown for it. What
is too large, packed too tightly, or no sheet at all is refused before it is opened.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from domain.venues.faults import SheetFault

MOST_BYTES = 1_000_000
"""Little enough to stay in memory on its way: what was posted is never written to a disk."""
MOST_COLUMNS = 40
LONGEST_CELL = 1000
_MOST_PARTS = 200
_MOST_UNPACKED = 24 * 1024 * 1024
_TIGHTEST = 120
_SMALL_PART = 256 * 1024
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ZIP = b"PK\x03\x04"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",\t;"

Row = tuple[str, ...]


def read_rows(content: bytes, most: int) -> list[Row] | SheetFault:
    """Read the rows of a file, its heading first, blank ones kept so that numbers stay right.

    At most `most` rows below the heading.
    """
    if not content.strip():
        return SheetFault.EMPTY
    if len(content) > MOST_BYTES:
        return SheetFault.TOO_LARGE
    found = _of_xlsx(content) if content.startswith(_ZIP) else _of_csv(content)
    return found if isinstance(found, SheetFault) else _bounded(found, most)


def _bounded(rows: Iterable[Row], most: int) -> list[Row] | SheetFault:
    """Keep the rows up to the last that says something; stop reading where there are too many."""
    kept: list[Row] = []
    last = 0
    try:
        for number, row in enumerate(rows, start=1):
            if number > most + 1 and any(row):
                return SheetFault.TOO_MANY_ROWS
            if number > 2 * most + 1:  # a sheet of blank rows
                break
            if len(row) > MOST_COLUMNS:
                return SheetFault.TOO_WIDE
            kept.append(row)
            last = number if any(row) else last
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken part makes of it
        return SheetFault.NOT_A_SHEET
    return kept[:last] or SheetFault.EMPTY


def _of_xlsx(content: bytes) -> Iterator[Row] | SheetFault:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if fault := _hostile(packed):
                return fault
    except Exception:  # noqa: BLE001 - zipfile raises a dozen kinds for a broken file
        return SheetFault.NOT_A_SHEET
    return _cells(content)


def _hostile(packed: zipfile.ZipFile) -> SheetFault | None:
    """Look at every part before any is read as a sheet: size, tightness, declared entities."""
    parts = packed.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        return SheetFault.HOSTILE
    for part in parts:
        tight = part.file_size > _TIGHTEST * max(part.compress_size, 1)
        if part.flag_bits & 1 or (tight and part.file_size > _SMALL_PART):
            return SheetFault.HOSTILE
        with packed.open(part) as opened:
            # Sizes in the list can lie: no more than they say is ever unpacked.
            text = opened.read(part.file_size + 1)
        if len(text) > part.file_size:
            return SheetFault.HOSTILE
        if part.filename.endswith((".xml", ".rels")) and _declares(text):
            return SheetFault.HOSTILE
    if "xl/workbook.xml" not in packed.namelist():
        return SheetFault.NOT_A_SHEET
    return None


def _declares(text: bytes) -> bool:
    """Tell whether a part declares entities, in any encoding: a sheet never does."""
    return _DECLARATION.search(text.replace(b"\0", b"")) is not None


def _cells(content: bytes) -> Iterator[Row]:
    """Give the rows of the first sheet, as openpyxl streams them."""
    from openpyxl import load_workbook  # noqa: PLC0415 - megabytes that importing alone needs

    book = load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False, rich_text=False
    )
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size may be anything
        for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
            yield _trimmed(_text(cell) for cell in row)
    finally:
        book.close()


def _text(cell: Any) -> str:
    """Give a cell as text: a whole number without its decimals, a day as it is written."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)[:LONGEST_CELL].strip()


def _trimmed(cells: Iterable[str]) -> Row:
    row = list(cells)
    while row and not row[-1]:
        row.pop()
    return tuple(row)


def _of_csv(content: bytes) -> Iterator[Row] | SheetFault:
    text = _decoded(content)
    if text is None or "\0" in text:
        return SheetFault.NOT_A_SHEET
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return (_trimmed(cell[:LONGEST_CELL].strip() for cell in row) for row in reader)


def _decoded(content: bytes) -> str | None:
    """Decode a text: by its mark, else as UTF-8, else as the GB 18030 of Chinese spreadsheets."""
    named = [encoding for mark, encoding in _BOMS if content.startswith(mark)]
    for encoding in named or ["utf-8", "gb18030"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
