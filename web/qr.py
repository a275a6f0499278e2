"""QR codes as small SVG pictures: one stroked path of run lengths, black on its own white plate.

`qrcode` makes the modules (ISO/IEC 18004) with the version taken from the length and one fixed
mask: any of the eight is valid, and the search for the best looking is most of the work. The
quiet zone of four modules is part of the picture; the page adds no more around it, and its colour
stays outside of it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM

from web.codewords import codewords

QUIET = 4
MOST_VERSION = 10
_MASK = 2
_KEPT = 256
_DARK = re.compile(rb"\x01+")
_ALPHANUMERIC = re.compile(rb"[0-9A-Z $%*+\-./:]+")
# Most characters at correction M in versions 1 to 10 (ISO/IEC 18004, table 7).
_ROOM = {
    MODE_ALPHA_NUM: (20, 38, 61, 90, 122, 154, 178, 221, 262, 311),
    MODE_8BIT_BYTE: (14, 26, 42, 62, 84, 106, 122, 152, 180, 213),
}
_SVG = Markup(
    '<svg class="{}" role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
    '<path fill="#fff" d="M0 0h{}v{}H0z"/><path stroke="#000" d="{}"/></svg>'
)
Matrix = Sequence[Sequence[bool | None]]


@lru_cache(maxsize=_KEPT)
def svg(text: str, label: str, css_class: str = "qr") -> Markup:
    """Give a text's QR as inline SVG named by `label`; upper-case tokens take the dense mode."""
    size, path = drawn(text)
    return _SVG.format(css_class, label, size, size, size, size, path)


def svg_once(text: str, label: str, css_class: str = "qr") -> Markup:
    """Give the same of a secret's text: nothing of it stays in memory."""
    modules = matrix(text)
    size = len(modules) + 2 * QUIET
    return _SVG.format(css_class, label, size, size, size, size, _path(modules))


@lru_cache(maxsize=_KEPT)
def drawn(text: str) -> tuple[int, str]:
    """Give a text's picture: its side in modules with the quiet zone, and its path."""
    modules = matrix(text)
    return len(modules) + 2 * QUIET, _path(modules)


def matrix(text: str) -> Matrix:
    """Give the dark modules of a text, at error correction M in the least version it fits.

    Raises ValueError for no text, and for more than version 10 holds: no phone reads that well.
    """
    raw = text.encode()
    mode = MODE_ALPHA_NUM if _ALPHANUMERIC.fullmatch(raw) else MODE_8BIT_BYTE
    version = version_for(mode, len(raw))
    code = QRCode(version, ERROR_CORRECT_M, mask_pattern=_MASK)
    code.data_cache = codewords(raw, mode, version)
    code.make(fit=False)
    found: Matrix = code.modules
    return found


def runs(modules: Matrix) -> Iterator[tuple[int, int, int]]:
    """Give each run of dark modules: its row, the column it starts in, its length."""
    for row, cells in enumerate(modules):
        for run in _DARK.finditer(bytes(map(bool, cells))):
            yield row, run.start(), run.end() - run.start()


def version_for(mode: int, length: int) -> int:
    """Give the least version that holds so many characters of a mode; raises ValueError."""
    for version, room in enumerate(_ROOM[mode], start=1):
        if 0 < length <= room:
            return version
    message = f"{length} characters fit no version up to {MOST_VERSION}"
    raise ValueError(message)


def _path(modules: Matrix) -> str:
    """Give the strokes: each move is relative to where the stroke before ended."""
    strokes: list[str] = []
    x = y = 0
    for row, start, length in runs(modules):
        strokes.append(f"m{start - x} {row - y}h{length}")
        x, y = start + length, row
    return f"M{QUIET} {QUIET}.5" + "".join(strokes)
