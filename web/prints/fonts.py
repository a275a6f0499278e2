"""The faces that prints embed: Noto's for Chinese, others for what it lacks, from the machine.

Debian's packages fonts-noto-cjk, fonts-noto-core and fonts-hanazono (OFL). Only the glyphs used go
into a file. A name may be of any script: Lao, Burmese, Yi, or a character of Unicode's extensions.
"""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont
from fpdf import FPDF
from fpdf.fonts import TTFFont

from web.prints.values import FontsMissingError
from web.typefaces import FOLDER

FACE = "han"
_SIMPLIFIED = 2
_REGULAR = "opentype/noto/NotoSansCJK-Regular.ttc"
_BOLD = "opentype/noto/NotoSansCJK-Bold.ttc"
# In the order in which they are asked; the first that has a character draws it.
_OTHERS = (
    "truetype/noto/NotoSansLao-Regular.ttf",
    "truetype/noto/NotoSansMyanmar-Regular.ttf",
    "truetype/noto/NotoSansThai-Regular.ttf",
    "truetype/noto/NotoSansKhmer-Regular.ttf",
    "truetype/noto/NotoSansYi-Regular.ttf",
    "truetype/noto/NotoSansTaiLe-Regular.ttf",
    "truetype/noto/NotoSansNewTaiLue-Regular.ttf",
    "truetype/noto/NotoSansLisu-Regular.ttf",
    "truetype/noto/NotoSerifTibetan-Regular.ttf",
    "truetype/noto/NotoSansMongolian-Regular.ttf",
    "truetype/noto/NotoSansDevanagari-Regular.ttf",
    "truetype/noto/NotoSansBengali-Regular.ttf",
    "truetype/noto/NotoSansArabic-Regular.ttf",
    "truetype/hanazono/HanaMinA.ttf",
    "truetype/hanazono/HanaMinB.ttf",
)


def add_fonts(pdf: FPDF, text: str) -> None:
    """Give a document the faces that its whole `text` needs; raises FontsMissingError."""
    for style, name in (("", _REGULAR), ("B", _BOLD)):
        pdf.add_font(FACE, style, _path(name), collection_font_number=_SIMPLIFIED)
    needed = _others_for(frozenset(ord(sign) for sign in text))
    for name in needed:
        pdf.add_font(Path(name).stem, "", _path(name))
    pdf.set_fallback_fonts([Path(name).stem for name in needed], exact_match=False)


def add_face(pdf: FPDF, name: str) -> str:
    """Give a document one more face; give what to call it."""
    if not name:
        return FACE
    called = Path(name).stem
    if called.lower() not in pdf.fonts:
        pdf.add_font(called, "", _path(name))
    return called


def close_fonts(pdf: FPDF) -> None:
    """Close the faces' files, which the library leaves open."""
    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.ttfont.close()


def _others_for(signs: frozenset[int]) -> list[str]:
    """Give the further faces that draw what the main one cannot; each read only where needed."""
    left, chosen = signs - _covered(_REGULAR), []
    for name in _OTHERS:
        if left and (FOLDER / name).exists() and left & _covered(name):
            chosen.append(name)
            left -= _covered(name)
    return chosen


def _path(name: str) -> Path:
    path = FOLDER / name
    if not path.exists():
        message = f"{path} is missing: install fonts-noto-cjk to print cards"
        raise FontsMissingError(message)
    return path


@cache
def _covered(name: str) -> frozenset[int]:
    """Give the characters that a face draws."""
    path = _path(name)
    if path.suffix == ".ttc":
        with TTCollection(path, lazy=True) as faces:
            return frozenset(faces.fonts[_SIMPLIFIED].getBestCmap())
    with TTFont(path, lazy=True) as face:
        return frozenset(face.getBestCmap())
