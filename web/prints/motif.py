"""The terraces of Yuanyang as contour lines, for the heads of what is printed; never near a QR."""

from itertools import pairwise

from fpdf import FPDF
from fpdf.drawing_primitives import rgb8

# The height of each line at five places along it, in parts of the band's height from its top.
_LINES = (
    (0.18, 0.25, 0.2, 0.17, 0.05),
    (0.37, 0.34, 0.33, 0.25, 0.22),
    (0.5, 0.45, 0.44, 0.35, 0.42),
    (0.59, 0.58, 0.52, 0.5, 0.6),
    (0.69, 0.69, 0.6, 0.68, 0.71),
    (0.83, 0.78, 0.74, 0.83, 0.82),
    (0.96, 0.88, 0.94, 0.96, 0.96),
)
_FAINT, _CLEAR = 0.12, 0.34
_BEND = 0.45
Ink = tuple[int, int, int]


def terraces(pdf: FPDF, area: tuple[float, float, float, float], ground: Ink) -> None:
    """Draw the lines into an area (left, top, width, height in mm) of a dark ground."""
    left, top, width, height = area
    pdf.set_line_width(0.3)
    step = width / (len(_LINES[0]) - 1)
    bend = step * _BEND
    for at, heights in enumerate(_LINES):
        points = [(left + step * n, top + height * y) for n, y in enumerate(heights)]
        with pdf.new_path(*points[0]) as path:
            path.style.fill_color = None
            path.style.stroke_color = rgb8(*_tint(ground, at))
            path.style.auto_close = False
            for (begin, high), (end, low) in pairwise(points):
                path.curve_to(begin + bend, high, end - bend, low, end, low)


def _tint(ground: Ink, at: int) -> Ink:
    """Mix the ground with white, more of it the nearer the line lies."""
    share = _FAINT + (_CLEAR - _FAINT) * at / (len(_LINES) - 1)
    red, green, blue = (round(part + (255 - part) * share) for part in ground)
    return red, green, blue
