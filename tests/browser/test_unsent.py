"""A step that cannot be sent: no network, a busy service, a page open overnight, a double tap."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from domain.declaration.store import declarations_of
from domain.household.browsers import holder_by_token
from tests.browser.wizard import fresh_phone, go_on, resident
from tests.phones import axe_faults, phone, watch
from tests.servers import Server

WORDS = {"zh": "填的内容都还在", "en": "What you typed is still here"}


def typed(page: Page, server: Server, lang: str) -> str:
    page.goto(f"{server.address}/declare/who?lang={lang}")
    number = fresh_phone()
    page.fill("#name", "岩")
    page.fill("#phone", number)
    return number


def press(page: Page) -> None:
    page.locator("form#step-form button.button").last.click()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_network_it_says_so_and_goes_on_later(
    chromium: Browser, server: Server, lang: str
) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        number = typed(page, server, lang)
        context.set_offline(True)
        press(page)
        note = page.locator("[data-unsent]")
        expect(note).to_contain_text(WORDS[lang])
        expect(note).to_be_in_viewport()
        expect(page.locator("#phone")).to_have_value(number)
        assert axe_faults(page) == []
        context.set_offline(False)
        press(page)
        expect(page).to_have_url(re.compile("/document$"))


def busy(route: Route) -> None:
    page = "<!doctype html><html lang=en><title>Busy</title><main id=main><h1>Busy</h1></main>"
    route.fulfill(status=503, body=page, content_type="text/html; charset=utf-8")


def test_a_busy_service_takes_no_form_away(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        typed(page, server, "zh")
        context.route("**/declare/who", busy)
        press(page)
        expect(page.locator("[data-unsent]")).to_be_visible()
        expect(page.locator("#name")).to_have_value("岩")
        context.unroute_all()
        press(page)
        expect(page).to_have_url(re.compile("/document$"))


def test_a_field_that_cannot_be_checked_stays(chromium: Browser, server: Server) -> None:
    """Whatever the answer is, even with our own scripts broken."""
    with phone(chromium, server.address) as context:
        context.route(re.compile("unsent-"), lambda route: route.fulfill(body="}{"))
        page = context.new_page()
        typed(page, server, "zh")
        context.route("**/declare/who/field", busy)
        page.fill("#phone", "12")
        with page.expect_response("**/declare/who/field") as asked:
            page.locator("#name").focus()
        asked.value.finished()
        page.locator("#helper").check()
        expect(page.locator("#phone")).to_have_value("12")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_page_open_overnight_loses_nothing(
    chromium: Browser, server: Server, scripts: bool
) -> None:
    with phone(chromium, server.address, java_script_enabled=scripts) as context:
        page = context.new_page()
        number = typed(page, server, "en")
        context.clear_cookies(name="hc-pre")
        press(page)
        expect(page.locator("main")).to_contain_text(WORDS["en"])
        expect(page.locator("#phone")).to_have_value(number)
        press(page)
        expect(page).to_have_url(re.compile("/document$"))


def test_steps_swap_and_the_history_is_right(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        seen = watch(page)
        loads: list[str] = []
        page.on("load", lambda loaded: loads.append(loaded.url))
        typed(page, server, "zh")
        press(page)
        expect(page).to_have_url(re.compile("/document$"))
        assert len(loads) == 1, "the step was swapped, not loaded"
        page.go_back()
        expect(page.locator("#name")).to_have_value("岩")
        page.go_forward()
        expect(page.locator("#number")).to_be_visible()
        assert seen == []


def test_a_double_tap_on_submit_is_one_code(chromium: Browser, server: Server) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        fills = resident()
        page.goto(f"{server.address}/declare/who")
        for step, following in pairwise(
            ["who", "document", "journey", "address", "health", "check"]
        ):
            fills[step](page)
            go_on(page, following)
        page.check("#commitment")
        page.locator("form#step-form button.button").last.dblclick()
        expect(page.locator("#code.green")).to_be_visible()
        token = next(each["value"] for each in context.cookies() if each["name"].endswith("hc"))
        held = server.services
        holder = server.run(held.db.read(holder_by_token, token))
        assert holder is not None
        assert holder.person_id is not None
        asked = held.db.read(declarations_of, held.ring, holder.person_id, (holder.id,))
        assert len(server.run(asked)) == 1
