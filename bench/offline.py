"""Opening the kept card with no network: from the navigation's start to the frame that shows it."""

import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, CDPSession, sync_playwright

from bench.table import Figure
from tests.browser.kept import kept
from tests.phones import launch, phone
from tests.servers import serving, settings_at

ROUNDS = 11
SLOWER = 4
# Milliseconds from the start of the navigation to the frame in which colour and QR are there.
_DRAWN = """
window.drawn = new Promise((done) => {
  function look() {
    const qr = document.querySelector("#code.green [data-plate]:not([hidden]) path[stroke]");
    if (qr && qr.getAttribute("d") && qr.checkVisibility()) done(performance.now());
    else requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
});
"""


def offline_figures() -> list[Figure]:
    """Open a green card anew and anew, the worker stopped before each, as a phone has it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(settings_at(Path(folder), demo=True, log_level="warning")) as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        with phone(browser, server.address) as context:
            kept(context.new_page(), server)
            context.add_init_script(_DRAWN)
            context.set_offline(True)
            plain, slow = _opened(context, 1), _opened(context, SLOWER)
        browser.close()
    told = f"chromium 360×740, median of {ROUNDS}, worker stopped before"
    return [
        Figure("offline_open_ms", plain, "ms", told, "≤ 1,000"),
        Figure("offline_open_slow_ms", slow, "ms", f"the same, processor {SLOWER} × slower", ""),
    ]


def _opened(context: BrowserContext, slower: int) -> float:
    return median(_once(context, slower) for _ in range(ROUNDS))


def _once(context: BrowserContext, slower: int) -> float:
    page = context.new_page()
    devtools: CDPSession = context.new_cdp_session(page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto("/code")
    took = float(page.evaluate("window.drawn"))
    page.close()
    return took
