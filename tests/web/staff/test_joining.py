"""Taking an invitation: once, in time, by whoever has its letters; with password and app."""

from collections.abc import Callable
from datetime import timedelta

from domain.kernel.actor import Role
from tests.browse import Browse, filled
from tests.servers import Server
from tests.staff import YUANYANG
from tests.web.staff.joining import PASSWORD, digits, invited, secret_on, sign_in, with_password

Phones = Callable[[], Browse]


def test_an_invitation_becomes_an_account_that_signs_in(offices: Server, phones: Phones) -> None:
    letters, browser = invited(offices, Role.COUNTY, YUANYANG), phones()
    number, secret, joined = with_password(browser, letters, offices)
    assert "岩温" in joined.text
    assert "元阳县" in joined.text
    out = next(each for each in joined.forms() if each.get("action") == "/staff/sign-out")
    assert browser.post("/staff/sign-out", filled(out)).h1 == "工作人员登录"
    assert "hc-staff" not in browser.cookies
    again = sign_in(browser, offices, number, secret, at="/staff/sign-in?next=/staff/people")
    assert again.path == "/staff/people"


def test_letters_are_taken_as_people_type_them(offices: Server, phones: Phones) -> None:
    letters, browser = invited(offices, Role.COUNTY, YUANYANG), phones()
    typed = f" {letters[:4].lower()}-{letters[4:9]} {letters[9:]}"
    page = browser.send(browser.get("/staff/join"), letters=typed)
    assert page.h1 == "你收到邀请"


def test_an_invitation_is_taken_once(offices: Server, phones: Phones) -> None:
    letters = invited(offices, Role.COUNTY, YUANYANG)
    first, second = phones(), phones()
    waiting = second.send(second.get("/staff/join"), letters=letters)
    with_password(first, letters, offices)
    form = next(each for each in waiting.forms() if each.get("action") == "/staff/join/password")
    typed = {"password": PASSWORD, "code": digits(offices, secret_on(waiting))}
    page = second.post("/staff/join/password", filled(form) | typed, 422)
    assert "没有对应的邀请" in page.text
    assert "hc-staff" not in second.cookies


def test_an_invitation_that_is_over_opens_nothing(offices: Server, phones: Phones) -> None:
    browser = phones()
    late = invited(offices, Role.COUNTY, YUANYANG)
    with offices.later(timedelta(days=7)):
        page = browser.send(browser.get("/staff/join"), letters=late, status=422)
        assert "没有对应的邀请" in page.text
    for typed in ("", "AAAA", "A" * 16, "Ж" * 16, late[:15]):
        browser.send(browser.get("/staff/join"), letters=typed, status=422)


def test_what_is_typed_in_vain_is_counted_by_network(server: Server, browse: Browse) -> None:
    browser = browse
    page = browser.get("/staff/join")
    most = server.services.policies.limits.secrets_by_network.most
    with server.later(timedelta(hours=3)):
        answers = [
            browser.fetch(
                "POST", "/staff/join", data=filled(page.forms()[0]) | {"letters": "B" * 16}
            )
            for _ in range(most + 1)
        ]
    assert [answer.status_code for answer in answers] == [422] * most + [429]
    assert int(answers[-1].headers["retry-after"]) <= 3600


def test_a_short_a_common_and_digits_of_yesterday_are_said(offices: Server, phones: Phones) -> None:
    letters, browser = invited(offices, Role.COUNTY, YUANYANG), phones()
    page = browser.send(browser.get("/staff/join"), letters=letters)
    for password, code, said in (
        ("kurz", None, "至少用12个字符"),
        ("yunnan123456", None, "太容易被猜到"),
        (PASSWORD, "000000", "不一样"),
    ):
        form = next(each for each in page.forms() if each.get("action") == "/staff/join/password")
        shown = code or digits(offices, secret_on(page))
        entries = filled(form) | {"password": password, "code": shown}
        page = browser.post("/staff/join/password", entries, 422)
        assert said in page.text
        assert page.title.startswith("错误")


def test_a_sealed_secret_serves_its_own_invitation_alone(offices: Server, phones: Phones) -> None:
    own, other = (invited(offices, Role.COUNTY, YUANYANG) for _ in range(2))
    browser = phones()
    page = browser.send(browser.get("/staff/join"), letters=own)
    form = next(each for each in page.forms() if each.get("action") == "/staff/join/password")
    code = digits(offices, secret_on(page))
    for changed in ({"letters": other}, {"sealed": "AAAA"}, {"sealed": ""}, {"sealed": "é"}):
        entries = filled(form) | {"password": PASSWORD, "code": code} | changed
        assert "不一样" in browser.post("/staff/join/password", entries, 422).text
