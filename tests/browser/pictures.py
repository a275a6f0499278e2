"""How pictures of pages are taken: a phone of one language, a page, a file."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.wizard import Fill
from tests.phones import phone
from tests.servers import Server

FOLDER = Path(__file__).parents[2] / "docs/screens"
# Narrow and quick to load: the pictures stand in a README.
_SCALE = 1.5


def on_phone(browser: Browser, server: Server, lang: str, act: Callable[[Page], None]) -> None:
    locale = "zh-CN" if lang == "zh" else "en-GB"
    with phone(browser, server.address, device_scale_factor=_SCALE, locale=locale) as context:
        page = context.new_page()
        page.goto(f"{server.address}/?lang={lang}")
        act(page)


def take(page: Page, name: str, *, whole: bool = True) -> None:
    page.evaluate("document.activeElement?.blur()")
    shot = Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB")
    # A palette is a third of the bytes, and plain pages look the same.
    shot.quantize(256, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    sys.stdout.write(f"{name}\n")


def noting(fill: Fill, typed: dict[str, str]) -> Fill:
    """Fill a step in and note the numbers that a look-up asks for."""

    def filled(page: Page) -> None:
        fill(page)
        for name in ("phone", "number"):
            if page.locator(f"input[name={name}]").count():
                typed[name] = page.locator(f"input[name={name}]").input_value()

    return filled
