"""Leaving: asked first; then the phone knows nothing more, and what it could show is grey."""

from tests.browse import Browse
from tests.codes import Opened, open_phone
from tests.domain.acts import in_contact
from tests.servers import Server
from tests.web.check.test_lists import live, told
from tests.web.phone.cards import csrf_of, register


def test_it_asks_first_and_then_forgets(server: Server, opened: Opened, browse: Browse) -> None:
    register(opened)
    text = live(server, opened)
    assert "/leave" in opened.browser.get("/code").links().values()
    page = opened.browser.get("/leave")
    assert "卡片随即失效" in page.text
    assert opened.browser.get("/code").by_id("code") is not None
    csrf = csrf_of(opened)
    answer = opened.browser.fetch("POST", "/leave", data={"csrf": csrf})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    opened.browser.keep("hc", opened.token)
    assert opened.browser.fetch("GET", "/code/phone").status_code == 404
    assert "绿码" not in told(browse, text)


def test_a_risk_does_not_leave_with_the_phone(server: Server, browse: Browse) -> None:
    phone = open_phone(server, health=in_contact())
    register(phone)
    text = live(server, phone)
    phone.browser.fetch("POST", "/leave", data={"csrf": csrf_of(phone)})
    assert "红码" in told(browse, text)
    phone.browser.close()


def test_only_ones_own_form_leaves(opened: Opened) -> None:
    assert opened.browser.fetch("POST", "/leave", data={}).status_code == 403
    assert opened.browser.fetch("GET", "/code/phone").status_code == 200


def test_leaving_twice_is_leaving_once(browse: Browse) -> None:
    page = browse.send(browse.get("/leave"))
    assert page.path == "/"
