"""T18, scripts: whatever is typed, kept and shown, nothing of it ever runs or reaches the CSP.

Sampled in check: all payloads dealt out over all fields. In prove each payload is in every field.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.declaration.fields import OWN
from domain.healthcode.handles import handle_of
from tests.servers import Server
from tests.tallies import Tally
from tests.web.defence.beacon import Beacon, scripts, watched
from tests.web.defence.hostile import Deal, dealt, declared, submit, type_parents, typed
from tests.web.defence.phones import Phone
from web.contexts.code import address_of

LANGS = ("zh", "en")
# The ways in which a script puts HTML into a page: htmx uses the first and the fourth.
_SINKS = (
    "slot.innerHTML = html",
    "slot.insertAdjacentHTML('beforeend', html)",
    "slot.outerHTML = html",
    "slot.append(document.createRange().createContextualFragment(html))",
    "const t = document.createElement('template'); t.innerHTML = html; slot.append(t.content)",
    "slot.setHTMLUnsafe?.(html)",
    "slot.innerHTML = `<template>${html}</template>`; slot.append(slot.firstChild.content)",
)
# Elements are made ahead: some payloads put themselves in the place of the document's own methods.
_FILL = """
(payloads) => {
  const slots = payloads.map(() => document.createElement("div"));
  document.getElementById("main").append(...slots);
  payloads.forEach((html, at) => { const slot = slots[at]; %s; });
  // In a turn of its own: what Playwright itself calls is let past the CSP's ban on eval.
  setTimeout(() => htmx.process(document.querySelector("main")));
}
"""
# What is left in the page of all that could run: an answer of nothing is wanted.
_LEFT = """
() => [...document.querySelectorAll("main *")].filter((each) =>
  /^(script|iframe|object|embed|base|meta|link)$/i.test(each.localName) ||
  [...each.attributes].some((it) => /^(on|hx-on|srcdoc)|^\\s*javascript:/i.test(it.name) ||
    /^[\\0-\\x20]*j\\s*a\\s*v\\s*a\\s*s\\s*c\\s*r\\s*i\\s*p\\s*t\\s*:/i.test(it.value))
).map((each) => each.outerHTML)
"""


def _look(page: Page, paths: Iterable[str], langs: Iterable[str]) -> int:
    looks = 0
    for path in paths:
        for lang in langs:
            page.goto(f"{path}?lang={lang}", wait_until="load")
            looks += 1
    return looks


def _drafts(browser: Browser, server: Server, deal: Deal, langs: Iterable[str]) -> int:
    """Look at every step of a draft of payloads, and let htmx swap each step's refusal in."""
    phone, looks = typed(server, deal), 0
    with watched(browser, server.address, dict(phone.client.cookies)) as (context, beacon):
        page = context.new_page()
        for step in OWN:
            looks += _look(page, [f"/declare/{step}"], langs)
            page.locator("form#step-form button.button:not(.second)").last.click()
            expect(page.locator("#errors")).to_be_visible()
            looks += 1
        type_parents(phone, deal)
        looks += _look(page, [f"/declare/{step}" for step in OWN], LANGS[:1])
        _nothing_ran(page, beacon)
    return looks


def _codes(browser: Browser, server: Server, deal: Deal, langs: Iterable[str]) -> int:
    """Look at the check, the code and the public card of a declaration made of payloads."""
    phone = declared(server, deal)
    with watched(browser, server.address, dict(phone.client.cookies)) as (context, beacon):
        page = context.new_page()
        looks = _look(page, ["/declare/check"], langs)
        submit(phone)
        looks += _look(page, ["/code"], langs)
        looks += _look(page, [_card(server, phone)], langs)
        phone.send("POST", "/declare/correct")
        looks += _look(page, ["/declare/who", "/declare/journey", "/declare/address"], LANGS[1:])
        _nothing_ran(page, beacon)
    return looks


def _card(server: Server, phone: Phone) -> str:
    held, holder = server.services, phone.holder()
    assert holder
    assert holder.person_id
    now = held.clock.now()
    handle = server.run(held.db.read(handle_of, holder.person_id, holder.id, now))
    assert handle
    return address_of(held.ring, handle, now, server.address).replace("LOCALHOST", "localhost")


def _nothing_ran(page: Page, beacon: Beacon) -> None:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert beacon.ran == []
    assert beacon.reports == []


def test_there_are_enough_payloads() -> None:
    assert len(set(scripts())) >= 80


def test_every_payload_in_some_field(chromium: Browser, held: Server, tally: Tally) -> None:
    deal, looks = dealt(scripts()), 0
    for turn in range(3):
        looks += _drafts(chromium, held, deal, [LANGS[turn % 2]])
        looks += _codes(chromium, held, deal, [LANGS[turn % 2]])
    tally("T18", payloads=len(scripts()), pages=looks, executions=0, reports=0)


@pytest.mark.prove
@pytest.mark.timeout(3600)
def test_every_payload_in_every_field(chromium: Browser, held: Server, tally: Tally) -> None:
    looks = 0
    for payload in scripts():
        looks += _drafts(chromium, held, dealt([payload]), LANGS)
        looks += _codes(chromium, held, dealt([payload]), LANGS)
    tally("T18", payloads=len(scripts()), pages=looks, executions=0, reports=0)


def test_html_that_came_unescaped_would_be_sanitised(
    chromium: Browser, held: Server, tally: Tally
) -> None:
    """The second net: our Trusted Types policy takes out what runs, whichever way it gets in."""
    with watched(chromium, held.address) as (context, beacon):
        page = context.new_page()
        for sink in _SINKS:
            page.goto("/declare/who")
            expect(page.locator("html.scripted")).to_be_attached()
            page.evaluate(_FILL % sink, scripts())
            page.evaluate("() => new Promise((done) => setTimeout(done, 200))")
            assert page.evaluate(_LEFT) == [], sink
        assert beacon.ran == []
    tally("T18", sanitised=len(scripts()) * len(_SINKS))


def _unescaped(browser: Browser, server: Server, payloads: list[str], **how: Any) -> list[int]:
    """Load pages that write payloads unescaped; give how many ran and how many were reported."""
    counted = [0, 0]
    with watched(browser, server.address, **how) as (context, beacon):
        page = context.new_page()
        for html in payloads:
            before = len(beacon.ran), len(beacon.reports)
            page.goto(f"/probe/raw?html={quote(html, safe='')}", wait_until="load")
            page.evaluate("() => new Promise((done) => setTimeout(done, 30))")
            counted[0] += len(beacon.ran) > before[0]
            counted[1] += len(beacon.reports) > before[1]
    return counted


def test_the_beacon_sees_what_runs(chromium: Browser, held: Server, tally: Tally) -> None:
    """The control: unescaped and without a CSP payloads do run; the CSP alone stops each."""
    some = scripts()[::5]
    ran, _ = _unescaped(chromium, held, some, bypass_csp=True)
    assert ran >= len(some) // 3
    held_back, reported = _unescaped(chromium, held, some)
    assert (held_back, reported >= ran) == (0, True)
    tally("T18", controls=2 * len(some))


@pytest.mark.prove
def test_the_beacon_sees_each_of_them(chromium: Browser, held: Server, tally: Tally) -> None:
    ran, _ = _unescaped(chromium, held, scripts(), bypass_csp=True)
    held_back, reported = _unescaped(chromium, held, scripts())
    assert (ran >= 40, held_back, reported >= ran) == (True, 0, True)
    tally("T18", controls=2 * len(scripts()), controls_that_ran=ran)
