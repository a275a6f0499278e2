"""Signing in by number, password and digits: what is refused is refused alike, and counted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlmodel import col, update

from domain.accounts.records import AccountRecord
from domain.kernel.actor import Role
from domain.storage.work import Work
from tests.browse import Browse, filled
from tests.servers import Server
from tests.staff import YUANYANG
from tests.web.staff.joining import PASSWORD, digits, invited, sign_in, with_password

Phones = Callable[[], Browse]


@pytest.fixture
def officer(offices: Server, phones: Phones) -> tuple[str, str]:
    """A county officer who has joined with a password: the staff number, the app's secret."""
    number, secret, _ = with_password(phones(), invited(offices, Role.COUNTY, YUANYANG), offices)
    return number.replace(" ", ""), secret


@pytest.fixture
def another() -> str:
    """A staff number of nobody's, as long as any."""
    return "987654321"


def refused(browser: Browse, number: str, password: str, code: str) -> httpx.Response:
    """Sign in without following; the form's page is fetched before anything is watched."""
    form = browser.get("/staff/sign-in").forms()[-1]
    typed = {"number": number, "password": password, "code": code}
    return browser.fetch("POST", "/staff/sign-in", data=filled(form) | typed)


def test_what_is_refused_is_refused_alike(
    offices: Server, phones: Phones, officer: tuple[str, str], another: str
) -> None:
    """Unknown number, wrong password, wrong digits, ended account: status, length, statements."""
    number, secret = officer
    right, wrong = digits(offices, secret, 1), "000000"
    seen = []
    for named, password, code in (
        (another, PASSWORD, right),
        (number, "another password of mine", right),
        (number, PASSWORD, wrong),
        (number, PASSWORD, digits(offices, secret)),
        (another, "", ""),
    ):
        browser = phones()
        with statements(offices) as ran:
            answer = refused(browser, named, password, code)
        assert answer.status_code == 422
        seen.append((len(answer.content), [each for each in ran if "SAVEPOINT" not in each]))
    assert {size for size, _ in seen} == {seen[0][0]}
    assert all(ran == seen[0][1] for _, ran in seen)
    assert len(seen[0][1]) >= 6


def test_digits_are_used_once(offices: Server, phones: Phones, officer: tuple[str, str]) -> None:
    number, secret = officer
    first, second = phones(), phones()
    code = digits(offices, secret, 1)
    assert sign_in(first, offices, number, secret, code=code).path == "/staff"
    page = sign_in(second, offices, number, secret, 422, code=code)
    assert "对不上" in page.text
    # The step before one that was used is no way round it either.
    sign_in(second, offices, number, secret, 422, code=digits(offices, secret))
    with offices.later(timedelta(seconds=60)):
        assert sign_in(second, offices, number, secret).path == "/staff"


@pytest.mark.parametrize("ahead", [-2, 2])
def test_digits_hold_a_step_around(
    offices: Server, phones: Phones, officer: tuple[str, str], ahead: int
) -> None:
    number, secret = officer
    with offices.stopped_at(offices.services.clock.now() + timedelta(minutes=5)):
        sign_in(phones(), offices, number, secret, 422, code=digits(offices, secret, ahead))
        near = digits(offices, secret, 1 if ahead > 0 else -1)
        assert sign_in(phones(), offices, number, secret, code=near).path == "/staff"


def test_five_wrong_ones_shut_the_number_for_a_while(
    offices: Server, phones: Phones, officer: tuple[str, str], another: str
) -> None:
    number, secret = officer
    with offices.stopped_at(offices.services.clock.now() + timedelta(hours=5)):
        for named in (number, another):
            for _ in range(5):
                assert refused(phones(), named, "wrong password", "000000").status_code == 422
            answer = refused(phones(), named, PASSWORD, digits(offices, secret, 1))
            assert answer.status_code == 429
            assert 0 < int(answer.headers["retry-after"]) <= 900
    with offices.stopped_at(offices.services.clock.now() + timedelta(hours=5, minutes=16)):
        assert sign_in(phones(), offices, number, secret).path == "/staff"


def test_right_ones_are_no_tries(offices: Server, phones: Phones, officer: tuple[str, str]) -> None:
    number, secret = officer
    for minute in range(100, 108):
        with offices.later(timedelta(minutes=minute)):
            assert sign_in(phones(), offices, number, secret).path == "/staff"


def test_a_hundred_in_a_row_lock_the_password(
    offices: Server, phones: Phones, officer: tuple[str, str]
) -> None:
    number, secret = officer
    _wrong(offices, number, 99)
    with offices.later(timedelta(hours=8)):
        assert sign_in(phones(), offices, number, secret).path == "/staff"
    _wrong(offices, number, 99)
    with offices.later(timedelta(hours=9)):
        sign_in(phones(), offices, number, secret, 422, password="wrong")  # noqa: S106 - it is
        sign_in(phones(), offices, number, secret, 422)


def test_an_ended_account_signs_nobody_in(
    offices: Server, phones: Phones, officer: tuple[str, str]
) -> None:
    number, secret = officer

    def end(work: Work) -> None:
        own = col(AccountRecord.number) == number
        work.session.exec(update(AccountRecord).where(own).values(state="ended"))

    offices.run(offices.services.db.write(end))
    sign_in(phones(), offices, number, secret, 422)


def test_a_sign_in_takes_a_new_token_and_ends_the_one_before(
    offices: Server, phones: Phones, officer: tuple[str, str]
) -> None:
    number, secret = officer
    browser, thief = phones(), phones()
    with offices.later(timedelta(hours=1)):
        sign_in(browser, offices, number, secret)
        before = browser.cookies["hc-staff"]
        form = filled(browser.get("/staff/account").forms()[0])
    with offices.later(timedelta(hours=1, minutes=2)):
        typed = {"number": number, "password": PASSWORD, "code": digits(offices, secret)}
        answer = browser.fetch("POST", "/staff/sign-in", data={"csrf": form["csrf"]} | typed)
        assert answer.status_code == 303
        assert browser.cookies["hc-staff"] != before
        thief.keep("hc-staff", before)
        thief.get("/staff", 401)


def test_nobody_signs_another_in_by_their_own_form(
    offices: Server, phones: Phones, officer: tuple[str, str]
) -> None:
    """Login CSRF: a form without this browser's own token is no form of ours."""
    number, secret = officer
    typed = {"number": number, "password": PASSWORD, "code": digits(offices, secret, 1)}
    foreign = filled(phones().get("/staff/sign-in").forms()[-1])
    victim = phones()
    victim.get("/staff/sign-in")
    answer = victim.fetch("POST", "/staff/sign-in", data=foreign | typed)
    assert answer.status_code == 403
    assert "hc-staff" not in victim.cookies


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/code", "/staff/../evil", "/demo", "", "/S"]
)
def test_only_our_own_pages_of_staff_are_led_back_to(
    offices: Server, phones: Phones, officer: tuple[str, str], back: str
) -> None:
    number, secret = officer
    page = sign_in(phones(), offices, number, secret, next=back)
    assert page.path == "/staff"


def _wrong(server: Server, number: str, many: int) -> None:
    def count(work: Work) -> None:
        own = col(AccountRecord.number) == number
        work.session.exec(update(AccountRecord).where(own).values(wrong=many))

    server.run(server.services.db.write(count))


@contextmanager
def statements(server: Server) -> Iterator[list[str]]:
    """Collect what the server's writer runs meanwhile; its jobs rest."""
    held: Any = server.services.db
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        ran.append(statement)

    event.listen(held._writing, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(held._writing, "before_cursor_execute", note)
