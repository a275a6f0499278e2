"""The browsers of a household: listed by days alone, and ended from afar."""

from tests.browse import Browse
from tests.codes import Opened
from tests.servers import Server
from tests.web.check.test_lists import live, told
from tests.web.household.proofs import BROWSERS, PASSKEYS, bring, csrf, make_passkey
from tests.web.phone.cards import register


def test_another_phone_is_listed_and_ended(opened: Opened, server: Server, browse: Browse) -> None:
    soft = make_passkey(opened, server)
    assert "只有这部手机能打开" in opened.browser.get(BROWSERS).text
    bring(browse, soft)
    assert "王小明" in browse.get("/code").text
    page = opened.browser.get(BROWSERS)
    assert "手机或浏览器 1" in page.text
    assert browse.cookies["hc"] not in page.answer.text
    page = opened.browser.send(page, form=0)
    assert "只有这部手机能打开" in page.text
    assert browse.get("/code").path == "/declare"
    assert "王小明" in opened.browser.get("/code").text


def test_all_others_are_ended_at_once_and_a_signed_code_with_them(
    opened: Opened, server: Server, browse: Browse
) -> None:
    soft = make_passkey(opened, server)
    more = [Browse(server.address) for _ in range(3)]
    for each in more:
        bring(each, soft)
    register(opened)
    text = live(server, opened)
    assert "绿码" in told(browse, text)
    page = opened.browser.send(opened.browser.get(BROWSERS), form=3)
    assert "只有这部手机能打开" in page.text
    assert "绿码" not in told(browse, text)
    for each in more:
        assert each.fetch("GET", "/code/phone").status_code == 404
        each.close()
    # This phone gets another key and another signed code, as after its first visit.
    assert "绿码" in opened.browser.get("/code").text
    register(opened)
    assert "绿码" in told(browse, live(server, opened))


def test_nobody_ends_their_own_or_another_household_s(opened: Opened, server: Server) -> None:
    make_passkey(opened, server)
    for named in ("", "x", "0" * 32):
        form = {"csrf": csrf(opened.browser), "browser": named}
        assert opened.browser.fetch("POST", "/browsers/end", data=form).status_code == 404
    assert opened.browser.get(PASSKEYS).path == PASSKEYS


def test_leaving_ends_this_browser_alone_and_the_passkey_brings_it_back(
    opened: Opened, server: Server, browse: Browse
) -> None:
    soft = make_passkey(opened, server)
    bring(browse, soft)
    opened.browser.send(opened.browser.get("/leave"))
    assert "王小明" in browse.get("/code").text
    browse.send(browse.get("/leave"))
    assert bring(browse, soft).headers["location"] == "/code"
    assert "绿码" in browse.get("/code").text
