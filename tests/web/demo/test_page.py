"""The demo page: everybody in both languages, phones that open and are forgotten."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain.credential.curve import PrivateKey
from domain.kernel.colour import Colour
from domain.kernel.ids import random_id
from tests.browse import Browse, Page, filled
from tests.codes import Opened
from tests.page_checks import text_of
from tests.servers import Server
from tests.web.phone.cards import register
from web.demo.crowd import NEIGHBOURS
from web.demo.listing import Face, faces, renew_all
from web.demo.seed import HAND_MADE, seed

COUNT = len(HAND_MADE) + NEIGHBOURS


@pytest.fixture
def demo(demo_server: Server) -> Iterator[Browse]:
    browser = Browse(demo_server.address)
    yield browser
    browser.close()


def listed(server: Server) -> dict[str, Face]:
    """Give everybody by name; the first of two of the same name."""
    server.run(server.services.db.write(renew_all, server.services.context()))
    found = server.run(server.services.db.read(faces, server.services.context()))
    return {face.name: face for face in reversed(found)}


def open_phone(browser: Browse, name: str) -> Page:
    """Press somebody's button, without following to their code."""
    page = browser.get("/demo")
    form = next(form for form in page.forms() if name in text_of(form))
    answer = browser.fetch("POST", form.get("action", ""), data=filled(form))
    assert (answer.status_code, answer.headers["location"]) == (303, "/code")
    return browser.get("/demo")


def test_lists_everybody_with_colour_and_reason(demo: Browse) -> None:
    page = demo.get("/demo")
    assert page.h1 == "演示人员"
    heads = [text_of(head) for head in page.tree.iter("h3")]
    assert len(heads) == COUNT
    assert {person.name for person in HAND_MADE} <= set(heads)
    assert "马则鲁 红码" in page.text
    assert "三天前从越南步行入境" in page.text


def test_speaks_english_too(demo: Browse) -> None:
    page = demo.get("/demo?lang=en")
    assert page.h1 == "Made-up people"
    assert "Walked in from Vietnam three days ago" in page.text


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("王小明", Colour.GREEN),
        ("李小雷", Colour.GREEN),
        ("陈守时", Colour.GREEN),
        ("刘远行", Colour.YELLOW),
        ("赵温", Colour.YELLOW),
        ("周明远", Colour.RED),
        ("Nguyễn Thị Hoa", Colour.RED),
        ("ສົມສັກ ວົງສາ", Colour.RED),
        ("马则鲁", Colour.RED),
        ("何婉", Colour.RED),
        ("郑归", Colour.RED),
        ("吴疑", Colour.GREEN),
        ("孙晓梅", Colour.GREY),
    ],
)
def test_every_colour_is_there_for_its_reason(
    demo_server: Server, name: str, colour: Colour
) -> None:
    assert listed(demo_server)[name].colour is colour


def test_the_second_claim_of_a_document_is_grey(demo_server: Server) -> None:
    found = demo_server.run(demo_server.services.db.read(faces, demo_server.services.context()))
    same = [face.colour for face in found if face.name == "王小明"]
    assert same == [Colour.GREEN, Colour.GREY]


def test_opening_and_forgetting_a_phone(demo: Browse) -> None:
    assert "退出这部手机" not in demo.get("/demo").text
    page = open_phone(demo, "赵温")
    opened = demo.cookies["hc"]
    assert "退出这部手机" in page.text
    changed = open_phone(demo, "何婉")
    assert demo.cookies["hc"] != opened
    gone = demo.send(changed, form=0)
    assert gone.path == "/demo"
    assert "退出这部手机" not in gone.text
    assert "hc" not in demo.cookies


@pytest.mark.parametrize("name", ["王小明", "韩梅梅", "赵温", "马则鲁", "孙晓梅"])
def test_an_opened_phone_shows_its_code(demo: Browse, name: str) -> None:
    open_phone(demo, name)
    page = demo.get("/code")
    assert page.path == "/code"
    assert name in page.text


@pytest.mark.parametrize(
    "sent", [{}, {"phone": "999", "member": "0"}, {"phone": "一", "member": ""}]
)
def test_a_phone_there_is_not(demo: Browse, sent: dict[str, str]) -> None:
    form = filled(demo.get("/demo").forms()[0])
    answer = demo.fetch("POST", "/demo/open", data={"csrf": form["csrf"]} | sent)
    assert answer.status_code == 404


def test_a_form_of_another_site_opens_nothing(demo: Browse) -> None:
    answer = demo.fetch("POST", "/demo/open", data={"phone": "1", "member": "0"})
    assert answer.status_code == 403


def test_colours_move_with_time(demo_server: Server, demo: Browse) -> None:
    """The page brings codes up to the present before it lists them."""
    with demo_server.later(timedelta(days=1)):
        page = demo.get("/demo")
        grey = [text_of(form) for form in page.forms() if "灰码" in text_of(form)]
        assert any("陈守时" in text for text in grey)


def test_seeding_again_changes_nothing(demo_server: Server) -> None:
    assert demo_server.run(seed(demo_server.services)) == 0


def test_production_has_no_such_page(browse: Browse) -> None:
    assert browse.get("/demo", 404).answer.status_code == 404
    assert browse.fetch("POST", "/demo/open").status_code in {403, 404}


def test_visitors_of_one_made_up_phone_each_register_a_key(demo_server: Server) -> None:
    for at in range(1, 10):
        browser = Browse(demo_server.address)
        open_phone(browser, "陈守时")
        shown = Opened(browser, "", random_id(), random_id(), 0)
        assert (
            register(shown, PrivateKey(bytes([at]) * 32, "device").public.point).status_code == 204
        )
        browser.close()
