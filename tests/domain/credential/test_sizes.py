"""What the forms measure, in bytes, characters and QR versions: the table of ADR 16."""

import pytest
import segno

from domain.credential.claims import NAME_BYTES, Credential, fitted, sign_credential
from domain.credential.curve import PrivateKey
from domain.credential.scanned import bare_text, live_text, to_be_signed
from domain.kernel.colour import Colour
from domain.people.masking import mask
from tests.domain.credential.world import DEVICE, START
from web import qr

KEY = PrivateKey(b"k" * 32)
LAST = 2**32 - 1
NAMES = [
    "王小明",
    "李明",
    "阿依古丽·买买提",
    "欧阳娜娜娜娜",
    "Maria da Silva Oliveira Santos Pereira",
    "မောင်အောင်ဇေယျာ",
    "ສົມສະໄໝ ວົງພະຈັນ",
    "Nguyễn Thị Minh Khai",
]


def texts(name: str, issuer: str = "YN") -> tuple[bytes, str, bytes, str]:
    """Give a credential and its live text, a paper one and its text, as long as they can be."""
    plain = Credential(
        issuer, START, LAST, Colour.YELLOW, name, "0X", 15, 2**28 - 1, DEVICE.public.point
    )
    whole = sign_credential(plain, KEY)
    paper = sign_credential(
        Credential(issuer, START, LAST, Colour.YELLOW, name, "0X", 15, 2**28 - 1, paper=True), KEY
    )
    step = LAST
    live = live_text(whole, step, DEVICE.sign(to_be_signed(whole, step)))
    return whole, live, paper, bare_text(paper)


def version(text: str, level: str) -> int:
    return int(segno.make(text, error=level, boost_error=False, micro=False).version)


@pytest.mark.parametrize("name", [*NAMES, "x" * NAME_BYTES])
def test_a_live_code_fits_10_l_and_paper_8_l(name: str) -> None:
    shown = fitted(mask(name) if "x" * 3 not in name else name)
    _, live, _, paper = texts(shown)
    assert version(live, "l") <= 10
    assert version(paper, "l") <= 8
    assert version(paper, "m") <= 9


def test_the_sizes_of_the_decision() -> None:
    whole, live, paper, card = texts("王*明")
    assert (len(whole), len(live), version(live, "l")) == (174, 376, 10)
    assert (len(paper), len(card), version(card, "l"), version(card, "m")) == (131, 201, 7, 8)
    whole, live, paper, card = texts("M" * NAME_BYTES)
    assert (len(whole), len(live), version(live, "l")) == (186, 394, 10)
    assert (len(paper), len(card), version(card, "l"), version(card, "m")) == (143, 219, 7, 8)


def test_paper_is_drawn_by_our_own_encoder() -> None:
    """Our encoder draws at correction M: version 8 for a card, as the library finds it."""
    _, _, _, card = texts("王*明")
    assert (len(qr.matrix(card)) - 17) // 4 == version(card, "m")


@pytest.mark.parametrize("name", NAMES)
def test_a_masked_name_that_is_too_long_loses_whole_parts(name: str) -> None:
    masked = mask(name)
    short = fitted(masked)
    assert len(short.encode()) <= NAME_BYTES
    assert masked.startswith(short)
    assert short == short.rstrip()
    assert short
