"""A code handed over to its person's own phone, shared by guardians, taken off a phone."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from domain.declaration.values import Relationship
from domain.healthcode.tokens import make_token, step_at
from tests.browse import Browse
from tests.codes import Opened, confirmed_ill, open_phone
from tests.servers import Server
from tests.web.family.homes import add, press, ref
from tests.web.household.proofs import prove
from tests.web.phone.cards import csrf_of, raw

WAITS = "是本人换用自己的手机"


@pytest.fixture
def theirs(server: Server, opened: Opened) -> Iterator[Opened]:
    """An elder's own new phone, beside their child's that has them already."""
    number = opened.number + 500_000
    add(server, opened, "王小明", Relationship.PARENT, number=number, born=1980)
    phone = open_phone(server, number=number, phone="+8613700000021")
    yield phone
    phone.browser.close()


def test_the_person_takes_over_and_removes_the_phone_that_had_them(
    server: Server, opened: Opened, theirs: Opened
) -> None:
    assert "grey" in theirs.browser.get("/code").by_id("code").get("class", "")
    mine = opened.browser.get("/family")
    assert "另一部手机用了这个证件" in mine.text
    name = ref(server, opened, theirs.person)
    page = press(opened.browser, mine, "/family/show", member=name)
    assert WAITS in page.text
    press(opened.browser, page, "/code/confirm")
    assert "green" in theirs.browser.get("/code").by_id("code").get("class", "")
    assert "另有1部手机上也有这个码" in theirs.browser.get("/family").text
    own = prove(theirs, "/family/phones")
    assert "儿子或女儿的手机上也有这个码" in own.text
    own = press(theirs.browser, own, "/family/remove")
    assert own.path == "/family/phones"
    assert "也有这个码" not in theirs.browser.get("/family").text
    page = opened.browser.get("/family")
    assert name not in page.answer.text
    assert opened.browser.get("/code").path == "/code"
    assert "green" in theirs.browser.get("/code").by_id("code").get("class", "")


def test_a_claim_that_waits_sees_and_removes_nothing(
    server: Server, opened: Opened, theirs: Opened
) -> None:
    page = theirs.browser.get("/family")
    assert "也有这个码" not in page.text
    sent = {"member": ref(server, theirs, theirs.person), "holder": str(opened.holder)}
    csrf = next(
        field.get("value")
        for form in page.forms()
        for field in form.iter("input")
        if field.get("name") == "csrf"
    )
    answer = theirs.browser.fetch("POST", "/family/remove", data={**sent, "csrf": csrf})
    assert answer.headers["location"] == "/confirm?next=/family/phones&again=yes"
    prove(theirs, "/family/phones")
    answer = theirs.browser.fetch("POST", "/family/remove", data=sent | {"csrf": csrf_of(theirs)})
    assert answer.status_code == 404
    assert "王小明" in opened.browser.get("/family").text


def test_adding_whoever_has_a_code_elsewhere_shows_nothing_of_them(
    server: Server, opened: Opened
) -> None:
    """The owner sees it, objects or confirms; the one who added them has a grey code till then."""
    owner = open_phone(server)
    confirmed_ill(server, owner.person)
    add(server, opened, "李四", Relationship.OTHER, number=owner.number, born=1980)
    page = opened.browser.get("/family")
    name = ref(server, opened, owner.person)
    shown = press(opened.browser, page, "/family/show", member=name)
    assert "李四" in shown.text
    assert "王小明" not in shown.text
    assert "具体内容只有本人" in shown.text
    assert "也有这个码" not in page.text
    assert "另一部手机用这个证件做了申报" in owner.browser.get("/code").text
    assert "李四" not in owner.browser.get("/code").answer.text
    owner.browser.close()


def test_one_person_is_taken_off_and_the_phone_goes_on(server: Server, opened: Opened) -> None:
    child = add(server, opened, "王小宝")
    name = ref(server, opened, child)
    page = press(opened.browser, opened.browser.get("/family"), "/family/leave", member=name)
    assert page.path == "/family"
    assert "王小宝" not in page.text
    assert 'class="strip"' not in opened.browser.get("/code").answer.text
    last = ref(server, opened, opened.person)
    page = press(opened.browser, opened.browser.get("/family"), "/family/leave", member=last)
    assert page.path == "/declare"


def test_the_printed_card_of_a_removed_phone_is_dead_with_its_token(
    server: Server, opened: Opened, browse: Browse
) -> None:
    child = add(server, opened, "王小宝")
    name = ref(server, opened, child)
    page = press(opened.browser, opened.browser.get("/family"), "/family/show", member=name)
    assert "王小宝" in page.text
    told = opened.browser.fetch("GET", "/code/phone").json()
    page = opened.browser.get("/family")
    press(opened.browser, page, "/family/leave", member=name)
    step = step_at(datetime.fromtimestamp(told["now"], UTC))
    token = make_token(bytes.fromhex(told["handle"]), raw(told["secret"]), step)
    assert browse.get(f"/C/{token}", 404).h1
