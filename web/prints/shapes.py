"""The colours' shapes in print: told by outline and word, so that a grey print still says it."""

import math
from collections.abc import Mapping

from fpdf import FPDF

from domain.kernel.colour import Colour

Ink = tuple[int, int, int]
_DARK, _LIGHT = (11, 12, 12), (255, 255, 255)
FILLS: Mapping[Colour, Ink] = {
    Colour.GREEN: (60, 196, 124),
    Colour.YELLOW: (255, 209, 0),
    Colour.RED: (143, 13, 23),
    Colour.GREY: (80, 90, 95),
}
INKS: Mapping[Colour, Ink] = {
    Colour.GREEN: _DARK,
    Colour.YELLOW: _DARK,
    Colour.RED: _LIGHT,
    Colour.GREY: _LIGHT,
}
# Strokes inside a shape, in a square of side 1.
_TICK = ((0.27, 0.52), (0.44, 0.68), (0.74, 0.34))
_CROSS = (((0.33, 0.33), (0.67, 0.67)), ((0.67, 0.33), (0.33, 0.67)))


def draw(pdf: FPDF, colour: Colour, x: float, y: float, side: float) -> None:
    """Draw a colour's shape into a square, in the ink that stands on its fill; lengths in mm."""
    ink = INKS[colour]
    pdf.set_draw_color(*ink)
    pdf.set_line_width(side * 0.07)
    if colour in {Colour.GREEN, Colour.GREY}:
        _circle(pdf, x, y, side, dashed=colour is Colour.GREY)
    else:
        corners = _triangle() if colour is Colour.YELLOW else _octagon()
        pdf.polygon([(x + side * left, y + side * top) for left, top in corners])
    pdf.set_line_width(side * 0.1)
    if colour is Colour.GREEN:
        pdf.polyline([(x + side * left, y + side * top) for left, top in _TICK])
    elif colour is Colour.RED:
        for (left, top), (right, bottom) in _CROSS:
            pdf.line(x + side * left, y + side * top, x + side * right, y + side * bottom)
    else:
        _sign(pdf, "!" if colour is Colour.YELLOW else "?", (x, y, side))


def _circle(pdf: FPDF, x: float, y: float, side: float, *, dashed: bool) -> None:
    if dashed:
        pdf.set_dash_pattern(dash=side * 0.12, gap=side * 0.07)
    pdf.ellipse(x + side * 0.05, y + side * 0.05, side * 0.9, side * 0.9)
    pdf.set_dash_pattern()


def _sign(pdf: FPDF, sign: str, square: tuple[float, float, float]) -> None:
    x, y, side = square
    pdf.set_font_size(side * 1.7)
    lower = 0.1 if sign == "!" else 0.0
    pdf.set_xy(x, y + side * lower)
    pdf.cell(side, side, sign, align="C")


def _triangle() -> list[tuple[float, float]]:
    return [(0.5, 0.06), (0.97, 0.92), (0.03, 0.92)]


def _octagon() -> list[tuple[float, float]]:
    turns = (math.pi / 8 + math.pi / 4 * corner for corner in range(8))
    return [(0.5 + 0.47 * math.cos(turn), 0.5 + 0.47 * math.sin(turn)) for turn in turns]
