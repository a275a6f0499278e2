"""The blank sheet for a list of venues: a page to fill in, a page that tells how."""

import io
from collections.abc import Iterable
from typing import Any

from domain.places.divisions import by_code
from domain.policy.texts import Text
from domain.policy.venues import VenueRules
from domain.venues.columns import HEADINGS, heading_of, townships_of

_WIDE = 24
_MOST_TOWNSHIPS = 400


def blank_sheet(rules: VenueRules, within: str) -> bytes:
    """Make the XLSX for a jurisdiction, whose townships stand in its legend."""
    from openpyxl import Workbook  # noqa: PLC0415 - megabytes that this alone needs

    book = Workbook()
    sheet = book.active
    sheet.title = "场所 Venues"
    _head(sheet, [heading_of(field) for field in HEADINGS])
    sheet.freeze_panes = "A2"
    legend = book.create_sheet("说明 Legend")
    for note in rules.sheet_notes:
        legend.append([note.zh, note.en])
    legend.append([])
    _rows(legend, Text("场所类型", "Kind"), (rule.name for rule in rules.kinds.values()))
    towns = townships_of(within)[:_MOST_TOWNSHIPS]
    named = ((town, by_code(town.parent)) for town in towns)
    _rows(
        legend,
        Text("乡镇", "Township"),
        (Text(town.zh, f"{town.en} ({above.en})") for town, above in named if above),
    )
    for column, width in (("A", 2 * _WIDE), ("B", 3 * _WIDE)):
        legend.column_dimensions[column].width = width
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Any, headings: list[str]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet.append(headings)
    for at, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE


def _rows(legend: Any, title: Text, texts: Iterable[Text]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - as above

    legend.append([title.zh, title.en])
    for cell in legend[legend.max_row]:
        cell.font = Font(bold=True)
    for text in texts:
        legend.append([text.zh, text.en])
    legend.append([])
