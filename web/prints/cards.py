"""Codes printed as cards (product C5): card-sized pages, or up to eight on each sheet of A4.

A card holds the full name and the last two characters of the document, because whoever reads it at
a door compares them with the document itself; its QR is the signed form with the paper mark.
"""

from collections.abc import Sequence

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from domain.kernel.colour import Colour
from domain.kernel.days import day_of, last_day_before
from domain.policy.texts import Text
from web import qr
from web.contexts.verdict import word_of
from web.prints.fonts import FACE, add_fonts, close_fonts
from web.prints.shapes import FILLS, INKS, draw
from web.prints.values import Paper, PrintedCard

WIDTH, HEIGHT = 85.6, 54.0
_A4 = (210.0, 297.0)
_COLUMNS, _ROWS = 2, 4
_QR, _BAND = 40.0, 13.0
_SMALL, _BODY, _WORD, _NAME, _SMALL_NAME = 6.0, 8.0, 15.0, 13.0, 8.5
_INK, _FAINT, _BRAND = (11, 12, 12), (150, 156, 160), (11, 87, 164)


def printed(cards: Sequence[PrintedCard], paper: Paper, hotline: str) -> bytes:
    """Give the PDF of some cards; raises FontsMissingError, ValueError for a QR too long."""
    pdf = FPDF(unit="mm", format=_A4 if paper is Paper.A4 else (WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    pdf.set_title("云南健康码 Yunnan Health Code")
    pdf.set_lang("zh-CN")
    try:
        add_fonts(pdf, "".join(card.name for card in cards))
        pdf.set_text_shaping(True)
        for at, card in enumerate(cards):
            x, y = _place(pdf, at, paper)
            _Face(pdf, x, y).print(card, hotline)
        return bytes(pdf.output())
    finally:
        close_fonts(pdf)


def _place(pdf: FPDF, at: int, paper: Paper) -> tuple[float, float]:
    """Give the upper left corner of the next card, on a new page where the last is full."""
    if paper is Paper.CARD:
        pdf.add_page()
        return 0.0, 0.0
    on_page = at % (_COLUMNS * _ROWS)
    if on_page == 0:
        pdf.add_page()
    row, column = divmod(on_page, _COLUMNS)
    left = (_A4[0] - _COLUMNS * WIDTH) / 2
    top = (_A4[1] - _ROWS * HEIGHT) / 2
    return left + column * WIDTH, top + row * HEIGHT


class _Face:
    """One card being drawn at its corner; lengths in mm, type in points."""

    def __init__(self, pdf: FPDF, x: float, y: float) -> None:
        self._pdf, self._x, self._y = pdf, x, y

    def print(self, card: PrintedCard, hotline: str) -> None:
        self._frame()
        self._head(card.colour)
        self._code(card.qr)
        self._facts(card, hotline)

    def _frame(self) -> None:
        self._pdf.set_draw_color(*_FAINT)
        self._pdf.set_line_width(0.1)
        self._pdf.rect(self._x, self._y, WIDTH, HEIGHT)

    def _head(self, colour: Colour) -> None:
        """Draw a band in the code's colour: shape, word, and what this is."""
        pdf, word = self._pdf, word_of(colour)
        pdf.set_fill_color(*FILLS[colour])
        pdf.rect(self._x, self._y, WIDTH, _BAND, style="F")
        pdf.set_text_color(*INKS[colour])
        pdf.set_font(FACE, "B", _WORD)
        draw(pdf, colour, self._x + 2.5, self._y + 2, 9)
        pdf.set_font(FACE, "B", _WORD)
        self._text(13.5, 1.6, f"{word.zh} {word.en}", _WORD)
        pdf.set_font(FACE, "", _SMALL)
        self._text(13.5, 8.6, "云南健康码 Yunnan Health Code · 纸质码 Paper code", _SMALL)

    def _code(self, text: str) -> None:
        """Draw every dark run of the QR as one rectangle on the white card."""
        modules = qr.matrix(text)
        side = _QR / (len(modules) + 2 * qr.QUIET)
        left, top = self._x + 0.8 + qr.QUIET * side, self._y + _BAND + 0.5 + qr.QUIET * side
        self._pdf.set_fill_color(0, 0, 0)
        for row, column, run in qr.runs(modules):
            # A hair more, or printers leave white seams between rows.
            at = left + column * side, top + row * side
            self._pdf.rect(*at, run * side, side + 0.01, style="F")

    def _facts(self, card: PrintedCard, hotline: str) -> None:
        pdf = self._pdf
        pdf.set_text_color(*_INK)
        pdf.set_font(FACE, "B", _NAME)
        size = _fitting(pdf, card.name, WIDTH - _QR - 3.3 - 2 * pdf.c_margin)
        pdf.set_font(FACE, "B", size)
        self._lines(_QR + 1.5, _BAND + 2.2, card.name, size)
        top = _BAND + 10.5
        for label, value in self._rows(card):
            top = self._row(top, label, value)
        pdf.set_text_color(*_BRAND)
        pdf.set_font(FACE, "", _SMALL)
        self._lines(
            _QR + 1.5,
            HEIGHT - 8.2,
            f"请核对证件 Check the document\n疑问 Questions {hotline}",
            _SMALL,
        )

    def _rows(self, card: PrintedCard) -> list[tuple[Text, str]]:
        ends = Text("有效至", "Valid through")
        if card.colour in {Colour.RED, Colour.YELLOW}:
            ends = Text("预计解除", "Expected to end")
        until = "待官方结果 Awaiting result"
        if card.until is not None:
            until = f"{last_day_before(card.until):%Y-%m-%d} 24:00"
        return [
            (Text("证件尾号", "Document ends"), card.tail),
            (Text("登记", "Registered"), f"{day_of(card.registered):%Y-%m-%d}"),
            (ends, until),
        ]

    def _row(self, top: float, label: Text, value: str) -> float:
        self._pdf.set_text_color(*_INK)
        self._pdf.set_font(FACE, "", _SMALL)
        self._text(_QR + 1.5, top, f"{label.zh} {label.en}", _SMALL)
        self._pdf.set_font(FACE, "B", _BODY)
        self._text(_QR + 1.5, top + 2.4, value, _BODY)
        return top + 6.6

    def _text(self, left: float, top: float, words: str, points: float) -> None:
        self._pdf.set_xy(self._x + left, self._y + top)
        self._pdf.cell(WIDTH - left - 1, points * 0.42, words)

    def _lines(self, left: float, top: float, words: str, points: float) -> None:
        self._pdf.set_xy(self._x + left, self._y + top)
        self._pdf.multi_cell(
            WIDTH - left - 1.5, points * 0.42, words, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )


def _fitting(pdf: FPDF, name: str, width: float) -> float:
    """Give the size in points at which a name takes one line, or else two small ones."""
    wide = pdf.get_string_width(name)
    return max(_SMALL_NAME, min(_NAME, _NAME * width / wide)) if wide else _NAME
