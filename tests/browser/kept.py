"""Steps of the phone's tests: open a made-up person's code, keep it, go offline, scan it."""

import io

import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.servers import Server

CONTROLLED = """() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
  || new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done)))
  .then(() => true)"""


def opened(page: Page, served: Server, name: str = "李小雷", lang: str = "zh") -> None:
    """Open a made-up person's code on this phone."""
    page.goto(f"{served.address}/demo?lang={lang}")
    page.locator("li, article", has_text=name).locator("button").first.click()
    page.locator("#code").wait_for()


def kept(page: Page, served: Server, name: str = "李小雷", lang: str = "zh") -> None:
    """Open a code and wait until the phone has it and its worker."""
    opened(page, served, name, lang)
    ready(page)


def ready(page: Page) -> None:
    """Wait until the phone has the code that it shows, and its worker."""
    expect(page.locator("[data-signed]")).not_to_have_attribute("hidden", "")
    assert page.evaluate(CONTROLLED)


def offline(context: BrowserContext, page: Page) -> None:
    """Cut the network and load the code anew."""
    # Away from the open code first, which would go to its kept card by itself.
    page.goto("about:blank")
    context.set_offline(True)
    page.goto("/code")
    page.locator("[data-shell][data-live]").wait_for()


def scanned(page: Page) -> str:
    """Read the one QR in a picture of the page, as a camera would."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    assert len(found) == 1
    return str(found[0].text)
