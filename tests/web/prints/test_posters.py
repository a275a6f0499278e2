"""Posters: read back from the rendered page at every distance and blur, and what they say."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFilter

from domain.kernel.colour import Colour
from domain.policy.places import DoorClass
from domain.policy.policies import load_policies
from domain.policy.texts import Text
from web.contexts.verdict import word_of
from web.prints import fonts
from web.prints.motif import terraces
from web.prints.plans import PLANS
from web.prints.posters import modules_of, printed
from web.prints.values import FontsMissingError, FurtherLine, Placard, PosterSize
from web.qr import QUIET

RULES = load_policies().posters
LINES = tuple(FurtherLine(line.text, line.font) for line in RULES.lines.values())
ADDRESS = "HTTPS://HEALTHCODE.YUNNAN.EXAMPLE/P/ABCDEFGHIJ234567"
PLACARD = Placard(
    venue=Text("马街农贸市场", "Majie Farmers’ Market"),
    entrance=Text("东门", "East gate"),
    township=Text("元阳县马街乡", "Majie Township, Yuanyang County"),
    address=ADDRESS,
    letters="ABCD2345",
    type_at="healthcode.yunnan.example/check",
    door=DoorClass.PUBLIC,
    arrivals=False,
    staffed=True,
    lines=(),
    made_on=date(2026, 11, 24),
)
LONG = Text("元阳县" + "哈尼族彝族自治地方人民医院" * 4, "People’s Hospital of Yuanyang " * 3)
_INCH = 25.4
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
BOTH = pytest.mark.parametrize("size", list(PosterSize))


def rendered(content: bytes, dots: float = 150, page: int = 0) -> Image.Image:
    """Render a page as a printer or a screen of so many dots an inch would."""
    document = pypdfium2.PdfDocument(content)
    picture: Image.Image = document[page].render(scale=dots / 72, grayscale=True).to_pil()
    document.close()
    return picture


def cut(picture: Image.Image, box: tuple[float, float, float, float], scale: float) -> Image.Image:
    """Cut a box in mm out of a page of `scale` dots a mm."""
    left, top, right, bottom = (int(each * scale) for each in box)
    return picture.crop((left, top, right, bottom))


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    said = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return said


def read(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=_QR)]


@BOTH
def test_each_page_is_read_back_and_has_its_size(size: PosterSize) -> None:
    pages = [replace(PLACARD, address=ADDRESS[:-1] + sign) for sign in "234567"]
    content = printed(pages, size, RULES)
    document = pypdfium2.PdfDocument(content)
    assert len(document) == len(pages)
    plan = PLANS[size]
    for page in document:
        width, height = (each / 72 * _INCH for each in page.get_size())
        assert (round(width), round(height)) == (plan.width, plan.height)
    document.close()
    assert [read(rendered(content, page=at)) for at in range(6)] == [[p.address] for p in pages]


@BOTH
@pytest.mark.parametrize("dots", [40, 60, 100, 200, 300])
def test_it_is_read_from_near_and_far(size: PosterSize, dots: int) -> None:
    assert read(rendered(printed([PLACARD], size, RULES), dots)) == [ADDRESS]


@BOTH
@pytest.mark.parametrize("share", [0.1, 0.2, 0.3, 0.4])
def test_it_is_read_out_of_focus(size: PosterSize, share: float) -> None:
    """A blur whose deviation is a share of a module's side."""
    picture = rendered(printed([PLACARD], size, RULES))
    module = PLANS[size].code[1] / len(modules_of(ADDRESS)) * 150 / _INCH
    assert read(picture.filter(ImageFilter.GaussianBlur(share * module))) == [ADDRESS]


@BOTH
@pytest.mark.parametrize("angle", [7, 90, 180, 33])
def test_it_is_read_however_the_phone_is_held(size: PosterSize, angle: int) -> None:
    picture = rendered(printed([PLACARD], size, RULES))
    assert read(picture.rotate(angle, expand=True, fillcolor=200)) == [ADDRESS]


@BOTH
def test_it_is_read_when_a_corner_is_torn(size: PosterSize) -> None:
    """Correction Q mends about a quarter of the codewords (ISO/IEC 18004, 7.5.1)."""
    picture = rendered(printed([PLACARD], size, RULES))
    plan, scale = PLANS[size], 150 / _INCH
    top, side = plan.code
    right, bottom = (plan.width + side) / 2, top + side
    torn = side * 0.3
    hole = tuple(int(each * scale) for each in (right - torn, bottom - torn, right, bottom))
    ImageDraw.Draw(picture).rectangle(hole, fill=255)
    (found,) = zxingcpp.read_barcodes(picture, formats=_QR)
    assert found.text == ADDRESS
    assert found.ec_level == "Q"


