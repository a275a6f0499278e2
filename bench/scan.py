"""How long a guard waits: from the camera's frame that holds a code to its verdict on the screen.

A real chromium with a film before its camera, a real server on the same machine, the vendored
decoder, codes checked online. The page itself marks both moments (web/static/js/door).
"""

import json
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

from bench.table import Figure, publish
from tests.browser.door import guard, held_up, people, told
from tests.camera import film, launch_with
from tests.phones import launch
from tests.servers import serving, settings_at

SCANS = 30
GOAL_MS = 500
_TOOK = """() => new Promise((done) => {
  const look = () => {
    const [said] = performance.getEntriesByName("door-verdict");
    const [frame] = performance.getEntriesByName("door-frame");
    if (said) done(JSON.stringify([frame.startTime, said.startTime]));
    else setTimeout(look, 10);
  };
  look();
})"""


def figures() -> list[Figure]:
    """Let a guard's phone see codes go by; give the median and the slowest of 20."""
    with tempfile.TemporaryDirectory() as folder:
        times = sorted(_times(Path(folder)))
    slow = times[int(len(times) * 0.95)]
    beside = f"{len(times)} codes, chromium, both on this machine"
    return [
        Figure("scan_to_verdict_ms", median(times), "ms", beside, f"≤ {GOAL_MS}"),
        Figure("scan_to_verdict_p95_ms", slow, "ms", beside, f"≤ {GOAL_MS}"),
    ]


def _times(folder: Path) -> list[float]:
    settings = settings_at(folder, demo=True, log_level="error")
    with serving(settings) as server, sync_playwright() as playwright:
        who = people(server)
        with server.stopped_at(server.clock.now()):
            codes = held_up(server, who)
            shown = [codes[name] for name in ("green", "yellow", "red", "grey", "stale")]
            beside = launch(playwright)
            browser = launch_with(beside, film(folder / "codes.mjpeg", shown, seconds=0.8))
            with guard(browser, server) as (context, _):
                page = context.new_page()
                page.goto("/verify?lang=zh")
                found = [_one(page) for _ in range(SCANS)]
            browser.close()
            beside.close()
    return found


def _one(page: Page) -> float:
    """Wait for a verdict; give how long it took, and tap it away."""
    told(page)
    frame, said = json.loads(page.evaluate(_TOOK))
    page.locator("a[data-next]").click()
    expect(page.locator("[data-seeing]")).to_be_visible()
    return float(said - frame)


def main() -> None:
    """Measure and publish."""
    publish(figures())


if __name__ == "__main__":
    main()
