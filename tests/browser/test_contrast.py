"""Without its colours a code still tells: forced colours, and a screen of greys."""

import io
from collections.abc import Iterator
from itertools import combinations

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.everywhere import PEOPLE
from tests.browser.kept import opened, scanned
from tests.phones import axe_faults, phone
from tests.servers import Server, serving, settings_at

WORDS = {
    "green": ("绿码", "Green"),
    "yellow": ("黄码", "Yellow"),
    "red": ("红码", "Red"),
    "grey": ("过期", "xpired"),
}
# Of 255 greys: how far paper and ink must lie apart, and how much of two shapes must differ.
APART = 120
DIFFERENT = 0.02
GREYS = "document.documentElement.style.filter = 'grayscale(1)'"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings_at(tmp_path_factory.mktemp("greys"), demo=True)) as server:
        yield server


def _picture(page: Page, part: str) -> Image.Image:
    return Image.open(io.BytesIO(page.locator(part).screenshot())).convert("L")


def _codes(context: BrowserContext, served: Server, lang: str) -> Iterator[tuple[str, Page]]:
    page = context.new_page()
    for colour, person in PEOPLE.items():
        opened(page, served, person, lang)
        expect(page.locator(f"#code.{colour}")).to_be_visible()
        yield colour, page


def _told_apart(shapes: dict[str, Image.Image]) -> None:
    for one, other in combinations(shapes, 2):
        differing = ImageChops.difference(shapes[one], shapes[other].resize(shapes[one].size))
        share = sum(differing.histogram()[64:]) / (differing.width * differing.height)
        assert share > DIFFERENT, (one, other, share)


def _seen(page: Page, colour: str, at: int) -> Image.Image:
    """Hold word and shape: both there, and dark enough against what they stand on."""
    expect(page.locator("#code .verdict-word")).to_contain_text(WORDS[colour][at])
    for part in ("#code .verdict-word", "#code .verdict > .shape"):
        greys = [grey for grey, count in enumerate(_picture(page, part).histogram()) if count]
        assert greys[-1] - greys[0] > APART, (colour, part, greys)
    return _picture(page, "#code .verdict > .shape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("at", "lang"), [(0, "zh"), (1, "en")])
def test_forced_colours_leave_word_shape_and_qr(
    chromium: Browser, served: Server, at: int, lang: str, scheme: str
) -> None:
    looks = {"forced_colors": "active", "color_scheme": scheme, "reduced_motion": "reduce"}
    with phone(chromium, served.address, **looks) as context:
        shapes = {}
        for colour, page in _codes(context, served, lang):
            shapes[colour] = _seen(page, colour, at)
            assert "/C/" in scanned(page)
            border = page.locator("#code").evaluate("each => getComputedStyle(each).borderStyle")
            assert border == "solid", "a card without its colour has an edge"
            # Under dark forced colours axe takes the page for white; _seen measures the picture.
            assert scheme == "dark" or axe_faults(page) == []
        _told_apart(shapes)


def test_greys_leave_word_and_shape(chromium: Browser, served: Server) -> None:
    with phone(chromium, served.address, reduced_motion="reduce") as context:
        shapes = {}
        for colour, page in _codes(context, served, "zh"):
            page.evaluate(GREYS)
            shapes[colour] = _seen(page, colour, 0)
        _told_apart(shapes)
