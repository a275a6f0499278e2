"""Files of venues as people and attackers send them."""

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence

import openpyxl

from domain.venues.columns import HEADINGS, heading_of

ROW = (
    "农贸市场", "马街农贸市场", "Majie Market", "马街乡", "马街村1号", "300",
    "马大姐", "13900000001", "李二哥", "13900000002", "东门;西门",
)  # fmt: skip
HEAD = tuple(heading_of(field) for field in HEADINGS)
AT = {field: at for at, field in enumerate(HEADINGS)}


def row(**changes: str) -> list[str]:
    """Give a good row with changes by field."""
    cells = list(ROW)
    for field, text in changes.items():
        cells[AT[field]] = text
    return cells


def csv_of(rows: Iterable[Sequence[str]], encoding: str = "utf-8", separator: str = ",") -> bytes:
    """Write rows below the heading as CSV."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows([HEAD, *rows])
    return file.getvalue().encode(encoding)


def xlsx_of(rows: Iterable[Sequence[object]], head: Sequence[str] = HEAD) -> bytes:
    """Write rows below the heading as XLSX."""
    book = openpyxl.Workbook()
    for cells in (head, *rows):
        book.active.append(list(cells))
    file = io.BytesIO()
    book.save(file)
    book.close()
    return file.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Pack an XLSX anew, each part as `change` gives it; None leaves a part out."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def _sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return repacked(content, lambda name, part: change(part) if "sheet1" in name else part)


def entities() -> bytes:
    """Declare entities within entities, a thousand million letters when unfolded."""
    levels = "".join(
        f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "lol"}">' for at in range(10)
    )
    head = f"<!DOCTYPE x [{levels}]>".encode()
    return _sheet(xlsx_of([ROW]), lambda part: part.replace(b"<worksheet", head + b"<worksheet", 1))


def external() -> bytes:
    """Ask the reader for a file of the machine."""
    head = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return _sheet(xlsx_of([ROW]), lambda part: part.replace(b"<worksheet", head + b"<worksheet", 1))


def bomb() -> bytes:
    """Pack a part of 20 million blanks into a few thousand bytes."""
    return _sheet(xlsx_of([ROW]), lambda part: part + b" " * 20_000_000)


def many_parts() -> bytes:
    """Pack thousands of parts."""
    file = io.BytesIO(xlsx_of([ROW]))
    with zipfile.ZipFile(file, "a") as packed:
        for number in range(3000):
            packed.writestr(f"xl/media/{number}.bin", b"")
    return file.getvalue()


def lying() -> bytes:
    """Say in the list of parts that a large part is small."""
    content = bytearray(_sheet(xlsx_of([ROW]), lambda part: part + b" " * 300_000))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        if b"sheet1" in content[at : at + 90]:
            content[at + 24 : at + 28] = struct.pack("<I", 100)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def formulas() -> bytes:
    """Give a row whose name and address are formulas."""
    return xlsx_of([row(zh='=HYPERLINK("http://evil.example","x")', address="=cmd|'/C calc'!A0")])


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "blanks": lambda: b"  \n \n",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(500),
    "zeros": lambda: bytes(5000),
    "half a file": lambda: xlsx_of([ROW])[:2000],
    "another zip": lambda: repacked(
        xlsx_of([ROW]), lambda name, part: None if "book" in name else part
    ),
    "a broken part": lambda: _sheet(xlsx_of([ROW]), lambda part: part[: len(part) // 2]),
    "entities": entities,
    "a file of the machine": external,
    "a zip bomb": bomb,
    "thousands of parts": many_parts,
    "a part that lies": lying,
    "a million rows": lambda: csv_of([["x"]] * 200_000),
    "too many rows": lambda: csv_of([ROW] * 2001),
    "too wide": lambda: csv_of([[*ROW, *["x"] * 60]]),
    "too large": lambda: csv_of([row(address="x" * 1_000_001)]),
    "no heading": lambda: xlsx_of([ROW], head=ROW),
    "a heading alone": lambda: csv_of([]),
    "old Excel": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
}
GOOD: dict[str, Callable[[], bytes]] = {
    "UTF-8": lambda: csv_of([ROW]),
    "UTF-8 with a mark": lambda: csv_of([ROW], "utf-8-sig"),
    "GB 18030": lambda: csv_of([ROW], "gb18030"),
    "UTF-16 with tabs": lambda: csv_of([ROW], "utf-16", "\t"),
    "semicolons": lambda: csv_of([ROW], separator=";"),
    "XLSX": lambda: xlsx_of([ROW]),
}