@BOTH
def test_the_quiet_zone_is_white_and_the_code_black(size: PosterSize) -> None:
    content = printed([replace(PLACARD, venue=LONG, lines=LINES)], size, RULES)
    picture, plan, scale = rendered(content, 200), PLANS[size], 200 / _INCH
    top, side = plan.code
    assert size is not PosterSize.A4 or side == 120
    left = (plan.width - side) / 2
    quiet = QUIET * side / len(modules_of(ADDRESS)) - 0.3
    for box in (
        (left - quiet, top - quiet, left + side + quiet, top - 0.3),
        (left - quiet, top + side + 0.3, left + side + quiet, top + side + quiet),
        (left - quiet, top - quiet, left - 0.3, top + side + quiet),
        (left + side + 0.3, top - quiet, left + side + quiet, top + side + quiet),
    ):
        zone = cut(picture, box, scale)
        assert zone.getextrema() == (255, 255)
    code = cut(picture, (left, top, left + side, top + side), scale)
    assert code.getextrema() == (0, 255)


@BOTH
@pytest.mark.parametrize("door", list(DoorClass))
def test_it_says_what_a_door_asks_for(size: PosterSize, door: DoorClass) -> None:
    said = words(printed([replace(PLACARD, door=door)], size, RULES))
    risk = RULES.risk[door]
    for text in ("马街农贸市场", "Majie Farmers' Market", "东门", "East gate", "ABCD-2345"):
        assert text in said
    for text in (risk.zh, risk.en, "没有手机", "No phone?", "2026-11-24", PLACARD.type_at):
        assert text in said
    for colour in (Colour.GREEN, Colour.YELLOW, Colour.RED):
        assert f"{word_of(colour).zh} {word_of(colour).en}" in said


def test_it_says_what_happens_at_this_entrance() -> None:
    alone = words(printed([replace(PLACARD, staffed=False)], PosterSize.A6, RULES))
    assert RULES.words.show_alone.en in alone
    assert RULES.words.show.en not in alone
    arriving = words(printed([replace(PLACARD, arrivals=True)], PosterSize.A4, RULES))
    assert RULES.words.tell.zh in arriving
    assert RULES.words.tap.zh not in arriving


@BOTH
def test_every_script_has_its_glyphs_and_nothing_runs_over(
    size: PosterSize, recwarn: pytest.WarningsRecorder
) -> None:
    """fpdf2 warns of a glyph that no face has; the margins stay free whatever the names are."""
    page = replace(PLACARD, venue=LONG, entrance=Text("𬀩门", "𬀩"), lines=LINES)
    content = printed([page], size, RULES)
    assert not recwarn.list
    picture, plan, scale = rendered(content, 100), PLANS[size], 100 / _INCH
    below = int(plan.head * scale) + 2
    edge = int(plan.margin * 0.5 * scale)
    for box in (
        (0, below, edge, picture.height),
        (picture.width - edge, below, picture.width, picture.height),
        (0, picture.height - edge // 2, picture.width, picture.height),
    ):
        assert picture.crop(box).getextrema() == (255, 255)
    bare = rendered(printed([replace(page, lines=())], size, RULES), 100)
    assert bare.tobytes() != picture.tobytes()


def test_names_are_words_and_nothing_else() -> None:
    """No link, form or script comes into a file, whatever a name says."""
    name = Text("**[点我](http://evil.example)**", "<a href='http://evil.example'>x</a>")
    content = printed([replace(PLACARD, venue=name, entrance=name)], PosterSize.A4, RULES)
    for word in (b"/Annot", b"/URI", b"/JavaScript", b"/AcroForm"):
        assert word not in content
    assert "http://evil.example" in words(content)


def test_the_motif_is_small_and_stays_in_the_head() -> None:
    pdf = FPDF(unit="mm", format="A4")
    pdf.add_page()
    before = len(bytes(pdf.pages[1].contents or b""))  # type: ignore[arg-type] # bytes so far
    terraces(pdf, (0, 0, 210, 25), (11, 87, 164))
    drawn = bytes(pdf.pages[1].contents or b"")  # type: ignore[arg-type] # bytes so far
    assert len(drawn) - before < 2048
    for plan in PLANS.values():
        quiet = QUIET * plan.code[1] / len(modules_of(ADDRESS))
        assert plan.head < plan.code[0] - quiet


def test_an_address_of_other_signs_is_not_printed() -> None:
    with pytest.raises(ValueError, match="can not be represented"):
        printed([replace(PLACARD, address="https://evil.example/?x")], PosterSize.A4, RULES)


def test_a_machine_without_a_face_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(FontsMissingError, match="fonts-noto-cjk"):
        printed([PLACARD], PosterSize.A4, RULES)
