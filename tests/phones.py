"""Debian's chromium as phones of 360×740, driven through Playwright, and axe on their pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def launch(playwright: Playwright) -> Browser:
    """Start chromium; a machine without it fails here, and nothing is left out in silence."""
    assert CHROMIUM.exists(), "chromium is missing: run `make test` as root, or install it"
    return playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)


@contextmanager
def phone(browser: Browser, address: str, **chosen: Any) -> Iterator[BrowserContext]:
    """Give one phone: its own cookies, Chinese, touch, 360×740 unless chosen otherwise."""
    fixed: dict[str, Any] = {
        "base_url": address,
        "viewport": {"width": 360, "height": 740},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
    }
    context = browser.new_context(**(fixed | chosen))
    try:
        yield context
    finally:
        context.close()


def watch(page: Page) -> list[str]:
    """Collect what must not happen on a page: script errors, CSP reports, failed requests."""
    seen: list[str] = []
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on("console", lambda line: seen.append(line.text) if line.type == "error" else None)
    return seen


def axe_faults(page: Page) -> list[str]:
    """Run axe over a page as it stands; give each violation with the elements it names."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", _TAGS
    )
    return [
        f"{each['id']}: {[node['html'][:120] for node in each['nodes']]}"
        for each in found["violations"]
    ]


def sideways(page: Page) -> int:
    """Give by how many pixels a page is wider than its screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - screen.width"))


def until(page: Page, asked: str) -> None:
    """Wait until a page's function gives something: Playwright's own wait awaits no promise."""
    page.evaluate(
        f"async () => {{ while (!(await ({asked})()))"
        " await new Promise((done) => setTimeout(done, 50)); }"
    )
