"""Posters of entrances (product E2): A4 to hang at a door, A6 for a vehicle; a page for each.

The QR holds the address of the poster on this service's own origin and nothing else, at
correction Q (ISO/IEC 18004), black on white with its quiet zone; names are words beside it.
"""

from collections.abc import Callable, Sequence
from functools import partial

from fpdf import FPDF
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode
from qrcode.util import MODE_ALPHA_NUM, QRData

from domain.kernel.colour import Colour
from domain.policy.texts import Text
from domain.policy.venues import PosterRules
from web import qr
from web.contexts.verdict import word_of
from web.prints.fitting import Box, Type, fit_words, put_words, set_words
from web.prints.fonts import add_face, add_fonts, close_fonts
from web.prints.motif import terraces
from web.prints.pictures import Picture
from web.prints.plans import PLANS, Plan
from web.prints.shapes import FILLS, INKS, draw
from web.prints.values import Placard, PosterSize

_INK, _QUIET, _BRAND, _WHITE = (11, 12, 12), (80, 90, 95), (11, 87, 164), (255, 255, 255)


def printed(pages: Sequence[Placard], size: PosterSize, rules: PosterRules) -> bytes:
    """Give the PDF of some posters; raises FontsMissingError, ValueError for no such QR."""
    plan = PLANS[size]
    pdf = FPDF(unit="mm", format=(plan.width, plan.height))
    pdf.set_auto_page_break(False)
    pdf.set_title(f"{rules.words.title.zh} {rules.words.scan_here.zh}")
    pdf.set_lang("zh-CN")
    try:
        add_fonts(pdf, "".join(_words_of(page) for page in pages))
        pdf.set_text_shaping(True)
        for page in pages:
            pdf.add_page()
            _Sheet(pdf, plan, page, rules).print()
        return bytes(pdf.output())
    finally:
        close_fonts(pdf)


def modules_of(address: str) -> qr.Matrix:
    """Give the dark modules of an address at correction Q; raises ValueError for other signs."""
    code = QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(QRData(address, mode=MODE_ALPHA_NUM))  # type: ignore[call-overload] # the stubs lack it
    code.make(fit=True)
    found: qr.Matrix = code.modules
    return found


def _words_of(page: Placard) -> str:
    named = (page.venue, page.entrance, page.township)
    return "".join(text.zh + text.en for text in named)


