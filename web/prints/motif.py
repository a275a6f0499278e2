"""The terraces of Yuanyang as contour lines, for the heads of what is printed; never near a QR."""

from itertools import pairwise

from fpdf import FPDF

# The height of each line at seven places along it, in parts of the band's height from its top.
_LINES = (
    (0.18, 0.26, 0.23, 0.19, 0.2, 0.13, 0.05),
    (0.37, 0.36, 0.32, 0.33, 0.29, 0.21, 0.22),
    (0.5, 0.45, 0.45, 0.44, 0.36, 0.34, 0.42),
    (0.59, 0.57, 0.59, 0.52, 0.47, 0.53, 0.6),
    (0.69, 0.71, 0.68, 0.6, 0.64, 0.71, 0.71),
    (0.83, 0.82, 0.74, 0.74, 0.82, 0.84, 0.82),
    (0.96, 0.9, 0.87, 0.94, 0.97, 0.95, 0.96),
)
_FAINT, _CLEAR = 0.12, 0.34
_BEND = 0.45
Ink = tuple[int, int, int]


def terraces(pdf: FPDF, area: tuple[float, float, float, float], ground: Ink) -> None:
    """Draw the lines into an area (left, top, width, height in mm) of a dark ground."""
    left, top, width, height = area
    pdf.set_line_width(0.3)
    step = width / (len(_LINES[0]) - 1)
    with pdf.rect_clip(left, top, width, height):
        for at, heights in enumerate(_LINES):
            pdf.set_draw_color(*_tint(ground, at))
            points = [(left + step * n, top + height * y) for n, y in enumerate(heights)]
            for begin, end in pairwise(points):
                bend = step * _BEND
                pdf.bezier([begin, (begin[0] + bend, begin[1]), (end[0] - bend, end[1]), end])


def _tint(ground: Ink, at: int) -> Ink:
    """Mix the ground with white, more of it the nearer the line lies."""
    share = _FAINT + (_CLEAR - _FAINT) * at / (len(_LINES) - 1)
    red, green, blue = (round(part + (255 - part) * share) for part in ground)
    return red, green, blue
