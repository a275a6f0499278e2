"""From the home page to the code: in both languages, with and without scripts, each one broken."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.wizard import (
    Fill,
    coughing,
    days_ago,
    foreigner,
    go_on,
    in_contact,
    resident,
    walk,
)
from tests.phones import phone, watch
from tests.servers import Server

# The modules of the check page are broken one by one in test_check.py.
SCRIPTS = sorted(
    path.name
    for path in (Path(__file__).parents[2] / "web/static").rglob("*.js")
    if path.parent.name != "credential" and path.stem != "check"
)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_resident_in_chinese(chromium: Browser, server: Server, scripts: bool) -> None:
    with phone(chromium, server.address, java_script_enabled=scripts) as context:
        page = context.new_page()
        walk(page, server.address, resident(), "zh")
        card = page.locator("#code")
        expect(card).to_contain_text("绿码")
        expect(card).to_contain_text("Green")
        expect(page.locator(".meta")).to_contain_text("王秀英")
        expect(page.locator(".meta")).to_contain_text("24时")
        page.goto(server.address)
        expect(page).to_have_url(re.compile("/code$"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_foreigner_in_english(chromium: Browser, server: Server, scripts: bool) -> None:
    with phone(chromium, server.address, java_script_enabled=scripts, locale="en-GB") as context:
        page = context.new_page()
        walk(page, server.address, foreigner(), "en")
        expect(page.locator("#code")).to_contain_text("Red")
        expect(page.locator(".reasons")).to_contain_text("mainland")
        expect(page.locator(".meta")).to_contain_text("Expected to end")


@pytest.mark.parametrize(
    ("health", "colour", "words"),
    [(in_contact, "red", "120"), (coughing, "yellow", "干咳")],
    ids=["red", "yellow"],
)
def test_a_risk_says_why_until_when_and_what_to_do(
    chromium: Browser, server: Server, health: Fill, colour: str, words: str
) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        walk(page, server.address, resident(health=health), "zh")
        expect(page.locator(f"#code.{colour}")).to_be_visible()
        expect(page.locator(".reasons")).to_contain_text(words)
        expect(page.locator(".reasons")).to_contain_text("现在请这样做")
        expect(page.locator(".asks")).to_contain_text("复核")


@pytest.mark.parametrize("script", SCRIPTS)
def test_with_a_script_broken_everything_works(
    chromium: Browser, server: Server, script: str
) -> None:
    stem = script.removesuffix(".js")
    with phone(chromium, server.address) as context:
        broken = re.compile(rf"/static/.*{re.escape(stem)}-[0-9a-f]+\.js")
        context.route(
            broken, lambda route: route.fulfill(body="}{", content_type="text/javascript")
        )
        page = context.new_page()
        walk(page, server.address, resident(), "zh")
        expect(page.locator("#code.green")).to_be_visible()


def test_nothing_typed_is_lost(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        page.goto(f"{server.address}/declare/who?lang=zh")
        page.fill("#name", "岩")
        page.fill("#phone", "123")
        page.locator("button[name=lang][value=en]").click()
        expect(page.locator("h1")).to_have_text("Who are you?")
        expect(page.locator("#name")).to_have_value("岩")
        expect(page.locator("#phone")).to_have_value("123")
        again = context.new_page()
        again.goto(f"{server.address}/declare")
        expect(again.locator("#name")).to_have_value("岩")


def test_errors_stand_beside_the_field_and_in_a_summary_that_leads_to_it(
    chromium: Browser, server: Server
) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        page.goto(f"{server.address}/declare/who?lang=zh")
        page.locator("form#step-form button.button").last.click()
        expect(page.locator(".summary")).to_be_visible()
        expect(page).to_have_title(re.compile("^错误"))
        expect(page.locator("#name-error")).to_contain_text("请按证件填写姓名")
        page.locator(".summary a").first.click()
        expect(page.locator("#name")).to_be_focused()


def test_a_field_is_checked_as_it_is_left(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        page.goto(f"{server.address}/declare/who?lang=zh")
        page.fill("#phone", "12")
        page.fill("#name", "王明")
        expect(page.locator("#phone-error")).to_be_visible()
        expect(page.locator("#name-error")).to_have_count(0)
        expect(page.locator(".summary")).to_have_count(0)


def test_back_and_change_and_a_second_submit_make_one_declaration(
    chromium: Browser, server: Server
) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        walk(page, server.address, resident(), "zh")
        page.go_back()
        if page.locator("#commitment").count():
            page.check("#commitment")
            page.locator("form#step-form button.button").last.click()
        page.goto(f"{server.address}/code")
        expect(page.locator("#code.green")).to_be_visible()


def test_correcting_a_slip_within_thirty_minutes(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        walk(page, server.address, resident(health=in_contact), "zh")
        page.locator("form[action='/declare/correct'] button").click()
        page.goto(f"{server.address}/declare/health")
        expect(page.locator("#contact_day")).to_have_value(days_ago(2))
        page.check("input[name=contact][value=no]")
        go_on(page, "check")
        page.check("#commitment")
        go_on(page, "code")
        expect(page.locator("#code.green")).to_be_visible()


def test_normal_use_breaks_no_content_rule(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page: Page = context.new_page()
        seen = watch(page)
        walk(page, server.address, resident(), "zh")
        assert [each for each in seen if "422" not in each] == []
