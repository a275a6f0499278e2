"""What goes over the wire: a first visit as a browser makes it, and each step's page, gzip -6."""

import gzip
import urllib.request
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.people import Phone
from bench.table import Figure
from tests.phones import launch

STEPS = ("who", "document", "journey", "address", "health")


def size_figures(port: int, phone: Phone) -> list[Figure]:
    """Measure the first visit to a code page with an empty cache, and the heaviest step."""
    address = f"http://localhost:{port}"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
        context.add_cookies([{"name": "hc", "value": phone.token, "url": address}])
        size, requests = _visit(context.new_page(), f"{address}/code")
        browser.close()
    heaviest = max(_packed(f"{address}/declare/{step}") for step in STEPS)
    return [
        Figure("first_visit_kb", size / 1024, "KiB", "code page, empty cache, on the wire", "≤ 40"),
        Figure("first_visit_requests", requests, "", "the same visit", "≤ 6"),
        Figure("step_kb", heaviest / 1024, "KiB", "heaviest of five steps, gzip -6", "≤ 6"),
    ]


def _visit(page: Page, address: str) -> tuple[float, int]:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    asked: dict[str, str] = {}
    loaded: dict[str, float] = {}

    def sent(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            asked[event["requestId"]] = event["request"]["url"]

    def finished(event: dict[str, Any]) -> None:
        loaded[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    return sum(loaded.get(request, 0) for request in asked), len(asked)


def _packed(address: str) -> int:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - this machine
        return len(gzip.compress(answer.read(), 6))
