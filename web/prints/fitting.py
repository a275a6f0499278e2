"""Words set into a box: as large as fits, on as many lines as it takes."""

from dataclasses import dataclass
from typing import Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, WrapMode

from web.prints.fonts import FACE

LEADING = 0.46
"""The height of a line in mm for each point of type."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where words stand: corner and size in mm."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set: the largest and the least size in points, weight and side."""

    most: float
    least: float
    bold: bool = False
    align: str = "C"
    face: str = FACE


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words at the size at which they fit, by line."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """Give how high they are in mm."""
        return len(self.lines) * self.size * LEADING


def fit_words(pdf: FPDF, words: str, box: Box, how: Type) -> Fitted:
    """Give words as large as fits into a box."""
    size = how.most
    while True:
        pdf.set_font(how.face, "B" if how.bold else "", size)
        found = Fitted(tuple(_lines(pdf, words, box.width, size)), size)
        if found.height <= box.height or size <= how.least:
            return found
        size = max(how.least, size - max(0.5, size * 0.04))


def put_words(pdf: FPDF, fitted: Fitted, at: Box, how: Type) -> None:
    """Set fitted words, their first line at the top of a box."""
    pdf.set_font(how.face, "B" if how.bold else "", fitted.size)
    high = fitted.size * LEADING
    for row, line in enumerate(fitted.lines):
        pdf.set_xy(at.left, at.top + row * high)
        pdf.cell(at.width, high, line, align=how.align)


def set_words(pdf: FPDF, words: str, box: Box, how: Type) -> None:
    """Set words into a box as large as fits, in its middle."""
    fitted = fit_words(pdf, words, box, how)
    top = box.top + max(0.0, (box.height - fitted.height) / 2)
    put_words(pdf, fitted, Box(box.left, top, box.width, fitted.height), how)


def _lines(pdf: FPDF, words: str, width: float, size: float) -> list[str]:
    """Break words into lines: between words, or between characters where a word is too long."""
    found: Any = pdf.multi_cell(
        width,
        size * LEADING,
        words,
        dry_run=True,
        output=MethodReturnValue.LINES,
        wrapmode=WrapMode.WORD if _breaks(pdf, words, width) else WrapMode.CHAR,
    )
    return [str(line).strip() for line in found] or [""]


def _breaks(pdf: FPDF, words: str, width: float) -> bool:
    room = width - 2 * pdf.c_margin
    return all(pdf.get_string_width(word) <= room for word in words.split())