class _Sheet:
    """One poster being drawn."""

    def __init__(self, pdf: FPDF, plan: Plan, page: Placard, rules: PosterRules) -> None:
        self._pdf, self._plan, self._page = pdf, plan, page
        self._words, self._risk = rules.words, rules.risk
        self._left, self._wide = plan.margin, plan.width - 2 * plan.margin

    def print(self) -> None:
        self._head()
        self._names()
        self._code()
        self._letters()
        self._steps()
        self._colours()
        self._foot()

    def _head(self) -> None:
        pdf, plan, unit = self._pdf, self._plan, self._plan.unit
        pdf.set_fill_color(*_BRAND)
        pdf.rect(0, 0, plan.width, plan.head, style="F")
        terraces(pdf, (0, 0, plan.width, plan.head), _BRAND)
        pdf.set_text_color(*_WHITE)
        half, high = self._wide / 2, plan.head
        self._both(
            self._words.title, Box(self._left, high * 0.1, half, high * 0.8), (28, 14), align="L"
        )
        right = Box(self._left + half, high * 0.1, half, high * 0.8)
        self._both(self._words.scan_here, right, (28, 14), align="R")
        pdf.set_text_color(*_INK)
        pdf.set_line_width(0.3 * unit)

    def _names(self) -> None:
        plan, page, pdf = self._plan, self._page, self._pdf
        top, high = plan.names
        self._both(page.venue, Box(self._left, top, self._wide, high), (27, 13))
        top, high = plan.door
        pdf.set_fill_color(*_BRAND)
        pdf.set_text_color(*_WHITE)
        words = " ".join(filter(None, (page.entrance.zh, _beside(page.entrance))))
        box = Box(self._left + self._wide * 0.15, top, self._wide * 0.7, high)
        pdf.rect(box.left, top, box.width, high, "F", round_corners=True, corner_radius=high * 0.3)
        set_words(pdf, words, box, Type(17 * plan.unit, 6 * plan.unit, bold=True))
        pdf.set_text_color(*_INK)

    def _code(self) -> None:
        """Draw every dark run of the QR as one rectangle, white ground and quiet zone first."""
        pdf, (top, side) = self._pdf, self._plan.code
        modules = modules_of(self._page.address)
        module = side / len(modules)
        left, quiet = (self._plan.width - side) / 2, qr.QUIET * module
        whole = side + 2 * quiet
        pdf.set_fill_color(*_WHITE)
        pdf.rect(left - quiet, top - quiet, whole, whole, style="F")
        pdf.set_fill_color(0, 0, 0)
        for row, column, run in qr.runs(modules):
            # A hair more, or printers leave white seams between rows.
            at = left + column * module, top + row * module
            pdf.rect(*at, run * module, module + 0.01, style="F")

    def _letters(self) -> None:
        """Set the letters for whoever cannot scan, and beside them where they are typed."""
        pdf, page, (top, high) = self._pdf, self._page, self._plan.letters
        shown, unit, half = f"{page.letters[:4]}-{page.letters[4:]}", self._plan.unit, 0.42
        box = Box(self._left, top, self._wide * half, high)
        set_words(pdf, shown, box, Type(25 * unit, 10 * unit, bold=True, align="R"))
        left, wide = self._left + self._wide * half, self._wide * (1 - half)
        words = Text(self._words.letters.zh, f"{self._words.letters.en} {page.type_at}")
        self._both(words, Box(left, top, wide, high), (9.5, 8), align="L")

    def _steps(self) -> None:
        page, (top, high) = self._page, self._plan.steps
        last = self._words.show if page.staffed else self._words.show_alone
        steps: tuple[tuple[Text, Callable[[Picture], None]], ...] = (
            (self._words.scan, Picture.scan),
            (self._words.tell, Picture.tell) if page.arrivals else (self._words.tap, Picture.tap),
            (last, partial(Picture.show, measured=page.staffed)),
        )
        wide = self._wide / len(steps)
        for at, (words, picture) in enumerate(steps):
            left = self._left + at * wide
            picture(Picture(self._pdf, left, top + high * 0.08, high * 0.84))
            numbered = Text(f"{at + 1} {words.zh}", words.en)
            box = Box(left + high * 0.9, top, wide - high * 0.95, high)
            self._both(numbered, box, (14, 9.5), align="L")

    def _colours(self) -> None:
        """Draw the three colours: their shapes, their words, and what each means at this door."""
        top, high = self._plan.colours
        risk, third = self._risk[self._page.door], self._wide / 3
        self._colour((Colour.GREEN,), self._words.green, Box(self._left, top, third - 1, high))
        box = Box(self._left + third, top, 2 * third, high)
        self._colour((Colour.YELLOW, Colour.RED), risk, box)

    def _colour(self, colours: tuple[Colour, ...], means: Text, box: Box) -> None:
        pdf, band = self._pdf, box.height * 0.5
        wide = box.width / len(colours)
        for at, colour in enumerate(colours):
            left = box.left + at * wide
            pdf.set_fill_color(*FILLS[colour])
            pdf.rect(left, box.top, wide, band, style="F")
            shape = band * 0.8
            pdf.set_text_color(*INKS[colour])
            pdf.set_font("han", "B", 12)
            draw(pdf, colour, left + band * 0.2, box.top + band * 0.1, shape)
            word = word_of(colour)
            place = Box(left + band * 1.1, box.top, wide - band * 1.2, band)
            how = Type(17 * self._plan.unit, 6 * self._plan.unit, bold=True, align="L")
            set_words(pdf, f"{word.zh} {word.en}", place, how)
        pdf.set_text_color(*_INK)
        self._both(means, Box(box.left, box.top + band, box.width, box.height - band), (12, 9.5))

    def _foot(self) -> None:
        plan, page, pdf = self._plan, self._page, self._pdf
        unit, last = plan.unit, plan.height - plan.margin * 0.5 - 7 * plan.unit
        room = last - plan.foot - unit
        # Who has no phone takes as much as two further lines.
        row = room / (2 + len(page.lines))
        self._both(
            self._words.no_phone, Box(self._left, plan.foot, self._wide, 2 * row), (12.5, 10)
        )
        for at, line in enumerate(page.lines, start=2):
            box = Box(self._left, plan.foot + at * row, self._wide, row)
            set_words(pdf, line.text, box, Type(11 * unit, 6 * unit, face=add_face(pdf, line.font)))
        pdf.set_text_color(*_QUIET)
        made = f"{self._words.issued.zh} {self._words.issued.en} {page.made_on:%Y-%m-%d}"
        place = f"{page.township.zh} {page.township.en}"
        box = Box(self._left, last, self._wide, 6 * unit)
        set_words(pdf, f"{place} · {made}", box, Type(8.5 * unit, 4.5 * unit))
        pdf.set_text_color(*_INK)

    def _both(self, words: Text, box: Box, sizes: tuple[float, float], align: str = "C") -> None:
        """Set Chinese with English right below it, together in the middle of a box."""
        pdf, unit, beside = self._pdf, self._plan.unit, _beside(words)
        large, small = sizes[0] * unit, sizes[1] * unit
        upper = Type(large, large * 0.4, bold=True, align=align)
        if not beside:
            set_words(pdf, words.zh, box, upper)
            return
        lower = Type(small, small * 0.5, align=align)
        share = box.height * large / (large + small)
        over = fit_words(pdf, words.zh, Box(box.left, box.top, box.width, share), upper)
        rest = Box(box.left, box.top, box.width, box.height - over.height)
        under = fit_words(pdf, beside, rest, lower)
        top = box.top + max(0.0, (box.height - over.height - under.height) / 2)
        put_words(pdf, over, Box(box.left, top, box.width, over.height), upper)
        put_words(pdf, under, Box(box.left, top + over.height, box.width, under.height), lower)


def _beside(text: Text) -> str:
    """Give the English that stands with the Chinese; "" where both are the same words.

    The Chinese face sets a curly apostrophe as wide as a character: a straight one stands for it.
    """
    return "" if text.en == text.zh else text.en.replace("’", "'")
