"""QR codes: read back at every length, the same codewords as the library's, small and dense."""

import re
import secrets
import string

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData, create_data

from web import qr
from web.codewords import codewords

LETTERS = string.ascii_uppercase + string.digits + " $%*+-./:"
BYTES = string.ascii_letters + "é码"
MOST_ALPHANUMERIC = 311
TOKEN_VERSION = 4
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def text_of(letters: str, length: int) -> str:
    return "".join(secrets.choice(letters) for _ in range(length))


def picture(text: str, scale: int) -> Image.Image:
    """Paint the path as a browser would: horizontal strokes one module high."""
    size, path = qr.drawn(text)
    image = Image.new("L", (size * scale, size * scale), 255)
    draw = ImageDraw.Draw(image)
    x, y = qr.QUIET, qr.QUIET
    for right, down, run in re.findall(r"m(-?\d+) (\d+)h(\d+)", path):
        x, y = x + int(right), y + int(down)
        corner = ((x + int(run)) * scale - 1, (y + 1) * scale - 1)
        draw.rectangle(((x * scale, y * scale), corner), fill=0)
        x += int(run)
    return image


@pytest.mark.parametrize("scale", [2, 4, 9])
def test_every_length_is_read_back(scale: int) -> None:
    for length in range(1, MOST_ALPHANUMERIC + 1, 1 if scale == 4 else 10):
        text = text_of(LETTERS, length).strip() or "0"
        # Among random modules a reader of every kind may see a stray bar code too.
        (found,) = zxingcpp.read_barcodes(picture(text, scale), formats=_QR)
        assert found.text == text


@pytest.mark.parametrize(("mode", "letters"), [(MODE_ALPHA_NUM, LETTERS), (MODE_8BIT_BYTE, BYTES)])
def test_codewords_are_those_of_the_library(mode: int, letters: str) -> None:
    for length in range(1, 120):
        raw = text_of(letters, length).encode()
        version = qr.version_for(mode, len(raw))
        data = QRData(raw, mode, check_data=False)  # type: ignore[call-overload] # stubs want literals
        assert codewords(raw, mode, version) == create_data(version, ERROR_CORRECT_M, [data])


def test_a_token_fits_version_four() -> None:
    address = "HTTPS://HEALTHCODE.YUANYANG.GOV.EXAMPLE/C/" + "A" * 32
    assert len(qr.matrix(address)) <= 17 + 4 * TOKEN_VERSION


@pytest.mark.parametrize("text", ["", "A" * (MOST_ALPHANUMERIC + 1)])
def test_what_no_phone_reads_is_not_drawn(text: str) -> None:
    with pytest.raises(ValueError, match="fit no version"):
        qr.drawn(text)


def test_the_picture_names_itself_and_escapes_its_name() -> None:
    drawn = qr.svg("TEST", 'a "name" <b>')
    assert 'role="img"' in drawn
    assert "<b>" not in drawn
    assert drawn.startswith("<svg")
