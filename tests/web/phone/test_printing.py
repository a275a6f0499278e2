"""The printed card of a code: its QR is read back from the page and checked."""

from pathlib import Path

import httpx
import pypdfium2
import pytest
import zxingcpp

from domain.credential.scanned import Signed, read_scanned
from domain.kernel.colour import Colour
from tests.browse import Browse, filled
from tests.codes import Opened, open_phone
from tests.servers import Server
from tests.web.mydata.press import prove
from tests.web.phone.cards import card_of, credential_of, register
from web.prints import fonts

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_back(content: bytes) -> str:
    page = pypdfium2.PdfDocument(content)[0].render(scale=200 / 72, grayscale=True).to_pil()
    (found,) = zxingcpp.read_barcodes(page, formats=_QR)
    return str(found.text)


def pressed(browser: Browse, paper: str) -> httpx.Response:
    """Press a button of the page's form; the token of any other form will do where it has none."""
    csrf = filled(browser.get("/code").forms()[0])["csrf"]
    return browser.fetch("POST", "/code/print", data={"paper": paper, "csrf": csrf})


@pytest.mark.parametrize("paper", ["a4", "card"])
def test_the_card_of_a_green_code_is_read_back_and_checks(
    opened: Opened, browse: Browse, paper: str
) -> None:
    register(opened)
    answer = pressed(opened.browser, paper)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert "healthcode-card.pdf" in answer.headers["content-disposition"]
    text = read_back(answer.content)
    read = read_scanned(text, "localhost")
    assert isinstance(read, Signed)
    assert (read.credential.paper, read.credential.device) == (True, None)
    assert (read.credential.colour, read.credential.name) == (Colour.GREEN, "王*明")
    # An index of its own: the card goes on where the phone's key is replaced.
    assert read.credential.index != credential_of(card_of(opened)).index
    again = pressed(opened.browser, paper)
    assert read_back(again.content) == text
    said = browse.send(browse.get("/check"), text=text).text
    assert "绿码" in said
    assert "王*明" in said


def test_nobody_grey_and_unknown_paper_have_no_card(server: Server, opened: Opened) -> None:
    assert pressed(opened.browser, "a3").status_code == 404
    assert pressed(opened.browser, "").status_code == 404
    assert opened.browser.fetch("GET", "/code/print").status_code == 405
    grey = open_phone(server, number=opened.number, phone="+8613700000013")
    page = grey.browser.get("/code")
    assert "打印成卡片" not in page.text
    assert pressed(grey.browser, "card").status_code == 404
    grey.browser.close()


@pytest.mark.parametrize("path", ["/code", "/me"])
def test_a_form_prints_it_on_both_papers(opened: Opened, path: str) -> None:
    prove(opened)
    page = opened.browser.get(path)
    (form,) = [each for each in page.forms() if each.get("action") == "/code/print"]
    buttons = [(each.get("name"), each.get("value")) for each in form.iter("button")]
    assert buttons == [("paper", "card"), ("paper", "a4")]


def test_a_machine_without_faces_says_so(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    answer = pressed(opened.browser, "card")
    assert answer.status_code == 503
    assert "暂时不能打印" in answer.text
