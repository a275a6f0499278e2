"""Being reminded: a proven number, a subscribed browser, nothing offered that cannot be."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.credential.curve import PrivateKey
from domain.kernel.days import day_of, start_of
from domain.notices.reminders import Wishes, wishes_of
from tests.browse import Browse
from tests.codes import Opened, open_phone
from tests.provider import Provider, provider
from tests.servers import Server, serving, settings_at
from tests.web.phone.cards import csrf_of
from web.outbox import empty_outbox, write_reminders

SECRET = "a secret of the tests"  # noqa: S105 - made up
WAIT_SECONDS = 30


@pytest.fixture(scope="module")
def gateway() -> Iterator[Provider]:
    with provider() as running:
        yield running


@pytest.fixture(scope="module")
def texting(tmp_path_factory: pytest.TempPathFactory, gateway: Provider) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("texting")
    with serving(settings_at(folder, sms_url=gateway.address, sms_secret=SECRET)) as running:
        yield running


@pytest.fixture
def phone(texting: Server) -> Iterator[Opened]:
    opened = open_phone(texting, language="en")
    yield opened
    opened.browser.close()


def number_of(phone: Opened) -> str:
    return f"+8613{phone.number:09d}"


def texts_to(server: Server, gateway: Provider, phone: Opened) -> list[dict[str, object]]:
    """Give the messages handed over for a phone so far, after the outbox has been emptied."""
    server.run(empty_outbox(server.services))
    told = [json.loads(handed.body) for handed in gateway.handed]
    # By its id: the service's own job may have handed one over before we did.
    found = {each["id"]: each for each in told if each["to"] == number_of(phone)}
    return list(found.values())


def wishes(server: Server, phone: Opened) -> Wishes:
    return server.run(server.services.db.read(wishes_of, phone.holder))


def asked(server: Server, gateway: Provider, phone: Opened) -> str:
    """Ask for text messages; give the digits that came."""
    page = phone.browser.get("/reminders")
    assert phone.browser.send(page).path == "/reminders/number"
    gateway.called.wait(WAIT_SECONDS)
    values = texts_to(server, gateway, phone)[-1]["values"]
    assert isinstance(values, dict)
    return str(values["code"])


def test_a_number_is_proven_and_then_reminded(
    texting: Server, gateway: Provider, phone: Opened
) -> None:
    digits = asked(texting, gateway, phone)
    page = phone.browser.get("/reminders/number")
    assert number_of(phone)[-4:] in page.text
    assert number_of(phone)[3:] not in page.answer.text
    done = phone.browser.send(page, code=f" {digits[:3]} {digits[3:]}")
    assert done.path == "/reminders"
    assert "On, to your number" in done.text
    assert wishes(texting, phone) == Wishes(sms=True, browsers=0)
    noon = start_of(day_of(texting.clock.now()) + timedelta(days=12)) + timedelta(hours=12)
    with texting.stopped_at(noon):
        texting.run(write_reminders(texting.services))
        texts = texts_to(texting, gateway, phone)
    assert texts[-1]["text"] == (
        "A health code on this phone runs out in 2 days. "
        f"Renew it at {texting.settings.origin}/code"
    )
    assert phone.browser.send(phone.browser.get("/reminders")).path == "/reminders"
    assert wishes(texting, phone) == Wishes(sms=False, browsers=0)


def test_wrong_digits_are_said_beside_the_field(
    texting: Server, gateway: Provider, phone: Opened
) -> None:
    digits = asked(texting, gateway, phone)
    page = phone.browser.get("/reminders/number")
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    again = phone.browser.send(page, status=422, code=wrong)
    assert "These are not the six digits" in again.text
    assert again.by_id("errors") is not None
    empty = phone.browser.send(again, status=422, code="")
    assert "Type the six digits" in empty.text
    for _ in range(4):
        again = phone.browser.send(page, status=422, code=wrong)
    over = phone.browser.send(again, status=422, code=digits)
    assert "no longer good" in over.text
    assert wishes(texting, phone) == Wishes(sms=False, browsers=0)


def test_no_more_digits_than_the_limit(phone: Opened) -> None:
    page = phone.browser.get("/reminders")
    for _ in range(5):
        phone.browser.send(page)
    refused = phone.browser.send(page, status=429)
    assert int(refused.answer.headers["retry-after"]) > 0


def test_without_a_gateway_nothing_of_it_is_offered(server: Server) -> None:
    plain = open_phone(server, language="en")
    page = plain.browser.get("/reminders")
    assert "text message" not in page.text
    assert page.forms() == []
    csrf = csrf_of(plain)
    for method, path in (("GET", "/number"), ("POST", ""), ("POST", "/number")):
        answer = plain.browser.fetch(method, f"/reminders{path}", data={"csrf": csrf})
        assert answer.status_code == 404
    plain.browser.close()


def test_without_a_code_the_page_leads_to_one(browse: Browse) -> None:
    assert browse.get("/reminders").path == "/declare"


def subscription(**changed: str) -> dict[str, str]:
    public = PrivateKey(b"k" * 32, "browser").public
    keys = {"p256dh": b"\x04" + public.x + public.y, "auth": b"a" * 16}
    texts = {name: base64.urlsafe_b64encode(raw).decode() for name, raw in keys.items()}
    return {"endpoint": "https://push.example/to/one", **texts, **changed}


def posted(phone: Opened, path: str, **entries: str) -> int:
    sent = {"csrf": csrf_of(phone), **entries}
    return phone.browser.fetch("POST", path, data=sent).status_code


def test_a_browser_subscribes_and_ends_it(texting: Server, phone: Opened) -> None:
    for _ in range(2):
        assert posted(phone, "/reminders/push", **subscription()) == 204
    assert wishes(texting, phone) == Wishes(sms=False, browsers=1)
    assert posted(phone, "/reminders/push/end", endpoint="https://push.example/other") == 204
    assert wishes(texting, phone).browsers == 1
    assert posted(phone, "/reminders/push/end", **subscription()) == 204
    assert wishes(texting, phone).browsers == 0


@pytest.mark.parametrize("endpoint", ["", "http://push.example/a", "https://10.0.0.1/a"])
def test_no_other_address_is_subscribed(texting: Server, phone: Opened, endpoint: str) -> None:
    assert posted(phone, "/reminders/push", **subscription(endpoint=endpoint)) == 400
    assert wishes(texting, phone).browsers == 0


def test_a_phone_subscribes_ten_times_a_day_at_most(phone: Opened) -> None:
    found = [
        posted(phone, "/reminders/push", **subscription(endpoint=f"https://push.example/{at}"))
        for at in range(11)
    ]
    assert found == [204] * 10 + [429]


def test_leaving_ends_reminders(texting: Server, phone: Opened) -> None:
    assert posted(phone, "/reminders/push", **subscription()) == 204
    assert posted(phone, "/leave") == 303
    assert wishes(texting, phone) == Wishes(sms=False, browsers=0)


def test_the_code_page_leads_there_and_says_three_days(tmp_path: Path) -> None:
    with serving(settings_at(tmp_path)) as server:
        phone = open_phone(server, language="en")
        assert "/reminders" in phone.browser.get("/code").links().values()
        for days, said in ((10, False), (11, True), (13, True)):
            with server.later(timedelta(days=days)):
                assert ("Renew the code now" in phone.browser.get("/code").text) is said
        phone.browser.close()
