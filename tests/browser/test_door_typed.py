"""A hand scanner and fingers at a door: what is measured, seen and refused, and what is no code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from domain.admission.records import AdmissionRecord
from domain.storage.work import Work
from tests.browser.door import People, enter, go_on, guard, held_up, opened, people, scan, told
from tests.codes import Opened, open_phone
from tests.doors import code_on
from tests.phones import phone, watch
from tests.servers import Server
from tests.web.defence.beacon import Beacon

HOSTILE = Path(__file__).parents[1] / "cases/hostile/scanned.txt"


@pytest.fixture(scope="module")
def who(served: Server) -> People:
    return people(served)


@pytest.fixture
def green(served: Server) -> Opened:
    """Somebody else with a green, whose temperature nobody measured yet."""
    person = open_phone(served)
    person.browser.close()
    return person


@pytest.fixture
def door(chromium: Browser, served: Server) -> Iterator[BrowserContext]:
    """A phone with a shift at a market, which has no camera."""
    with guard(chromium, served) as (context, _):
        yield context


def admissions(server: Server) -> list[tuple[str, str, str, bool]]:
    """Give what is kept: key, temperature, why refused, document seen; the newest last."""

    def read(work: Work) -> list[tuple[str, str, str, bool]]:
        rows = work.session.exec(select(AdmissionRecord).order_by(AdmissionRecord.admission_id))  # type: ignore[arg-type] # SQLModel's own
        return [(each.key, each.temperature, each.refused, each.seen) for each in rows]

    return server.run(server.services.db.read(read))


def test_a_hand_scanner_reads_on_wherever_the_page_was_touched(
    door: BrowserContext, served: Server, who: People
) -> None:
    page = opened(door)
    faults = watch(page)
    codes = held_up(served, who)
    page.locator("h1").click()
    assert scan(page, codes["green"]) == ("let_in", "green")
    expect(page.locator("[data-name]")).to_have_text("王*明")
    expect(page.locator("[data-tail-line]")).to_be_hidden()
    # A green is gone by itself; a scanner need not wait for it.
    scan(page, codes["red"])
    expect(page.locator("[data-told].red")).to_be_visible()
    # A red stays until it is tapped away: what is scanned meanwhile, with its Enter, goes nowhere.
    page.keyboard.type("YN1:X")
    page.keyboard.press("Enter")
    assert told(page) == ("stop", "red")
    go_on(page)
    assert page.locator("#text").input_value() == ""
    assert scan(page, codes["poster"]) == ("poster", "grey")
    assert faults == []


def test_the_same_code_within_five_seconds_is_passed_over(
    door: BrowserContext, served: Server, who: People
) -> None:
    page, before = opened(door), len(admissions(served))
    code = code_on(served, who.yellow)
    assert scan(page, code)[0] == "stop"
    go_on(page)
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    assert scan(page, "hello")[0] == "not_ours"
    assert len(admissions(served)) == before + 1


def test_a_green_goes_by_itself_and_others_stay(
    door: BrowserContext, served: Server, green: Opened
) -> None:
    page = opened(door)
    assert scan(page, code_on(served, green))[0] == "let_in"
    expect(page.locator("[data-told]")).to_be_hidden(timeout=8000)
    expect(page.locator("#text")).to_be_focused()


def test_37_3_twice(door: BrowserContext, served: Server, green: Opened) -> None:
    page = opened(door)
    page.locator("[data-hot]").click()
    assert scan(page, code_on(served, green)) == ("rest", "yellow")
    go_on(page)
    expect(page.locator("[data-hot]")).to_have_attribute("aria-pressed", "false")
    row = page.locator("[data-resting] li")
    expect(row).to_contain_text("王*明")
    page.reload()
    row.get_by_text("≥ 37.3").click()
    assert told(page) == ("refer", "red")
    go_on(page)
    expect(page.locator("[data-resting]")).to_be_hidden()
    assert admissions(served)[-1][:2] == ("refer", "high_again")


def test_measured_again_below_37_3_and_a_reading(
    door: BrowserContext, served: Server, green: Opened
) -> None:
    page = opened(door)
    assert scan(page, code_on(served, green))[0] == "let_in"
    page.locator("[data-told] button[value=high]").click()
    expect(page.locator("[data-told].yellow")).to_be_visible()
    page.locator("summary", has_text="输入体温").click()
    page.fill("#reading", "37,8")
    page.locator("button[name=measured]").click()
    expect(page.locator("[data-told][data-key=rest]")).to_be_visible()
    page.locator("[data-told] button[value=measured]").click()
    expect(page.locator("[data-told][data-key=let_in]")).to_be_visible()
    assert admissions(served)[-1][:2] == ("let_in", "measured")


def test_an_old_picture_that_cannot_be_opened_and_the_document(
    door: BrowserContext, served: Server, green: Opened
) -> None:
    page = opened(door)
    assert scan(page, code_on(served, green, late=9))[0] == "open_live"
    page.locator("button[name=paper]").click()
    expect(page.locator("[data-told][data-key=check_document]")).to_be_visible()
    expect(page.locator("[data-tail]")).not_to_be_empty()
    page.locator("button[name=seen]").click()
    expect(page.locator("[data-told][data-key=let_in]")).to_be_visible()
    assert admissions(served)[-1] == ("let_in", "normal", "", True)


def test_refusing_a_green_asks_why(door: BrowserContext, served: Server, green: Opened) -> None:
    page = opened(door)
    assert scan(page, code_on(served, green))[0] == "let_in"
    page.locator("summary", has_text="没有放行").click()
    page.locator("button[name=refused]", has_text="从外地来").click()
    expect(page.locator("[data-noted]")).to_be_visible()
    assert admissions(served)[-1] == ("let_in", "normal", "from_elsewhere", False)


def hostile(server: Server) -> list[str]:
    """Give what is scanned in bad faith: escapes of Python in the file are undone."""
    host = server.settings.origin.partition("//")[2]
    lines = HOSTILE.read_text("utf-8").splitlines()
    whole = [each.encode().decode("unicode_escape") for each in lines]
    return [each.replace("{host}", host).replace("{huge}", "A" * 5000) for each in whole]


def test_forty_hostile_codes_lead_nowhere_and_run_nothing(
    door: BrowserContext, served: Server
) -> None:
    beacon, asked = Beacon(door), []
    page = opened(door)
    page.on("request", lambda each: asked.append(each.url))
    texts = hostile(served)
    assert len(texts) >= 40
    for text in texts:
        assert enter(page, text)[0] in {"not_ours", "damaged", "poster", "open_live"}, text
        page.evaluate("document.querySelector('a[data-next]').click()")
    assert page.url == f"{served.address}/verify?lang=zh"
    assert [each for each in asked if not each.startswith(f"{served.address}/")] == []
    assert (beacon.ran, beacon.reports) == ([], [])
    assert len(door.pages) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_scripts_it_is_a_plain_form(
    chromium: Browser, served: Server, who: People, green: Opened, lang: str
) -> None:
    with guard(chromium, served, java_script_enabled=False) as (context, _):
        page = context.new_page()
        page.goto(f"/verify?lang={lang}")
        post(page, code_on(served, who.yellow))
        assert told(page) == ("stop", "yellow")
        page.locator("a[data-next]").click()
        post(page, "")
        expect(page.locator(".error")).to_be_visible()
        page.locator("noscript input, input[name=temperature]").first.check()
        post(page, code_on(served, green))
        assert told(page) == ("rest", "yellow")
        page.locator("[data-told] button[value=high_again]").click()
        assert told(page) == ("refer", "red")
        assert admissions(served)[-1][:2] == ("refer", "high_again")


def post(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.locator("form.typed button").click()


def test_whoever_has_no_shift_is_led_to_begin_one(chromium: Browser, served: Server) -> None:
    with phone(chromium, served.address) as context:
        page = context.new_page()
        answer = page.goto("/verify?lang=en")
        assert answer
        assert answer.status == 401
        expect(page.locator("main")).to_contain_text("Begin a shift")
