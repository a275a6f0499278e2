"""Printed cards: read back from the rendered page, whatever the name, with their faces inside."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from domain.kernel.colour import Colour
from web.prints import fonts
from web.prints.cards import HEIGHT, WIDTH, printed
from web.prints.values import FontsMissingError, Paper, PrintedCard

NAMES = [
    "王秀英",
    "阿卜杜热合曼·买买提",
    "Nguyễn Thị Hoa",
    "ສົມສັກ ວົງສາ",
    "𬀩",
    "မောင်မောင်",
    "Wolfeschlegelsteinhausenbergerdorff Maria Antonietta",
    "李",
]
DECLARED = datetime(2026, 11, 24, 3, tzinfo=UTC)
UNTIL = datetime(2026, 12, 8, 16, tzinfo=UTC)
_INCH = 25.4
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def card(at: int = 0, colour: Colour = Colour.GREEN) -> PrintedCard:
    """Give a card with a QR as long as a signed code's."""
    text = f"YN1:{at:03d}" + "A1B2C3 $%*+-./:"[at % 10 :] * 14
    return PrintedCard(NAMES[at % len(NAMES)], "2X", colour, DECLARED, UNTIL, text[:230])


def pages(content: bytes) -> list[Image.Image]:
    """Render each page as a printer of 200 dots an inch would."""
    return [page.render(scale=200 / 72, grayscale=True).to_pil() for page in document(content)]


def document(content: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(content)


def words(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in document(content))


def read(pictures: Sequence[Image.Image]) -> list[str]:
    return [found.text for each in pictures for found in zxingcpp.read_barcodes(each, formats=_QR)]


@pytest.mark.parametrize("count", [1, 7, 8, 9])
def test_every_code_is_read_back_from_the_sheet(count: int) -> None:
    cards = [card(at, list(Colour)[at % 4]) for at in range(count)]
    sheets = pages(printed(cards, Paper.A4, "12345"))
    assert len(sheets) == (count + 7) // 8
    assert sorted(read(sheets)) == sorted(each.qr for each in cards)


def test_a_card_of_its_own_has_a_cards_size() -> None:
    content = printed([card(), card(1)], Paper.CARD, "12345")
    sizes = {page.get_size() for page in document(content)}
    assert {(round(w / 72 * _INCH, 1), round(h / 72 * _INCH, 1)) for w, h in sizes} == {
        (WIDTH, HEIGHT)
    }
    assert read(pages(content)) == [card().qr, card(1).qr]


@pytest.mark.parametrize("colour", list(Colour))
def test_it_says_what_a_door_asks_for(colour: Colour) -> None:
    said = words(printed([card(0, colour)], Paper.CARD, "0873 5642"))
    for text in (NAMES[0], "2X", "2026-11-24", "纸质码", "Paper code", "请核对证件", "0873 5642"):
        assert text in said
    assert ("2026-12-08 24:00" in said) is True
    ends = "预计解除" if colour in {Colour.RED, Colour.YELLOW} else "有效至"
    assert ends in said


def test_what_waits_for_an_event_says_so() -> None:
    said = words(printed([replace(card(0, Colour.RED), until=None)], Paper.CARD, "12345"))
    assert "待官方结果 Awaiting result" in said


def test_every_name_has_all_its_glyphs(recwarn: pytest.WarningsRecorder) -> None:
    """fpdf2 warns of a glyph that no face has; and each name leaves some ink of its own."""
    cards = [replace(card(), name=name) for name in [" ", *NAMES]]
    sheets = pages(printed(cards, Paper.CARD, "12345"))
    assert not recwarn.list
    blank, *drawn = [each.crop((325, 112, 674, 178)).tobytes() for each in sheets]
    assert blank not in drawn
    assert len(set(drawn)) == len(NAMES)


def test_the_faces_are_inside() -> None:
    content = printed([card()], Paper.CARD, "12345")
    assert b"/FontFile" in content
    assert len(content) < 100_000


def test_a_machine_without_a_face_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(FontsMissingError, match="fonts-noto-cjk"):
        printed([card()], Paper.CARD, "12345")


def test_a_code_too_long_for_a_card_is_not_printed() -> None:
    with pytest.raises(ValueError, match="fit no version"):
        printed([replace(card(), qr="A" * 400)], Paper.CARD, "12345")
