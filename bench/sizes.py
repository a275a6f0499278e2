"""What goes over the wire: a first visit as a browser makes it, and each step's page, gzip -6."""

import gzip
import urllib.request
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.people import Phone
from bench.table import Figure
from tests.phones import launch

_LATER = 5000
STEPS = ("who", "document", "journey", "address", "health")


def size_figures(port: int, phone: Phone) -> list[Figure]:
    """Measure the first visit to a code page with an empty cache, and the heaviest step."""
    address = f"http://localhost:{port}"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
        context.add_cookies([{"name": "hc", "value": phone.token, "url": address}])
        first, later = _visit(context.new_page(), f"{address}/code")
        browser.close()
    heaviest = max(_packed(f"{address}/declare/{step}") for step in STEPS)
    return [
        Figure("first_visit_kb", first.kib, "KiB", "code page, empty cache, until loaded", "≤ 40"),
        Figure("first_visit_requests", first.requests, "", "the same visit", "≤ 6"),
        Figure("phone_part_kb", later.kib, "KiB", "what the phone adds when idle, kept then", ""),
        Figure("phone_part_requests", later.requests, "", "the same", ""),
        Figure("step_kb", heaviest / 1024, "KiB", "heaviest of five steps, gzip -6", "≤ 6"),
    ]


@dataclass(frozen=True, slots=True)
class _Wire:
    """What went over the wire: KiB as encoded, and how many requests."""

    kib: float
    requests: int


def _visit(page: Page, address: str) -> tuple[_Wire, _Wire]:
    """Give what a page needs until it is loaded, and what comes in the seconds after."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Page.enable")
    asked: dict[str, float] = {}
    loaded: dict[str, float] = {}
    whole: list[float] = []

    def sent(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            asked[event["requestId"]] = event["timestamp"]

    def finished(event: dict[str, Any]) -> None:
        loaded[event["requestId"]] = event["encodedDataLength"]

    session.on("Page.loadEventFired", lambda event: whole.append(event["timestamp"]))
    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(_LATER)
    first = [request for request, at in asked.items() if at <= whole[0]]
    later = [request for request in asked if request not in first]
    return _wire(first, loaded), _wire(later, loaded)


def _wire(requests: list[str], loaded: dict[str, float]) -> _Wire:
    return _Wire(sum(loaded.get(request, 0) for request in requests) / 1024, len(requests))


def _packed(address: str) -> int:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - this machine
        return len(gzip.compress(answer.read(), 6))
