"""A beacon in chromium that tells of every script that ran and of every report of the CSP."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from tests.phones import phone

_SCRIPTS = Path(__file__).parents[2] / "cases/hostile/scripts.txt"
# Not held back by a CSP: Playwright puts it into each page before the page's own scripts.
_WATCH = """
for (const name of ["alert", "confirm", "prompt"]) window[name] = (said) => seenRunning(name);
document.addEventListener("securitypolicyviolation", (event) =>
  seenReport(event.effectiveDirective + " " + event.blockedURI + " " + event.sample));
"""


class Beacon:
    """What was seen on one phone: scripts that ran, reports of the CSP, dialogs, foreign pages."""

    def __init__(self, context: BrowserContext) -> None:
        self.ran: list[str] = []
        self.reports: list[str] = []
        context.expose_binding("seenRunning", self._running)
        context.expose_binding("seenReport", self._report)
        context.add_init_script(_WATCH)
        context.on("page", self._follow)

    def _follow(self, page: Any) -> None:
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.reports.append(f"error {error}"))

    def _dialog(self, dialog: Any) -> None:
        self.ran.append("a dialog")
        dialog.dismiss()

    def _running(self, source: Any, name: str) -> None:
        self.ran.append(f"{name} on {source['page'].url}")

    def _report(self, source: Any, text: str) -> None:
        self.reports.append(f"{text} on {source['page'].url}")


def scripts() -> list[str]:
    """Give every payload: each calls alert(1) where it gets to run."""
    return _SCRIPTS.read_text("utf-8").splitlines()


@contextmanager
def watched(
    browser: Browser, address: str, cookies: dict[str, str] | None = None, **how: Any
) -> Iterator[tuple[BrowserContext, Beacon]]:
    """Give a phone with a beacon, and the cookies of a household."""
    with phone(browser, address, **how) as context:
        beacon = Beacon(context)
        kept = (cookies or {}).items()
        context.add_cookies([{"name": k, "value": v, "url": address} for k, v in kept])
        yield context, beacon
