"""Reminders in a browser: offered where it can push, turned on and off, and shown by the worker."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import text

from domain.storage.work import Work
from tests.browser.kept import CONTROLLED, kept, opened
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server, serving, settings_at

# What a push service of the browser's maker would do is beyond this machine: the subscription is
# made up here, the permission, the page, the server and the worker are real.
SUBSCRIBES = """
  const made = { options: {}, endpoint: "https://push.example/to/one",
    async unsubscribe() { window.subscribed = null; return true; },
    toJSON: () => ({ endpoint: made.endpoint, keys: { auth: "%(auth)s", p256dh: "%(key)s" } }) };
  window.subscribed = null;
  PushManager.prototype.getSubscription = async () => window.subscribed;
  PushManager.prototype.subscribe = async (asked) => {
    if (!asked.userVisibleOnly || asked.applicationServerKey.length !== 65) throw new Error("?");
    return (window.subscribed = made); };
"""
KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
FRAME = "() => new Promise((then) => requestAnimationFrame(() => then()))"
SHOWN = """() => navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
  .then((all) => all.map(({ title, body, lang, icon }) => ({ title, body, lang, icon })))"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings_at(tmp_path_factory.mktemp("reminding"), demo=True)) as server:
        yield server


@pytest.fixture
def mine(chromium: Browser, served: Server) -> Iterator[BrowserContext]:
    with phone(chromium, served.address) as context:
        yield context


def subscribed(server: Server) -> int:
    def count(work: Work) -> int:
        found = work.connection.execute(text("SELECT count(*) FROM push_subscription"))
        return int(found.scalar_one())

    return server.run(server.services.db.read(count))


def delivered(page: Page, data: str) -> list[dict[str, str]]:
    """Hand the worker a push, as the browser does after decrypting one; give what is shown.

    Which of the registrations that the browser tells of is this phone's own cannot be seen, and
    another's shows nothing here: each is handed it, again until one shows it.
    """
    found: list[str] = []
    origin = page.evaluate("location.origin")
    devtools = page.context.new_cdp_session(page)
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(
            each["registrationId"]
            for each in event["registrations"]
            if each["scopeURL"] == f"{origin}/" and not each["isDeleted"]
        ),
    )
    devtools.send("ServiceWorker.enable")
    shown: list[dict[str, str]] = []
    while not shown:
        # Events come with the answer to whatever is asked next.
        page.evaluate(FRAME)
        for each in dict.fromkeys(found):
            told = {"origin": origin, "registrationId": each, "data": data}
            devtools.send("ServiceWorker.deliverPushMessage", told)
        shown = page.evaluate(SHOWN)
    return shown


@pytest.mark.parametrize(
    ("lang", "title", "body"),
    [
        ("zh", "云南健康码", "这部手机上有健康码还有2天到期。点这里重新申请。"),
        ("en", "Yunnan Health Code", "A health code on this phone runs out in 2 days."),
    ],
)
def test_a_push_is_shown_in_its_language(
    mine: BrowserContext, served: Server, lang: str, title: str, body: str
) -> None:
    mine.grant_permissions(["notifications"], origin=served.address)
    page = mine.new_page()
    kept(page, served)
    delivered(page, json.dumps({"text": "another", "lang": lang}))
    shown = delivered(page, json.dumps({"text": body, "lang": lang}))
    while shown[0]["body"] != body:
        shown = page.evaluate(SHOWN)
    assert [(each["title"], each["body"]) for each in shown] == [(title, body)]
    assert shown[0]["lang"] == lang
    assert shown[0]["icon"].endswith(".png")


@pytest.mark.parametrize("data", ["", "no json", "null", '{"text": 7}', '{"lang": "xx"}'])
def test_a_push_of_no_words_says_whose_it_is(
    mine: BrowserContext, served: Server, data: str
) -> None:
    mine.grant_permissions(["notifications"], origin=served.address)
    page = mine.new_page()
    kept(page, served)
    (shown,) = delivered(page, data)
    assert shown["title"] == "云南健康码 Yunnan Health Code"


def test_it_is_turned_on_and_off_by_a_tap(mine: BrowserContext, served: Server) -> None:
    mine.add_init_script(SUBSCRIBES % {"auth": AUTH, "key": KEY})
    mine.grant_permissions(["notifications"], origin=served.address)
    page = mine.new_page()
    faults = watch(page)
    opened(page, served)
    assert page.evaluate(CONTROLLED)
    page.goto("/reminders")
    expect(page.locator("[data-no-push]")).to_be_hidden()
    page.locator("button[data-off]").click()
    expect(page.locator("p[data-on]")).to_be_visible()
    assert subscribed(served) == 1
    page.locator("button[data-on]").click()
    expect(page.locator("button[data-off]")).to_be_visible()
    assert subscribed(served) == 0
    assert faults == []


def test_a_refusal_is_said_and_changes_nothing(mine: BrowserContext, served: Server) -> None:
    page = mine.new_page()
    opened(page, served)
    page.goto("/reminders")
    page.evaluate("Notification.requestPermission = async () => 'denied'")
    page.locator("button[data-off]").click()
    expect(page.locator("[data-failed]")).to_be_visible()
    expect(page.locator("button[data-off]")).to_be_visible()
    assert subscribed(served) == 0


@pytest.mark.parametrize("missing", ["PushManager", "Notification"])
def test_a_webview_without_push_is_offered_none(
    mine: BrowserContext, served: Server, missing: str
) -> None:
    mine.add_init_script(f"delete window.{missing}")
    page = mine.new_page()
    opened(page, served)
    page.goto("/reminders")
    expect(page.locator("[data-no-push]")).to_be_visible()
    expect(page.locator("#push")).to_be_hidden()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_pages_are_sound_and_fit_a_small_screen(
    chromium: Browser, served: Server, lang: str
) -> None:
    with phone(chromium, served.address, viewport={"width": 320, "height": 568}) as context:
        page = context.new_page()
        opened(page, served, lang=lang)
        for large in ("0", "1"):
            page.goto(f"/reminders?lang={lang}&large={large}")
            expect(page.locator("#push")).to_be_visible()
            assert (axe_faults(page), sideways(page)) == ([], 0)
            page.goto("/reminders/number")
            assert (axe_faults(page), sideways(page)) == ([], 0)
        page.goto("/demo/outbox")
        assert (axe_faults(page), sideways(page)) == ([], 0)
