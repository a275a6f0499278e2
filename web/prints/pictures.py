"""Three small pictures for the steps of a poster: scan, tap, show. Our own lines, in one ink."""

from fpdf import FPDF

_INK = (11, 87, 164)
_PALE = (232, 240, 248)
_LINE = 0.05


class Picture:
    """A square to draw in: `x`, `y` its corner and `side` in mm; places in it go from 0 to 1."""

    def __init__(self, pdf: FPDF, x: float, y: float, side: float) -> None:
        """Take the square."""
        self._pdf, self._x, self._y, self._side = pdf, x, y, side
        pdf.set_draw_color(*_INK)
        pdf.set_fill_color(*_INK)
        pdf.set_line_width(side * _LINE)

    def scan(self) -> None:
        """Draw a phone that looks at a code."""
        self._phone(0.06, 0.36)
        for left, top in ((0.56, 0.14), (0.8, 0.14), (0.56, 0.38)):
            self._box(left, top, 0.15)
        for left, top in ((0.8, 0.38), (0.88, 0.46), (0.8, 0.46)):
            self._dot(left, top, 0.07)
        for down in (0.66, 0.76, 0.86):
            self._line(0.56, down, 0.95, down)
        self._line(0.14, 0.46, 0.34, 0.46)

    def tap(self) -> None:
        """Draw a finger on a button."""
        self._phone(0.18, 0.64)
        self._round(0.28, 0.44, 0.44, 0.17, filled=True)
        pdf = self._pdf
        pdf.set_fill_color(255, 255, 255)
        corners = [(0.56, 0.52), (0.56, 0.86), (0.65, 0.79), (0.71, 0.93), (0.78, 0.9)]
        corners += [(0.72, 0.76), (0.83, 0.74)]
        pdf.polygon([self._at(left, top) for left, top in corners], style="DF")

    def tell(self) -> None:
        """Draw a form that is filled in."""
        self._round(0.2, 0.08, 0.6, 0.84)
        for down in (0.3, 0.5, 0.7):
            self._tick(0.3, down, 0.12)
            self._line(0.5, down, 0.7, down)

    def show(self, *, measured: bool) -> None:
        """Draw a phone with a code that is good, and a thermometer where one is measured."""
        self._phone(0.08 if measured else 0.3, 0.42)
        self._tick(0.17 if measured else 0.39, 0.5, 0.24)
        if measured:
            pdf, (x, y) = self._pdf, self._at(0.7, 0.1)
            pdf.rect(x, y, self._side * 0.14, self._side * 0.58, round_corners=True)
            pdf.set_fill_color(*_INK)
            pdf.ellipse(*self._at(0.63, 0.62), self._side * 0.28, self._side * 0.28, style="F")
            pdf.rect(*self._at(0.745, 0.36), self._side * 0.05, self._side * 0.3, style="F")

    def _at(self, left: float, top: float) -> tuple[float, float]:
        return self._x + left * self._side, self._y + top * self._side

    def _phone(self, left: float, width: float) -> None:
        self._round(left, 0.06, width, 0.88)

    def _round(
        self, left: float, top: float, width: float, height: float, *, filled: bool = False
    ) -> None:
        pdf, side = self._pdf, self._side
        pdf.set_fill_color(*(_INK if filled else _PALE))
        size = width * side, height * side
        pdf.rect(*self._at(left, top), *size, "DF", round_corners=True, corner_radius=side * 0.07)
        pdf.set_fill_color(*_INK)

    def _box(self, left: float, top: float, side: float) -> None:
        self._pdf.rect(*self._at(left, top), side * self._side, side * self._side)
        self._dot(left + side / 3, top + side / 3, side / 3)

    def _dot(self, left: float, top: float, side: float) -> None:
        self._pdf.rect(*self._at(left, top), side * self._side, side * self._side, style="F")

    def _line(self, left: float, top: float, right: float, bottom: float) -> None:
        self._pdf.line(*self._at(left, top), *self._at(right, bottom))

    def _tick(self, left: float, middle: float, width: float) -> None:
        corners = ((0.0, 0.0), (0.35, 0.35), (1.0, -0.4))
        self._pdf.polyline([self._at(left + x * width, middle + y * width) for x, y in corners])
