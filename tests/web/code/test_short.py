"""The page's short way: the same answer as the route's, and nothing of it kept from the log."""

from datetime import date, timedelta

from sqlmodel import col, select

from domain.household.records import BrowserRecord
from domain.kernel.tokens import token_hash
from domain.storage.work import Work
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill
from tests.servers import Server

BY_THE_ROUTE = "/code?by=route"
# What differs between any two answers: masked tokens, the clock, the QR's step, own addresses.
_CHANGES = ("csrf", "data-now", "<svg", "data-clock", 'href="/code?')


def plain(text: str) -> list[str]:
    return [line for line in text.splitlines() if not any(each in line for each in _CHANGES)]


def test_both_ways_say_the_same(opened: Opened) -> None:
    opened.browser.get("/code")
    short, long = (opened.browser.fetch("GET", path) for path in ("/code", BY_THE_ROUTE))
    assert plain(short.text) == plain(long.text)
    assert len(plain(short.text)) > 80
    drop = {"date", "content-length"}
    assert {k: v for k, v in short.headers.items() if k not in drop} == {
        k: v for k, v in long.headers.items() if k not in drop
    }


def test_a_fact_and_the_next_day_go_the_long_way(server: Server, opened: Opened) -> None:
    opened.browser.get("/code")
    confirmed_ill(server, opened.person)
    assert "红码" in opened.browser.get("/code").text
    with server.later(timedelta(days=1)):
        assert "红码" in opened.browser.get("/code").text


def test_every_day_a_browser_came_is_noted_once(server: Server, opened: Opened) -> None:
    opened.browser.get("/code")
    first = seen(server, opened.token)
    with server.later(timedelta(days=3)):
        opened.browser.fetch("GET", "/code/pulse")
        assert (seen(server, opened.token) - first).days == 3
        opened.browser.get("/code")


def test_a_stranger_is_led_to_the_declaration(browse: Browse) -> None:
    answer = browse.fetch("GET", "/code")
    assert (answer.status_code, answer.headers["location"]) == (303, "/declare")


def seen(server: Server, token: str) -> date:
    def day(work: Work) -> date:
        known = select(col(BrowserRecord.seen)).where(
            col(BrowserRecord.token_hash) == token_hash(token)
        )
        found: date = work.session.exec(known).one()
        return found

    return server.run(server.services.db.read(day))
