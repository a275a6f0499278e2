"""The look-up: same bytes for hit and miss, nothing lost, nothing kept, the person told."""

from datetime import timedelta
from typing import Any

from tests.browse import Browse, Page
from tests.codes import Opened
from tests.servers import Server
from tests.web.declare.steps import declare, passport, resident
from web.contexts.lookup import PADDED
from web.network import block_of

FOUND, NONE = "已查到码", "没有查到码"


def numbers(sent: dict[str, Any]) -> dict[str, Any]:
    """Give the two numbers with which somebody declared."""
    document = sent["document"]
    kept = {name: document.get(name) for name in ("kind", "number", "nationality")}
    return {"phone": sent["who"]["phone"], **kept}


def ask(browse: Browse, typed: dict[str, Any], status: int = 200) -> Page:
    return browse.send(browse.get("/lookup"), status, **typed)


def other_phone(server: Server) -> Browse:
    return Browse(server.address)


def test_another_phone_finds_the_code_and_keeps_nothing(server: Server, browse: Browse) -> None:
    sent = resident()
    declare(browse, sent)
    asking = other_phone(server)
    page = ask(asking, numbers(sent))
    assert FOUND in page.h1
    assert "王*英" in page.text
    assert "王秀英" not in page.text
    assert "绿码" in page.text
    assert page.answer.headers["cache-control"] == "no-store, no-transform"
    assert "content-encoding" not in page.answer.headers
    assert "hc" not in asking.cookies
    assert asking.get("/code").path == "/declare/who" or "hc" not in asking.cookies
    asking.close()


def test_a_hit_and_a_miss_are_equally_long_in_both_languages(
    server: Server, browse: Browse
) -> None:
    sent = resident(document=passport())
    declare(browse, sent)
    wrong = {**numbers(sent), "number": "ZZ0000001"}
    for language in ("zh", "en"):
        asking = Browse(server.address, language)
        pages = [ask(asking, typed) for typed in (numbers(sent), wrong)]
        assert {page.answer.status_code for page in pages} == {200}
        assert {len(page.answer.content) for page in pages} == {PADDED}
        names = [{*page.answer.headers} for page in pages]
        assert names[0] == names[1]
        asking.close()


def test_a_name_of_any_length_fits(server: Server, browse: Browse) -> None:
    sent = resident(document=passport())
    sent["who"]["name"] = " ".join(["Wolfeschlegelsteinhausenbergerdorff"] * 4)
    declare(browse, sent)
    asking = other_phone(server)
    assert len(ask(asking, numbers(sent)).answer.content) == PADDED
    asking.close()


def test_a_miss_says_what_to_do(browse: Browse) -> None:
    page = ask(
        browse,
        {"phone": "13900001111", "kind": "passport", "number": "NO000001", "nationality": "VN"},
    )
    assert page.h1 == NONE
    assert page.links()["再试一次"] == "/lookup"


def test_what_is_wrong_is_said_and_what_was_typed_stays(browse: Browse) -> None:
    page = ask(browse, {"phone": "12", "kind": "passport", "number": ""}, 422)
    assert page.by_id("phone").get("value") == "12"
    assert page.by_id("phone-error") is not None
    assert page.by_id("number-error") is not None
    assert page.by_id("nationality-error") is not None


def test_past_the_limit_it_says_how_long_to_wait(server: Server, browse: Browse) -> None:
    sent = resident()
    declare(browse, sent)
    asking = other_phone(server)
    for _ in range(5):
        ask(asking, numbers(sent))
    page = ask(asking, numbers(sent), 429)
    assert 0 < int(page.answer.headers["retry-after"]) <= 3600
    assert "分钟" in page.text
    assert page.by_id("number").get("value") == sent["document"]["number"]
    with server.later(timedelta(hours=1)):
        assert FOUND in ask(asking, numbers(sent)).h1
    asking.close()


def test_the_person_is_told_within_a_poll_and_says_they_know(
    server: Server, browse: Browse
) -> None:
    sent = resident()
    declare(browse, sent)
    before = browse.fetch("GET", "/code/pulse").headers["etag"]
    asking = other_phone(server)
    ask(asking, numbers(sent))
    assert browse.fetch("GET", "/code/pulse").headers["etag"] != before
    page = browse.get("/code")
    told = "查过你的码"
    assert told in page.text
    form = [each.get("action") for each in page.forms()].index("/code/looked-up")
    assert told not in browse.send(page, form=form).text
    asking.close()


def test_its_qr_opens_a_card_that_asks_for_the_document(server: Server, opened: Opened) -> None:
    document = {"kind": "passport", "number": f"TEST{opened.number:05d}", "nationality": "VN"}
    asking = other_phone(server)
    page = ask(asking, {"phone": f"+8613{opened.number:09d}", **document})
    assert FOUND in page.h1
    asking.close()


def test_networks_are_blocks_of_addresses() -> None:
    assert block_of("203.0.113.77") == "203.0.113.0/24"
    assert block_of("::ffff:203.0.113.5") == "203.0.113.0/24"
    assert block_of("2001:db8:1:2:3::4") == "2001:db8:1:2::/64"
    assert block_of("testclient") == ""
