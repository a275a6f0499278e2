"""In the demo digits are sent to nobody: its own page shows them, and they prove."""

from collections.abc import Iterator

import pytest

from tests.browse import Browse
from tests.codes import Opened, open_phone
from tests.digits import last_digits
from tests.page_checks import text_of
from tests.servers import Server
from tests.web.household.proofs import csrf
from tests.web.household.proofs import number_of as document_of


@pytest.fixture
def phone(texting_server: Server) -> Iterator[Opened]:
    opened = open_phone(texting_server)
    yield opened
    opened.browser.close()


def number_of(phone: Opened) -> str:
    return f"+8613{phone.number:09d}"


def test_the_digits_that_the_demo_shows_prove(texting_server: Server, phone: Opened) -> None:
    asked = phone.browser.get("/passkeys")
    assert asked.path == "/confirm?next=/passkeys"
    number = number_of(phone)
    assert f"尾号{number[-2:]}" in asked.text
    assert number[-4:] not in asked.text
    sent = phone.browser.send(asked)
    assert sent.path == "/confirm?next=/passkeys"
    digits = last_digits(texting_server, number)
    wrong = phone.browser.send(sent, 422, code=f"{(int(digits) + 1) % 10**6:06d}")
    assert wrong.by_id("code-error") is not None
    assert phone.browser.send(wrong, code=digits).path == "/passkeys"


def test_the_document_is_no_way_where_digits_are(phone: Opened) -> None:
    page = phone.browser.get("/passkeys")
    assert "证件号码" not in page.text
    form = {"csrf": csrf(phone.browser), "number": document_of(phone)}
    assert phone.browser.fetch("POST", "/confirm", data=form).status_code == 409


def test_a_look_up_asks_for_digits_whoever_is_asked_for(
    texting_server: Server, phone: Opened
) -> None:
    number = number_of(phone)
    document = {"kind": "passport", "number": f"TEST{phone.number:05d}", "nationality": "VN"}
    asking = Browse(texting_server.address)
    known = asking.send(asking.get("/lookup"), 200, 0, phone=number, **document)
    nobody = asking.send(
        asking.get("/lookup"), 200, 0, phone=number, **{**document, "number": "TEST99999"}
    )
    assert [len(each.answer.content) for each in (known, nobody)] == [20_000] * 2
    assert known.text == nobody.text
    digits = last_digits(texting_server, number)
    wrong = asking.send(known, 422, code="12")
    assert "王*明" not in wrong.text
    assert asking.send(nobody, 422, code=digits).by_id("code-error") is not None
    assert "王*明" in asking.send(wrong, code=digits).text
    asking.close()


def test_numbers_that_were_changed_on_the_way_are_asked_for_anew(
    texting_server: Server, phone: Opened
) -> None:
    typed = {"phone": number_of(phone), "kind": "passport", "number": "TEST00001"}
    asking = Browse(texting_server.address)
    sent = asking.send(asking.get("/lookup"), 200, 0, nationality="VN", **typed)
    page = asking.send(sent, 422, phone="12", number="", code="123456")
    for name in ("phone", "number"):
        assert text_of(page.by_id(f"{name}-error"))
    assert page.by_id("phone").get("value") == "12"
    assert page.by_id("errors") is not None
    asking.close()


def test_without_a_gateway_there_are_no_digits_to_take(server: Server) -> None:
    asking = Browse(server.address)
    form = {"csrf": csrf(asking), "phone": "13900001111", "code": "123456"}
    answer = asking.fetch("POST", "/lookup/code", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/lookup")
    asking.close()


def test_a_second_browser_with_the_same_number_shows_that_it_is_its_own(
    texting_server: Server, phone: Opened
) -> None:
    second = open_phone(texting_server, number=phone.number)
    page = second.browser.get("/code")
    assert "先核对证件" in page.text
    offered = second.browser.get("/code/number")
    sent = second.browser.send(offered)
    digits = last_digits(texting_server, number_of(phone))
    again = second.browser.send(sent, 422, code="x")
    assert again.by_id("code-error") is not None
    assert second.browser.send(again, code=digits).path == "/code"
    shown = second.browser.get("/code")
    assert "绿码" in shown.text
    assert second.browser.get("/code/number").path == "/code"
    second.browser.close()
